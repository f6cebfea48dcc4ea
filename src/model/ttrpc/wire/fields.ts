import type { Problem } from './leftover.ts';

/** How a value is written (protobuf.dev, Encoding). Groups, 3 and 4, are never written by proto3 but may be skipped. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, group: 3, endGroup: 4, fixed32: 5 } as const;

const LARGEST_FIELD = 2 ** 29 - 1;
/** Groups in groups, as deep as Go follows them. */
const DEEPEST = 10_000;

/** One field as it stands in a message. Offsets are of all that was decoded. */
export interface RawField {
  readonly ok: true;
  readonly number: number;
  readonly wireType: number;
  /** The tag, and with it the field, begins; the tag ends; the value begins, behind its length if it has one; it ends. */
  readonly from: number;
  readonly tagTo: number;
  readonly valueFrom: number;
  readonly to: number;
  /** The number itself where it is a varint, without sign; else 0. */
  readonly varint: bigint;
}

/** Where a message cannot be read on, and why. */
export interface Fault {
  readonly ok: false;
  readonly problem: Problem;
  readonly at: number;
  readonly fills: Readonly<Record<string, number>>;
}

interface Varint {
  readonly ok: true;
  readonly value: bigint;
  readonly to: number;
}

/** Reads the field at `from` of a message that ends at `end`. */
export function readField(bytes: Uint8Array, from: number, end: number): RawField | Fault {
  const tag = readVarint(bytes, from, end);
  if (!tag.ok) return tag;
  const number = Number(tag.value >> 3n);
  const wireType = Number(tag.value & 7n);
  if (number < 1 || number > LARGEST_FIELD) return fault('field-number', from, { number });
  const field = { ok: true, number, wireType, from, tagTo: tag.to, varint: 0n } as const;
  switch (wireType) {
    case WIRE.varint: {
      const read = readVarint(bytes, tag.to, end);
      return read.ok ? { ...field, valueFrom: tag.to, to: read.to, varint: read.value } : read;
    }
    case WIRE.bytes: {
      const length = readVarint(bytes, tag.to, end);
      if (!length.ok) return length;
      return sized(field, length.to, Number(length.value), end);
    }
    case WIRE.fixed64:
      return sized(field, tag.to, 8, end);
    case WIRE.fixed32:
      return sized(field, tag.to, 4, end);
    case WIRE.group: {
      const close = endOfGroup(bytes, tag.to, end, number);
      return close.ok ? { ...field, valueFrom: tag.to, to: close.to } : close;
    }
    default:
      return fault('wire-type', from, { number, type: wireType });
  }
}

function sized(
  field: Omit<RawField, 'valueFrom' | 'to'>,
  valueFrom: number,
  length: number,
  end: number,
): RawField | Fault {
  const have = end - valueFrom;
  if (length > have)
    return fault('field-cut', valueFrom, { number: field.number, want: length, have });
  return { ...field, valueFrom, to: valueFrom + length };
}

/** Finds the tag that ends a group; what is in it stays as it is. */
function endOfGroup(bytes: Uint8Array, from: number, end: number, number: number): Varint | Fault {
  const open = [number];
  let at = from;
  while (open.length <= DEEPEST) {
    const tag = readVarint(bytes, at, end);
    if (!tag.ok) return tag;
    const inner = Number(tag.value >> 3n);
    const wireType = Number(tag.value & 7n);
    if (wireType === WIRE.group) {
      open.push(inner);
      at = tag.to;
      continue;
    }
    if (wireType === WIRE.endGroup && inner === open.at(-1)) {
      open.pop();
      at = tag.to;
      if (open.length === 0) return { ok: true, value: 0n, to: at };
      continue;
    }
    const field = readField(bytes, at, end);
    if (!field.ok) return field;
    at = field.to;
  }
  return fault('wire-type', from, { number, type: WIRE.group });
}

/** Reads a base-128 number of at most 64 bits, low groups first. */
export function readVarint(bytes: Uint8Array, from: number, end: number): Varint | Fault {
  let value = 0n;
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number;
    const place = at - from;
    // The tenth byte has room for one bit.
    if (place === 9 && byte > 1) return fault('number-long', from, { bytes: place + 1 });
    value |= BigInt(byte & 0x7f) << BigInt(7 * place);
    if (byte < 0x80) return { ok: true, value, to: at + 1 };
  }
  return fault('number-cut', from, { have: end - from });
}

/** The bytes of a base-128 number, as few as it takes. Negative numbers are written as 64 bits in two's complement. */
export function writeVarint(number: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, number);
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

function fault(problem: Problem, at: number, fills: Readonly<Record<string, number>>): Fault {
  return { ok: false, problem, at, fills };
}
