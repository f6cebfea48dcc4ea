import { codeName } from '../../model/ttrpc/wire/codes.ts';
import { typeName } from '../../model/ttrpc/wire/decode.ts';
import { HEADER_BYTES } from '../../model/ttrpc/wire/frame.ts';
import { hexOf } from '../../model/ttrpc/wire/hex.ts';
import type { Leftover } from '../../model/ttrpc/wire/leftover.ts';
import { leaves, type Part } from '../../model/ttrpc/wire/part.ts';
import { nameOf, type Row, rowsOf } from '../../model/ttrpc/wire/rows.ts';
import { sourceOf } from '../../model/ttrpc/wire/source.ts';
import { valueText } from '../../model/ttrpc/wire/value.ts';
import type { Word } from '../contract.ts';
import type { Shown } from './shown.ts';

/** A lit part, said in pieces: what it is, which bytes, what they say, and where ttrpc declares it. */
export interface Told {
  readonly name: string;
  readonly place: string;
  readonly hex: string;
  readonly value: string;
  readonly says: string;
  readonly source: string;
}

/** So many bytes of a part are read out; a longer one goes on with `…`. */
const SAID_BYTES = 8;
const SAID_TEXT = 120;

/** `request lab.task.v1.Task/Deadline`, `response (NotFound)`; of bytes that are no frame, that they are none. */
export function titleOf({ frame }: Shown, word: Word): string {
  if (!frame) return word('wire.noFrame');
  const { type, body } = frame.frame;
  const kind = typeName(type);
  const name = kind ? word(`wire.kind.${kind}`) : word('wire.kind.other', { type });
  if (body.is === 'request') {
    return `${name} ${clip(`${body.request.service}/${body.request.method}`)}`;
  }
  const status = body.is === 'response' ? body.response.status : null;
  return status ? `${name} (${codeName(status.code)})` : name;
}

/** The whole frame in one or two sentences, true for every state. */
export function shownInWords(shown: Shown, lit: string, word: Word): string {
  const { bytes, frame, leftovers } = shown;
  const title = titleOf(shown, word);
  const first = frame
    ? word('wire.describe.frame', {
        title,
        stream: String(frame.frame.streamId),
        n: bytes.length,
        body: bytes.length - HEADER_BYTES,
      })
    : word('wire.describe.none', { n: bytes.length });
  const told = tellPart(shown, lit, word);
  return [
    first,
    changesInWords(shown, word),
    ...leftovers.slice(0, 3).map((one) => problemInWords(one, word)),
    told ? word('wire.describe.lit', { name: told.name, place: told.place }) : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** What the reader's change did to the bytes; '' while nothing is changed. */
export function changesInWords({ changes, bytes, before }: Shown, word: Word): string {
  if (!changes || !before) return '';
  const more = bytes.length - before.bytes.length;
  const size =
    more === 0
      ? word('wire.changed.same')
      : word(more > 0 ? 'wire.changed.longer' : 'wire.changed.shorter', { n: Math.abs(more) });
  const gone = changes.gone.map(({ path, bytes: n }) =>
    word('wire.changed.gone', { name: path.replace(/^body\./, ''), n }),
  );
  return [word('wire.changed', { n: changes.bytes.size, of: bytes.length }), size, ...gone].join(
    ' ',
  );
}

export function problemInWords({ problem, at, fills }: Leftover, word: Word): string {
  return word(`wire.problem.${problem}`, { ...fills, at });
}

/** What is lit, in words; null where the frame has no such part. */
export function tellPart(shown: Shown, path: string, word: Word): Told | null {
  const found = findPart(shown.parts, path);
  if (!found) return null;
  const { piece, row } = found;
  const { from, to, layer, means } = piece;
  const bytes = shown.bytes.slice(from, to);
  const hex = hexOf(bytes.slice(0, SAID_BYTES), ' ');
  const name = nameInWords(piece, row, word);
  return {
    name,
    place: word(to - from === 1 ? 'wire.place.one' : 'wire.place', {
      from,
      to: to - 1,
      n: to - from,
    }),
    hex: bytes.length > SAID_BYTES ? `${hex} …` : hex,
    value: clip(valueInWords(piece, word)),
    says: layer === 'tag' || layer === 'length' ? '' : word(`wire.means.${means}`),
    source: sourceOf(means),
  };
}

/** `service, length`; the value goes by the field's name alone. */
function nameInWords(piece: Part, { part }: Row, word: Word): string {
  const name = nameOf(part);
  if (piece.layer === 'tag') return word('wire.name.tag', { name });
  return piece.layer === 'length' ? word('wire.name.length', { name }) : name;
}

/** What a piece says: a tag its field and wire type, a length how much follows, a value itself. */
function valueInWords(piece: Part, word: Word): string {
  const { layer, value, from, to } = piece;
  const number = Number(value);
  if (layer === 'tag') {
    return word('wire.tag', {
      field: String(number >> 3),
      type: String(number & 7),
      kind: wireTypeIn(number & 7, word),
    });
  }
  if (layer === 'length') return word('wire.length', { n: number });
  return valueText(piece) ?? word('wire.bytes', { n: to - from });
}

function wireTypeIn(type: number, word: Word): string {
  switch (type) {
    case 0:
      return word('wire.type.varint');
    case 1:
      return word('wire.type.fixed64');
    case 2:
      return word('wire.type.bytes');
    case 3:
      return word('wire.type.group');
    default:
      return word('wire.type.fixed32');
  }
}

/** The part in one breath, for the live region. */
export function toldAloud({ name, place, hex, value, says, source }: Told): string {
  return [name, place, hex, value, says, source]
    .filter((text) => text !== '')
    .map((text) => (/[.。]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

/** A piece by its path, or the first piece of the field that has it; and the row it stands in. */
export function findPart(
  parts: readonly Part[],
  path: string,
): { readonly piece: Part; readonly row: Row } | null {
  if (path === '') return null;
  for (const row of rowsOf(parts)) {
    const piece = row.pieces.find((one) => one.path === path);
    if (piece) return { piece, row };
    if (row.part.path === path && row.pieces[0]) return { piece: row.pieces[0], row };
  }
  return null;
}

/** The piece that holds the byte at an offset; null where there is none. */
export function pieceAt(parts: readonly Part[], at: number): Part | null {
  const all = leaves(parts);
  return all.find(({ from, to }) => from <= at && at < to) ?? all.at(-1) ?? null;
}

function clip(text: string): string {
  return text.length > SAID_TEXT ? `${text.slice(0, SAID_TEXT)}…` : text;
}
