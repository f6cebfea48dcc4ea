import type { Label, ValueType } from './profile.ts';

/** A place in the program: a whole frame of a stack, with nothing inlined into it. */
export interface WrittenFrame {
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

export interface WrittenSample {
  /** Innermost frame first, as everywhere here. */
  readonly stack: readonly WrittenFrame[];
  /** One whole number for each sample type, in its unit. */
  readonly values: readonly (number | bigint)[];
  readonly labels?: readonly Label[];
}

/** What goes into a profile. What is left out is left out of the file. */
export interface Written {
  readonly sampleTypes: readonly ValueType[];
  readonly samples: readonly WrittenSample[];
  /** Name of the sample type that is shown first. */
  readonly defaultType?: string;
  readonly periodType?: ValueType;
  readonly period?: number | bigint;
  /** Since 1970, UTC. */
  readonly timeNanos?: number | bigint;
  readonly durationNanos?: number | bigint;
  /** Shown by `go tool pprof -comments`. A generated profile says here that it is one. */
  readonly comments?: readonly string[];
}

/**
 * A profile as profile.proto (google/pprof proto/profile.proto at b9395ee), not packed by gzip: every reader of pprof takes
 * it as it is. Functions, places and texts that recur are written once. Throws a RangeError for a sample with another
 * number of values than there are types, and for numbers that are not whole or beyond 64 bits.
 */
export function writeProfile(profile: Written): Uint8Array<ArrayBuffer> {
  const { sampleTypes, samples, defaultType, periodType, comments = [] } = profile;
  const out = new Message();
  const names = new Interned<string>((text) => text);
  names.number('');
  const tables = new Tables(names);
  for (const type of sampleTypes) out.message(1, valueType(type, names));
  for (const sample of samples) {
    if (sample.values.length !== sampleTypes.length) {
      throw new RangeError(`${sample.values.length} values for ${sampleTypes.length} types`);
    }
    out.message(2, sampleMessage(sample, tables, names));
  }
  tables.writeTo(out);
  const strings = new Message();
  const last = new Message();
  last.whole(9, profile.timeNanos ?? 0).whole(10, profile.durationNanos ?? 0);
  if (periodType) last.message(11, valueType(periodType, names));
  last.whole(12, profile.period ?? 0);
  last.packed(
    13,
    comments.map((text) => names.number(text)),
  );
  if (defaultType !== undefined) last.whole(14, names.number(defaultType));
  for (const text of names.all) strings.text(6, text);
  return join([out.bytes(), strings.bytes(), last.bytes()]);
}

function valueType({ type, unit }: ValueType, names: Interned<string>): Message {
  return new Message().whole(1, names.number(type)).whole(2, names.number(unit));
}

function sampleMessage(
  { stack, values, labels = [] }: WrittenSample,
  tables: Tables,
  names: Interned<string>,
): Message {
  const message = new Message();
  message.packed(
    1,
    stack.map((frame) => tables.location(frame)),
  );
  message.packed(2, values);
  for (const label of labels) {
    const inner = new Message().whole(1, names.number(label.key));
    if ('text' in label) inner.whole(2, names.number(label.text));
    else inner.whole(3, label.number).whole(4, names.number(label.unit));
    message.message(3, inner);
  }
  return message;
}

/** Functions and places, each once. Their ids count from 1. */
class Tables {
  private readonly names: Interned<string>;
  private readonly functions = new Interned<WrittenFrame>(({ func, file }) => `${func}\0${file}`);
  private readonly locations = new Interned<WrittenFrame>(
    ({ func, file, line }) => `${func}\0${file}\0${line}`,
  );

  constructor(names: Interned<string>) {
    this.names = names;
  }

  location(frame: WrittenFrame): number {
    return this.locations.number(frame) + 1;
  }

  writeTo(out: Message): void {
    for (const [place, frame] of this.locations.all.entries()) {
      const line = new Message().whole(1, this.functions.number(frame) + 1).whole(2, frame.line);
      out.message(4, new Message().whole(1, place + 1).message(4, line));
    }
    for (const [place, { func, file }] of this.functions.all.entries()) {
      const name = this.names.number(func);
      const message = new Message()
        .whole(1, place + 1)
        .whole(2, name)
        .whole(3, name);
      out.message(5, message.whole(4, this.names.number(file)));
    }
  }
}

/** Numbers things in the order in which they come, from 0; what is the same by its key has one number. */
class Interned<Thing> {
  readonly all: Thing[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly keyOf: (thing: Thing) => string;

  constructor(keyOf: (thing: Thing) => string) {
    this.keyOf = keyOf;
  }

  number(thing: Thing): number {
    const key = this.keyOf(thing);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.all.length;
    this.all.push(thing);
    this.numbers.set(key, number);
    return number;
  }
}

const VARINT = 0;
const BYTES = 2;
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** A protobuf message that is written field by field; a whole number of 0 is left out, as proto3 has it. */
class Message {
  private readonly pieces: (Uint8Array | number[])[] = [];

  whole(field: number, value: number | bigint): this {
    const exact = exactly(value);
    if (exact === 0n) return this;
    return this.raw([...varint(BigInt(field * 8 + VARINT)), ...varint(exact)]);
  }

  packed(field: number, values: readonly (number | bigint)[]): this {
    if (values.length === 0) return this;
    return this.data(field, Uint8Array.from(values.flatMap((value) => varint(exactly(value)))));
  }

  message(field: number, inner: Message): this {
    return this.data(field, inner.bytes());
  }

  text(field: number, text: string): this {
    return this.data(field, new TextEncoder().encode(text));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return join(this.pieces);
  }

  private data(field: number, bytes: Uint8Array): this {
    this.raw([...varint(BigInt(field * 8 + BYTES)), ...varint(BigInt(bytes.length))]);
    this.pieces.push(bytes);
    return this;
  }

  private raw(bytes: number[]): this {
    this.pieces.push(bytes);
    return this;
  }
}

function exactly(value: number | bigint): bigint {
  // BigInt refuses what is not whole, with a RangeError of its own.
  const exact = BigInt(value);
  if (exact < LEAST || exact > MOST) throw new RangeError(`${value} does not fit into 64 bits`);
  return exact;
}

/** Seven bits a byte, the low ones first; a negative number takes ten bytes. */
function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}

function join(pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
