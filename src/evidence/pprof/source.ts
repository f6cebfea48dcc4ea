import { amount } from './columns.ts';
import type { Ids } from './ids.ts';
import type { Leftovers } from './leftovers.ts';
import type { Ranges } from './outline.ts';
import type { ValueType } from './profile.ts';
import type { Strings } from './strings.ts';
import { VARINT, Wire } from './wire.ts';

/** What decoding a table needs at every step: the bytes, the texts, and where to put what is not understood. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly strings: Strings;
  readonly leftovers: Leftovers;
}

/** The wire's number as the number of a text. Outside the table it is the empty text, and a leftover. */
export function textNumber(source: Source, wire: Wire): number {
  if (wire.hi === 0 && wire.lo < source.strings.size) return wire.lo;
  source.leftovers.add(wire.start, `no text ${idText(wire)} in the string table`);
  return 0;
}

/** The wire's number as people would write it. */
export function idText(wire: Wire): string {
  return String(amount((BigInt(wire.hi >>> 0) << 32n) | BigInt(wire.lo)));
}

/** Remarks on a field that this message does not have, or not in this shape. */
export function noteUnknown(source: Source, wire: Wire, message: string): void {
  source.leftovers.addOnce(
    wire.start,
    `field ${wire.field} of ${message} is not known in this shape`,
  );
}

/** Remarks on a message that ended in the middle of a field. */
export function noteEnd(source: Source, wire: Wire, message: string): void {
  if (wire.fault) source.leftovers.add(wire.start, `${message} breaks off: ${wire.fault}`);
}

/** Remarks on rows nobody can refer to, because an earlier row has their id. */
export function noteTwice(source: Source, ranges: Ranges, ids: Ids, message: string): void {
  for (const row of ids.twice) {
    const at = ranges.from[row] ?? 0;
    source.leftovers.add(at, `${message} has an id that stood before: the first one counts`);
  }
}

/** A value type: `inuse_space` in `bytes`. */
export function readValueType(source: Source, from: number, to: number): ValueType {
  const wire = new Wire(source.bytes);
  wire.seek(from, to);
  let type = 0;
  let unit = 0;
  while (wire.next()) {
    if (wire.type === VARINT && wire.field === 1) type = textNumber(source, wire);
    else if (wire.type === VARINT && wire.field === 2) unit = textNumber(source, wire);
    else noteUnknown(source, wire, 'ValueType');
  }
  noteEnd(source, wire, 'ValueType');
  return { type: source.strings.text(type), unit: source.strings.text(unit) };
}
