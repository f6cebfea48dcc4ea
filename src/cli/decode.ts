import { formatAt, parseAt } from '../evidence/ttrpc/at.ts';
import { versions as allVersions } from '../evidence/ttrpc/book.ts';
import { type Decoded, decode, type Match } from '../evidence/ttrpc/decode.ts';
import type { Position } from '../evidence/ttrpc/positions.ts';
import { type Cell, table } from './columns.ts';
import type { Call, Command } from './command.ts';
import type { ExitCode } from './fault.ts';
import { complain, type Fault, faultOf } from './fault.ts';
import { wrap } from './prose.ts';
import type { Words } from './words.ts';

export const command: Command = {
  name: 'decode',
  operands: 'FILE:LINE[@VERSION]…',
  least: 1,
  most: 1000,
  says: 'cli.decode.says',
  options: [],
  examples: [
    { line: 'decode client.go:259@1.0.1', says: 'cli.decode.example.one' },
    { line: 'decode server.go:459 server.go:404', says: 'cli.decode.example.several' },
    { line: 'decode server.go:444 --lang zh-cn', says: 'cli.decode.example.lang' },
  ],
  notes: ['cli.decode.json', 'cli.decode.exit'],
  run,
};

type Answer = Decoded | Extract<ReturnType<typeof parseAt>, { ok: false }>;

async function run({ operands, has, terminal, word }: Call): Promise<ExitCode> {
  const answers = operands.map((typed) => {
    const parsed = parseAt(typed);
    const version = parsed.ok ? parsed.version : null;
    const answer: Answer = parsed.ok ? decode(parsed.at, version ?? undefined) : parsed;
    return { typed, version, answer };
  });
  if (has('json')) {
    const lines = answers.map(({ typed, version, answer }) => jsonOf(typed, version, answer, word));
    await terminal.write(`${JSON.stringify({ lines }, null, 2)}\n`);
  }
  let first = true;
  for (const { typed, answer } of answers) {
    if (!answer.ok) complain(refusal(answer, typed, word), terminal, word);
    if (!answer.ok || has('json')) continue;
    const lines = answer.matches.flatMap((match) => matchText(answer, match, { terminal, word }));
    const doubts = answer.doubts.flatMap((doubt) =>
      wrap(doubtText(answer, doubt, word), terminal, '  '),
    );
    await terminal.lines([...(first ? [] : ['']), ...lines, ...doubts]);
    first = false;
  }
  return answers.every(({ answer }) => answer.ok) ? 0 : 2;
}

/** What is wrong with a line and what to try instead. */
function refusal(answer: Extract<Answer, { ok: false }>, typed: string, word: Words): Fault {
  if (!('nearest' in answer)) {
    const problem = word(`ttrpc.problem.${answer.problem}`, { at: answer.at });
    return faultOf(problem, '', word(`ttrpc.hint.${answer.hint}`));
  }
  const { problem, nearest, elsewhere, at } = answer;
  const values = {
    at: formatAt(at),
    lines: nearest.length > 0 ? word.list(nearest.map(formatAt)) : '-',
    versions: word.list(elsewhere.length > 0 ? elsewhere : allVersions),
  };
  return faultOf(
    word(`ttrpc.problem.${problem}`, values),
    typed,
    word(`ttrpc.hint.${answer.hint}`, values),
  );
}

function doubtText(
  { at, matches }: Extract<Decoded, { ok: true }>,
  doubt: 'versions' | 'meanings' | 'places',
  word: Words,
): string {
  const version = matches[0]?.versions[0] ?? '';
  return word(`ttrpc.doubt.${doubt}`, { at: formatAt(at), version });
}

function matchText(
  { at }: Extract<Decoded, { ok: true }>,
  match: Match,
  { terminal, word }: Pick<Call, 'terminal' | 'word'>,
): string[] {
  const { kind, positions, versions, seen, frees, edges, families } = match;
  const one = soleWait(match);
  const tag = one && kind !== 'creation' ? word(`ttrpc.tag.${one.posture}`) : '';
  const steps = edges.map(({ step, of }) => word('line-decoder.step', { step, of }));
  const pairs: readonly (readonly [string, string])[] = [
    ...(one && kind !== 'creation'
      ? [[word('line-decoder.waitsFor'), word(`ttrpc.waits.${one.waits ?? 'nothing'}`)] as const]
      : []),
    ...(one?.holds
      ? [[word('line-decoder.meanwhile'), word(`ttrpc.holds.${one.holds}`)] as const]
      : []),
    ...(frees.length > 0
      ? [
          [
            word('line-decoder.freedBy'),
            word.list(frees.map((actor) => word(`ttrpc.actor.${actor}`))),
          ] as const,
        ]
      : []),
    ...(steps.length > 0
      ? [[word('line-decoder.inCircle'), [...new Set(steps)].join('; ')] as const]
      : []),
    ['ttrpc', versionsText(versions, seen, word)],
    ...families.map((family) => ['', word(`ttrpc.family.${family}`)] as const),
  ];
  const meanings =
    kind === 'creation'
      ? [word('line-decoder.creation')]
      : (one ? [one] : positions).map(({ id }) => word(`ttrpc.position.${id}`));
  return [
    [
      terminal.paint('strong', formatAt(at)),
      word(`ttrpc.actor.${match.actor}`),
      ...(tag === '' ? [] : [`[${tag}]`]),
      terminal.paint('dim', `${match.func} · ${word(`ttrpc.kind.${kind}`)}`),
    ].join('  '),
    ...meanings.flatMap((meaning) => wrap(meaning, terminal, '  ')),
    ...table(
      [{ title: '' }, { title: '' }],
      pairs.map(([name, text]): readonly Cell[] => [{ text: `  ${name}`, look: 'dim' }, text]),
      terminal,
    ),
  ];
}

/** `1.0.1*, 1.0.2`: a star for those whose line stood in a captured dump. */
function versionsText(versions: Match['versions'], seen: Match['seen'], word: Words): string {
  const marked = versions.map((version) => (seen.includes(version) ? `${version}*` : version));
  return `${word.list(marked)}  (${word('cli.decode.seen')})`;
}

/** The header and the body of a message are read at one line: the first of the two speaks for both. */
function soleWait({ positions }: Match): Position | null {
  const [first, ...rest] = positions;
  if (!first) return null;
  const same = first.waits === 'bytes' && rest.every(({ waits }) => waits === 'body');
  return rest.length === 0 || same ? first : null;
}

/** A line for a script: ids to compare, and what they mean in words. */
function jsonOf(typed: string, version: string | null, answer: Answer, word: Words): object {
  if (!answer.ok) {
    const { problem, hint } = refusal(answer, typed, word);
    return { asked: typed, version, ...answer, message: problem, advice: hint };
  }
  const { at, doubts, matches } = answer;
  return {
    asked: typed,
    version,
    ok: true,
    at,
    doubts,
    matches: matches.map(({ positions, ...match }) => ({
      ...match,
      positions: positions.map(({ id, posture, waits, holds }) => ({
        id,
        posture,
        waits,
        holds,
        text: word(`ttrpc.position.${id}`),
      })),
    })),
  };
}
