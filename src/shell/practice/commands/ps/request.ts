import { COLUMNS, type Column } from './columns.ts';

/** What a command line asks of ps(1). */
export interface Request {
  readonly columns: readonly Column[];
  readonly headers: boolean;
  /** Null: those of the reader's terminal. */
  readonly all: boolean;
  /** Any of these selects; none of them: `all` decides. */
  readonly pids: readonly number[] | null;
  readonly parents: readonly number[] | null;
  readonly names: readonly string[] | null;
  readonly users: readonly string[] | null;
  readonly sort: readonly { readonly column: Column; readonly down: boolean }[];
}

const KNOWN =
  'ps, ps -e, ps -ef, ps aux, ps ax, -o LIST, -p LIST, --ppid LIST, -C LIST, -u LIST, --sort LIST, --no-headers, -w';

const named = (list: string, headers: Readonly<Record<string, string>> = {}): Column[] =>
  list.split(' ').map((name) => {
    const column = COLUMNS[name] as Column;
    return { ...column, header: headers[name] ?? column.header };
  });

const PLAIN = named('pid tname time ucmd');
const FULL = named('user pid ppid c stime tname time cmd', { user: 'UID' });
const BSD = named('pid tname stat bsdtime args');
const BSD_USER = named('user pid pcpu pmem vsz rss tname stat start_time bsdtime args');

interface Draft {
  columns: Column[];
  preset: Column[];
  headers: boolean;
  all: boolean;
  pids: number[] | null;
  parents: number[] | null;
  names: string[] | null;
  users: string[] | null;
  sort: { column: Column; down: boolean }[];
}

/** A problem, in the words of procps; thrown within this file only. */
class Problem extends Error {}

/** Reads the three manners of options that ps(1) takes: UNIX with a dash, BSD without, GNU with two. Gives an error as text. */
export function requestOf(args: readonly string[]): Request | string {
  const draft: Draft = {
    columns: [],
    preset: PLAIN,
    headers: true,
    all: false,
    pids: null,
    parents: null,
    names: null,
    users: null,
    sort: [],
  };
  const rest = [...args];
  try {
    for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
      if (arg.startsWith('--')) long(draft, arg, rest);
      else if (/^\d/.test(arg)) draft.pids = [...(draft.pids ?? []), ...pidsOf(arg)];
      else if (arg === '-aux' || !arg.startsWith('-'))
        letters(draft, arg.replace('-', ''), rest, bsd);
      else letters(draft, arg.slice(1), rest, unix);
    }
  } catch (error) {
    if (error instanceof Problem) return usage(error.message);
    throw error;
  }
  const { columns, preset, ...others } = draft;
  return { ...others, columns: columns.length > 0 ? columns : preset };
}

type Read = (draft: Draft, letter: string, value: () => string) => boolean;

/** Letters one after the other; one that takes a value takes the rest of the word, or the next. */
function letters(draft: Draft, word: string, rest: string[], read: Read): void {
  for (let at = 0; at < word.length; at++) {
    let took = false;
    const value = () => {
      took = true;
      const text = word.slice(at + 1) || rest.shift();
      if (text === undefined) throw new Problem('list of things must follow the option');
      return text;
    };
    if (!read(draft, word[at] ?? '', value)) {
      throw new Problem(
        read === unix ? 'unsupported SysV option' : 'unsupported option (BSD syntax)',
      );
    }
    if (took) return;
  }
}

function unix(draft: Draft, letter: string, value: () => string): boolean {
  if (letter === 'e' || letter === 'A') draft.all = true;
  else if (letter === 'f') draft.preset = FULL;
  else if (letter === 'o') draft.columns.push(...columnsOf(value()));
  else if (letter === 'p') draft.pids = [...(draft.pids ?? []), ...pidsOf(value())];
  else if (letter === 'C') draft.names = [...(draft.names ?? []), ...wordsOf(value())];
  else if (letter === 'u') draft.users = [...(draft.users ?? []), ...wordsOf(value())];
  else if (letter !== 'w') return false;
  return true;
}

function bsd(draft: Draft, letter: string, value: () => string): boolean {
  if (letter === 'a' || letter === 'x') draft.all = true;
  if (letter === 'u') draft.preset = BSD_USER;
  else if ('ax'.includes(letter)) draft.preset = draft.preset === PLAIN ? BSD : draft.preset;
  else if (letter === 'o') draft.columns.push(...columnsOf(value()));
  else if (letter === 'p') draft.pids = [...(draft.pids ?? []), ...pidsOf(value())];
  else if (letter !== 'w') return false;
  return true;
}

function long(draft: Draft, arg: string, rest: string[]): void {
  const [name = '', glued] = /^--([^=]+)(?:=(.*))?$/s.exec(arg)?.slice(1) ?? [];
  const value = () => {
    const text = glued ?? rest.shift();
    if (text === undefined) throw new Problem(`${name} requires an argument`);
    return text;
  };
  if (/^no-head(?:er|ers|ing|ings)?$/.test(name)) draft.headers = false;
  else if (name === 'sort') draft.sort.push(...sortOf(value()));
  else if (name === 'format') draft.columns.push(...columnsOf(value()));
  else if (name === 'pid') draft.pids = [...(draft.pids ?? []), ...pidsOf(value())];
  else if (name === 'ppid') draft.parents = [...(draft.parents ?? []), ...pidsOf(value())];
  else if (name === 'user') draft.users = [...(draft.users ?? []), ...wordsOf(value())];
  else throw new Problem('unknown gnu long option');
}

function wordsOf(list: string): string[] {
  return list.split(/[\s,]+/).filter((word) => word !== '');
}

function pidsOf(list: string): number[] {
  return wordsOf(list).map((word) => {
    if (!/^\d+$/.test(word)) throw new Problem('process ID list syntax error');
    return Number(word);
  });
}

/** `pid,rss=KB,args` or `pid args`: each may have a header of its own, also an empty one. */
function columnsOf(list: string): Column[] {
  return list.split(',').flatMap((part) => {
    const [, names = '', header] = /^([^=]*)(?:=(.*))?$/s.exec(part) ?? [];
    const columns = wordsOf(names).map(columnOf);
    const last = columns.pop();
    if (!last) throw new Problem('improper format list');
    return [...columns, header === undefined ? last : { ...last, header }];
  });
}

function columnOf(name: string): Column {
  const key = name.toLowerCase();
  const column = Object.hasOwn(COLUMNS, key) ? COLUMNS[key] : undefined;
  if (!column) throw new Problem(`unknown user-defined format specifier "${name}"`);
  return column;
}

function sortOf(list: string): { column: Column; down: boolean }[] {
  return wordsOf(list).map((word) => {
    const key = word.replace(/^[-+]/, '').toLowerCase();
    const column = Object.hasOwn(COLUMNS, key) ? COLUMNS[key] : undefined;
    if (!column) throw new Problem('unknown sort specifier');
    return { column, down: word.startsWith('-') };
  });
}

function usage(problem: string): string {
  return `error: ${problem}\n\nUsage:\n ps [options]\n\n(the practice node knows: ${KNOWN})`;
}
