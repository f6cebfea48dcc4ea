/** The word under the cursor: where it begins, what of it stands before the cursor, and whether it names a command. */
export interface WordAt {
  readonly start: number;
  readonly word: string;
  readonly isCommand: boolean;
}

/** Finds the word to complete. Blanks, and what separates commands, end a word; a backslash keeps a blank in it. */
export function wordAt(line: string, cursor: number): WordAt {
  const before = line.slice(0, cursor);
  const word = /(?:[^\s|&;<>()`"'$\\]|\\.)*$/.exec(before)?.[0] ?? '';
  const start = before.length - word.length;
  const lead = before.slice(0, start).trimEnd();
  const isCommand = lead === '' || /(?:[|&;(`]|\$\(|\b(?:do|then|else|xargs|time))$/.test(lead);
  return { start, word: word.replace(/\\(.)/g, '$1'), isCommand };
}

/** A line with its cursor after completion, and the words to choose from when more than one is left. */
export interface Completed {
  readonly text: string;
  readonly cursor: number;
  readonly choices: readonly string[];
}

/** Puts in what all candidates agree on; a single one is finished with a blank, a folder with its slash. */
export function complete(
  line: string,
  cursor: number,
  start: number,
  words: readonly string[],
): Completed {
  const [first] = words;
  if (first === undefined) return { text: line, cursor, choices: [] };
  const common = words.reduce(shared);
  const only = words.length === 1;
  const end = only && !first.endsWith('/') ? ' ' : '';
  const put = common.replace(/[ ()&;|<>'"`$\\]/g, '\\$&') + end;
  if (!only && put.length <= cursor - start) return { text: line, cursor, choices: words };
  const rest = line.slice(cursor);
  const tail = end === ' ' && rest.startsWith(' ') ? rest.slice(1) : rest;
  return { text: line.slice(0, start) + put + tail, cursor: start + put.length, choices: [] };
}

function shared(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
