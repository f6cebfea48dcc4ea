import { read as readGoroutines } from '../evidence/goroutine/read.ts';
import { filter } from '../evidence/pprof/filter.ts';
import { identify } from '../evidence/pprof/kinds.ts';
import type { Leftover } from '../evidence/pprof/leftovers.ts';
import { diff } from '../evidence/pprof/merge.ts';
import { type Profile, typeNamed } from '../evidence/pprof/profile.ts';
import { LIMIT, read } from '../evidence/pprof/read.ts';
import type { Call, Command } from './command.ts';
import { complain, type ExitCode, type Fault, faultOf } from './fault.ts';
import { nearest } from './nearest.ts';
import { writeProfileJson } from './profile-json.ts';
import { profileText } from './profile-text.ts';
import { unreadable } from './reading.ts';
import type { Shown } from './shown.ts';
import { joined, openSource, shortfalls } from './source.ts';

export const command: Command = {
  name: 'profile',
  operands: 'FILE|-',
  least: 1,
  most: 1,
  says: 'cli.profile.says',
  options: [
    { name: 'base', value: 'FILE', says: 'cli.profile.option.base' },
    { name: 'type', value: 'TYPE', says: 'cli.profile.option.type' },
    { name: 'top', value: 'N', number: true, says: 'cli.profile.option.top' },
    { name: 'focus', value: 'REGEX', says: 'cli.profile.option.focus' },
    { name: 'ignore', value: 'REGEX', says: 'cli.profile.option.ignore' },
    { name: 'peek', value: 'FUNCTION', says: 'cli.profile.option.peek' },
  ],
  examples: [
    { line: 'profile heap.pb.gz', says: 'cli.profile.example.file' },
    { line: 'profile later.pb.gz --base earlier.pb.gz', says: 'cli.profile.example.base' },
    { line: 'profile heap.pb.gz --type alloc_space --top 5', says: 'cli.profile.example.type' },
    {
      line: 'profile heap.pb.gz --focus spdystream --peek compress/flate.NewWriter',
      says: 'cli.profile.example.peek',
    },
    { line: "profile heap.pb.gz --json | jq '.top[0][0]'", says: 'cli.profile.example.json' },
  ],
  notes: ['cli.profile.json', 'cli.profile.exit'],
  run,
};

interface ReadProfile {
  readonly ok: true;
  readonly profile: Profile;
  readonly leftovers: readonly Leftover[];
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, word } = call;
  const shown = await look(call);
  if (!shown.ok) return complain(shown, terminal, word);
  if (call.has('json')) return writeProfileJson(shown, call);
  const lines = profileText(shown, call);
  if (!Array.isArray(lines)) return complain(lines as Fault, terminal, word);
  await terminal.lines(lines as readonly string[]);
  return 0;
}

/** Reads what was asked for: the profile, less its base, less what the patterns leave out. */
async function look(call: Call): Promise<Shown | Fault> {
  const { word, value } = call;
  const [name = ''] = call.operands;
  const base = value('base') ?? '';
  if (name === '-' && base === '-') {
    return faultOf(word('cli.problem.twoInputs'), '-', word('cli.hint.twoInputs'));
  }
  const opened = await readProfile(name, call);
  if (!opened.ok) return opened;
  let { profile } = opened;
  if (base !== '') {
    const earlier = await readProfile(base, call);
    if (!earlier.ok) return earlier;
    const merged = diff(profile, earlier.profile);
    if (!merged.ok)
      return faultOf(word('profile.otherTypes', { name, base }), `--base ${base}`, '');
    profile = merged.value;
  }
  let kept: Shown['kept'] = null;
  const [focus = '', ignore = ''] = [value('focus'), value('ignore')];
  if (focus !== '' || ignore !== '') {
    const passed = filter(profile, { focus, ignore });
    if (!passed.ok) {
      const text = value(passed.part) ?? '';
      const at = `--${passed.part} '${text.slice(0, passed.at)}▸${text.slice(passed.at)}'`;
      return faultOf(passed.problem, at, passed.hint);
    }
    profile = passed.value;
    kept = { kept: passed.kept, of: passed.of };
  }
  const types = typesOf(profile, call);
  if (!Array.isArray(types)) return types as Fault;
  return { ok: true, name, profile, leftovers: opened.leftovers, types, base, kept };
}

/** The types asked for: one by its name, else all in JSON and the profile's own choice in text. */
function typesOf(profile: Profile, { value, has, word }: Call): readonly number[] | Fault {
  const asked = value('type');
  if (asked === undefined) {
    return has('json') ? profile.sampleTypes.map((_, at) => at) : [profile.defaultType];
  }
  const type = typeNamed(profile, asked);
  if (type >= 0) return [type];
  const names = profile.sampleTypes.map((one) => one.type);
  const near = nearest(asked, names);
  const hint = [
    ...(near ? [word('cli.hint.didYouMean', { near })] : []),
    word('cli.hint.choices', { choices: word.list(names) }),
  ].join(word.gap);
  return faultOf(word('cli.problem.type', { type: asked }), `--type ${asked}`, hint);
}

async function readProfile(name: string, call: Call): Promise<ReadProfile | Fault> {
  const { terminal, word } = call;
  const source = await openSource(name, terminal, word);
  if (!source.ok) return source;
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of source.pieces()) {
      pieces.push(piece);
      size += piece.length;
      if (size > LIMIT) return tooLarge(name, pieces[0] ?? piece, call);
    }
  } catch (error) {
    return unreadable(source, error, word);
  }
  const bytes = joined(pieces, size);
  const [shortfall] = shortfalls(source, word);
  const reading = await read(bytes);
  if (reading.ok) {
    if (shortfall) terminal.remark(`${name}: ${shortfall}`);
    return { ok: true, profile: reading.value, leftovers: reading.leftovers };
  }
  // A dump inside a log is no text that the profile reader could know; the other reader does.
  const { dumps } = readGoroutines(bytes);
  if (dumps.length > 0 || reading.kind === 'goroutine-dump') return isDump(name, call);
  return faultOf(
    word(`profile.is.${reading.kind}`),
    name,
    shortfall ?? word(`profile.then.${reading.kind}`),
  );
}

function isDump(name: string, { word }: Call): Fault {
  return faultOf(word('cli.problem.isDump'), name, word('cli.hint.isDump', { name }));
}

/** More than any profile: then its beginning says what it is. */
function tooLarge(name: string, head: Uint8Array, call: Call): Fault {
  const { kind } = identify(head);
  const { dumps } = readGoroutines(head);
  if (dumps.length > 0 || kind === 'goroutine-dump') return isDump(name, call);
  const known = kind === 'not-a-profile' ? 'too-large' : kind;
  return faultOf(call.word(`profile.is.${known}`), name, call.word(`profile.then.${known}`));
}
