/** Ways in which a dump gets damaged, and what must hold of the reader whatever happened to it. */
import { columnar } from '../../src/evidence/goroutine/columnar.ts';
import { creations } from '../../src/evidence/goroutine/creations.ts';
import { toText } from '../../src/evidence/goroutine/export.ts';
import { group } from '../../src/evidence/goroutine/group.ts';
import { createReader, read } from '../../src/evidence/goroutine/read.ts';
import type { Reading } from '../../src/evidence/goroutine/types.ts';
import { waits } from '../../src/evidence/goroutine/waits.ts';

type Random = () => number;
type Mutation = (input: Buffer, next: Random) => Buffer;

const below = (next: Random, limit: number) => Math.floor(next() * limit);

function splice(input: Buffer, at: number, remove: number, insert: Buffer | string): Buffer {
  const piece = typeof insert === 'string' ? Buffer.from(insert) : insert;
  return Buffer.concat([input.subarray(0, at), piece, input.subarray(at + remove)]);
}

function onLines(input: Buffer, change: (lines: string[]) => string[]): Buffer {
  return Buffer.from(change(input.toString('latin1').split('\n')).join('\n'), 'latin1');
}

const ABSURD = [
  '0',
  '1',
  '-1',
  '18446744073709551616',
  '9'.repeat(400),
  '0x',
  '1e309',
  'NaN',
  '\u0660\u0661',
];
const NASTY = [
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '\u0000',
  '\u202e',
  '(((((((((',
  ')',
  '[',
  ']:',
  '"',
  '\\',
  '\\u',
  '\\x4',
  '\\ud800',
  'goroutine ',
  'goroutine 1 [',
  'created by ',
  ' in goroutine ',
  '...',
  '\u001b[',
  '\u001b]',
  '=== BEGIN goroutine stack dump ===',
  '=== END goroutine stack dump ===',
  'time="',
  '{"log":"',
  'Nov 23 08:00:00 node1 x[1]: ',
  '2026-11-23T08:00:00Z stderr P ',
  'panic: ',
  'goroutine profile: total 7\n',
  '7 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n',
  'WARNING: DATA RACE\n',
  '-----',
  '[originating from goroutine 5]:\n',
];

/** Every kind of damage. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'cut the tail': (input, next) => input.subarray(0, below(next, input.length)),
  'cut the head': (input, next) => input.subarray(below(next, input.length)),
  'cut a hole': (input, next) => splice(input, below(next, input.length), below(next, 2000), ''),
  'flip bytes': (input, next) => {
    const copy = Buffer.from(input);
    for (let count = 1 + below(next, 30); count > 0; count--)
      copy[below(next, copy.length)] = below(next, 256);
    return copy;
  },
  'repeat a range': (input, next) => {
    const at = below(next, input.length);
    return splice(input, at, 0, input.subarray(at, at + below(next, 5000)));
  },
  'shuffle lines': (input, next) =>
    onLines(input, (lines) => {
      for (let count = 1 + below(next, 40); count > 0; count--) {
        const one = below(next, lines.length);
        const other = below(next, lines.length);
        [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
      }
      return lines;
    }),
  'drop lines': (input, next) => onLines(input, (lines) => lines.filter(() => next() > 0.05)),
  'repeat lines': (input, next) =>
    onLines(input, (lines) => lines.flatMap((line) => (next() < 0.05 ? [line, line] : [line]))),
  'join lines': (input, next) => onLines(input, (lines) => [lines.join(next() < 0.5 ? '' : ' ')]),
  'absurd numbers': (input, next) =>
    Buffer.from(
      input
        .toString('latin1')
        .replaceAll(/\d+/g, (digits) =>
          next() < 0.02 ? (ABSURD[below(next, ABSURD.length)] as string) : digits,
        ),
      'latin1',
    ),
  'insert nasty text': (input, next) => {
    let copy = input;
    for (let count = 1 + below(next, 8); count > 0; count--) {
      copy = splice(copy, below(next, copy.length), 0, NASTY[below(next, NASTY.length)] as string);
    }
    return copy;
  },
  'begin lines with nasty text': (input, next) =>
    onLines(input, (lines) =>
      lines.map((line) => (next() < 0.03 ? `${NASTY[below(next, NASTY.length)]}${line}` : line)),
    ),
  'bytes that are no UTF-8': (input, next) =>
    splice(
      input,
      below(next, input.length),
      0,
      Buffer.from(Array.from({ length: 50 }, () => 128 + below(next, 128))),
    ),
  'one very long line': (input, next) =>
    splice(
      input,
      below(next, input.length),
      0,
      Buffer.alloc(100_000 + below(next, 400_000), NASTY[below(next, NASTY.length)] || 'x'),
    ),
  'the same ids': (input) =>
    Buffer.from(
      input.toString('latin1').replaceAll(/goroutine \d+ \[/g, 'goroutine 1 ['),
      'latin1',
    ),
};

/** Milliseconds this process has computed: other than the clock it does not run while others work. */
export function cpuTime(): number {
  return process.cpuUsage().user / 1000;
}

