import { type ReadFrame, typeName } from '../model/ttrpc/wire/decode.ts';
import { hexOf } from '../model/ttrpc/wire/hex.ts';
import type { Leftover } from '../model/ttrpc/wire/leftover.ts';
import type { Part } from '../model/ttrpc/wire/part.ts';
import { nameOf, type Row, rowsOf } from '../model/ttrpc/wire/rows.ts';
import { valueText } from '../model/ttrpc/wire/value.ts';
import { type Cell, table } from './columns.ts';
import type { Call } from './command.ts';
import { cut, printable } from './printable.ts';
import { wrap } from './prose.ts';
import type { Words } from './words.ts';

/** Which frame of which direction, from 1. */
export interface Place {
  readonly direction: string;
  readonly number: number;
}

type Page = Pick<Call, 'terminal' | 'word'>;

/** So many bytes of a row are shown as hex; on a terminal narrower than `WIDE` half of them. */
const SHOWN_BYTES = 16;
const WIDE = 100;
/** A value goes on to the end of a terminal's line; in a pipe so far. */
const SHOWN_VALUE = 200;

/** A frame as a heading and a table: where its bytes stand, the bytes, what they are and what they say. */
export function frameText(
  { from, to, frame, parts }: ReadFrame,
  bytes: Uint8Array,
  place: Place,
  { terminal, word }: Page,
): string[] {
  const { streamId, type, body } = frame;
  const kind = typeName(type);
  const name = kind === null ? word('wire.kind.other', { type }) : word(`wire.kind.${kind}`);
  const call =
    body.is === 'request' ? ` ${printable(`${body.request.service}/${body.request.method}`)}` : '';
  const size = word('wire.bytes', { n: to - from });
  const title = `${name}${call}`;
  return [
    `${headOf(place, word)}${terminal.paint('strong', title)}  ${word('wire.stream', { id: String(streamId) })}, ${size}`,
    ...rowsText(parts, bytes, { terminal, word }),
  ];
}

/** Bytes that are no frame, or what is odd in a frame: the problem in words, and what could be read all the same. */
export function leftoverText(
  leftover: Leftover,
  bytes: Uint8Array,
  place: Place,
  { terminal, word }: Page,
): string[] {
  const { parts } = leftover;
  const problem = wrap(problemIn(leftover, word), terminal, parts.length > 0 ? '' : '  ');
  const painted = problem.map((line) => terminal.paint('warn', line));
  if (parts.length === 0) return painted;
  return [headOf(place, word).trimEnd(), ...painted, ...rowsText(parts, bytes, { terminal, word })];
}

/** What was not understood and where, as one sentence. */
export function problemIn({ problem, at, fills }: Leftover, word: Words): string {
  return printable(word(`wire.problem.${problem}`, { ...fills, at: word.number(at) }));
}

function headOf({ direction, number }: Place, word: Words): string {
  const name = printable(direction);
  return `${name === '' ? '' : `${name} `}${word('cli.frames.number', { n: number })}  `;
}

function rowsText(parts: readonly Part[], bytes: Uint8Array, page: Page): string[] {
  const { terminal, word } = page;
  const most = (terminal.width ?? WIDE) < WIDE ? SHOWN_BYTES / 2 : SHOWN_BYTES;
  const columns = [
    { title: word('cli.frames.column.at'), align: 'right' as const },
    { title: word('cli.frames.column.bytes'), align: 'right' as const },
    { title: word('cli.frames.column.hex') },
    { title: word('cli.frames.column.part') },
    { title: word('cli.frames.column.value') },
  ];
  return table(
    columns,
    rowsOf(parts).map((row) => rowCells(row, bytes, most, word)),
    terminal,
  );
}

function rowCells(
  { part, depth, pieces }: Row,
  bytes: Uint8Array,
  most: number,
  word: Words,
): readonly Cell[] {
  const from = pieces[0]?.from ?? part.from;
  const to = pieces.at(-1)?.to ?? part.to;
  const hex = hexOf(bytes.slice(from, Math.min(to, from + most)), ' ');
  const value = valueText(part) ?? bytesIn(part, word);
  return [
    String(from),
    String(to - from),
    { text: to - from > most ? `${hex} …` : hex, look: 'number' },
    `${'  '.repeat(depth)}${nameOf(part)}`,
    cut(printable(value), SHOWN_VALUE),
  ];
}

/** A value that is no number and no text: how many bytes it has. */
function bytesIn(part: Part, word: Words): string {
  const value = part.parts.find(({ layer }) => layer === 'value');
  const size = part.layer === 'field' ? (value ? value.to - value.from : 0) : part.to - part.from;
  return word('wire.bytes', { n: size });
}