/** Headers that no damage touched. */
function wholeHeaders(input: Buffer): number {
  return (
    input.toString('latin1').match(/^goroutine \d{1,15} \[[a-zA-Z][a-zA-Z ]{0,60}\]:$/gm)?.length ??
    0
  );
}

function summary({ dumps, tables, leftovers, notices, moreLeftovers }: Reading): string {
  const goroutines = dumps.map((dump) => [
    dump.form,
    dump.from,
    dump.to,
    dump.headers,
    [...first(dump, 2000)],
  ]);
  return JSON.stringify([goroutines, tables, leftovers, notices, moreLeftovers]);
}

/** The first goroutines: a profile may claim more than there are atoms. */
function* first<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of all) {
    if (left-- <= 0) return;
    yield one;
  }
}

/**
 * Reads a damaged input whole and in pieces and uses all that can be done with it. Returns what is
 * wrong with the reader, or null. `plain`: the input is lines of text, so whole headers can be counted.
 */
export function wrong(input: Buffer, next: Random, plain: boolean): string | null {
  const start = cpuTime();
  const whole = read(input);
  const took = cpuTime() - start;
  if (took > 500 + input.length / 1000)
    return `computed ${took.toFixed(0)} ms for ${input.length} bytes`;
  const reader = createReader();
  for (let at = 0; at < input.length; ) {
    const size = at === 0 ? 512 : 1 + below(next, 1 + below(next, 20_000));
    reader.push(input.subarray(at, at + size));
    at += size;
  }
  if (summary(reader.end()) !== summary(whole)) return 'pieces give another reading than the whole';
  let goroutines = 0;
  for (const dump of whole.dumps) {
    if (dump.form !== 'counts' && dump.size > dump.headers)
      return `${dump.size} goroutines of ${dump.headers} headers`;
    if (dump.form === 'text' || dump.form === 'log') goroutines += dump.size;
    if (dump.from > dump.to || dump.from < 1 || dump.to > whole.lines)
      return `a dump from ${dump.from} to ${dump.to} of ${whole.lines}`;
    const groups = group(dump);
    if (groups.reduce((sum, { count }) => sum + count, 0) !== dump.size)
      return 'groups do not add up';
    for (const by of ['locations', 'package', 'state'] as const) group(dump, by);
    waits(dump);
    creations(dump);
    if (columnar(dump).columns.length < 5000)
      for (const piece of toText(dump)) if (piece === '') return 'an empty piece';
  }
  const headers = wholeHeaders(input);
  const refused = whole.notices.some(({ code }) => code === 'binary' || code === 'gzip');
  if (plain && !refused && goroutines < headers)
    return `${goroutines} goroutines read of ${headers} whole headers`;
  return null;
}
