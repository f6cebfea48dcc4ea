/**
 * Writes profile.proto, for tests and the bench. Deliberately the plain way, and shares nothing with the reader, so
 * that one misunderstanding of the format cannot hide in both.
 */

/** Bytes that grow. */
export class Out {
  bytes = new Uint8Array(1024);
  size = 0;

  byte(value: number): void {
    if (this.size === this.bytes.length) {
      const wider = new Uint8Array(this.bytes.length * 2);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    this.bytes[this.size++] = value;
  }

  varint(value: number | bigint): this {
    if (typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER) {
      let rest = value;
      while (rest >= 0x80) {
        this.byte((rest % 0x80) | 0x80);
        rest = Math.floor(rest / 0x80);
      }
      this.byte(rest);
      return this;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest >= 0x80n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
    return this;
  }

  number(field: number, value: number | bigint): this {
    return this.varint(field * 8).varint(value);
  }

  data(field: number, data: Uint8Array): this {
    this.varint(field * 8 + 2).varint(data.length);
    for (const byte of data) this.byte(byte);
    return this;
  }

  message(field: number, write: (out: Out) => void): this {
    const inner = new Out();
    write(inner);
    return this.data(field, inner.taken());
  }

  packed(field: number, values: Iterable<number | bigint>): this {
    return this.message(field, (inner) => {
      for (const value of values) inner.varint(value);
    });
  }

  text(field: number, text: string): this {
    return this.data(field, new TextEncoder().encode(text));
  }

  taken(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.size);
  }
}

/** A line of a location: `[function id, line]`. */
type PlainLine = readonly [fn: number | bigint, line: number | bigint];

/** A profile as plain data: every field is optional, and nothing is checked, so that tests can write wrong ones. */
export interface PlainProfile {
  readonly strings?: readonly string[];
  readonly types?: readonly (readonly [type: number, unit: number])[];
  readonly samples?: readonly {
    readonly locations: readonly (number | bigint)[];
    readonly values: readonly (number | bigint)[];
    readonly labels?: readonly {
      key: number;
      text?: number;
      number?: number | bigint;
      unit?: number;
    }[];
    /** True: each number its own field, as encoders did before packing. */
    readonly loose?: boolean;
  }[];
  readonly mappings?: readonly {
    id: number | bigint;
    start?: number | bigint;
    limit?: number | bigint;
    file?: number;
  }[];
  readonly locations?: readonly {
    readonly id: number | bigint;
    readonly mapping?: number | bigint;
    readonly address?: number | bigint;
    readonly lines?: readonly PlainLine[];
    readonly folded?: boolean;
  }[];
  readonly functions?: readonly {
    id: number | bigint;
    name: number;
    file?: number;
    startLine?: number;
  }[];
  readonly dropFrames?: number;
  readonly keepFrames?: number;
  readonly timeNanos?: number | bigint;
  readonly period?: number | bigint;
  readonly periodType?: readonly [type: number, unit: number];
  readonly comments?: readonly number[];
  readonly defaultType?: number;
}

/** The bytes of a profile, in the order of fields that Go's runtime writes: texts last. */
export function write(profile: PlainProfile): Uint8Array<ArrayBuffer> {
  const out = new Out();
  const valueType = (field: number, [type, unit]: readonly [number, number]) =>
    out.message(field, (inner) => inner.number(1, type).number(2, unit));
  for (const type of profile.types ?? []) valueType(1, type);
  for (const { locations, values, labels = [], loose } of profile.samples ?? []) {
    out.message(2, (sample) => {
      if (loose) {
        for (const location of locations) sample.number(1, location);
        for (const value of values) sample.number(2, value);
      } else sample.packed(1, locations).packed(2, values);
      for (const { key, text, number, unit } of labels) {
        sample.message(3, (label) => {
          label.number(1, key);
          if (text !== undefined) label.number(2, text);
          if (number !== undefined) label.number(3, number);
          if (unit !== undefined) label.number(4, unit);
        });
      }
    });
  }
  for (const { id, start, limit, file } of profile.mappings ?? []) {
    out.message(3, (mapping) => {
      mapping.number(1, id);
      if (start !== undefined) mapping.number(2, start);
      if (limit !== undefined) mapping.number(3, limit);
      if (file !== undefined) mapping.number(5, file);
    });
  }
  for (const { id, mapping, address, lines = [], folded } of profile.locations ?? []) {
    out.message(4, (location) => {
      location.number(1, id);
      if (mapping !== undefined) location.number(2, mapping);
      if (address !== undefined) location.number(3, address);
      for (const [fn, line] of lines)
        location.message(4, (inner) => inner.number(1, fn).number(2, line));
      if (folded) location.number(5, 1);
    });
  }
  for (const { id, name, file, startLine } of profile.functions ?? []) {
    out.message(5, (fn) => {
      fn.number(1, id).number(2, name).number(3, name);
      if (file !== undefined) fn.number(4, file);
      if (startLine !== undefined) fn.number(5, startLine);
    });
  }
  if (profile.dropFrames !== undefined) out.number(7, profile.dropFrames);
  if (profile.keepFrames !== undefined) out.number(8, profile.keepFrames);
  if (profile.timeNanos !== undefined) out.number(9, profile.timeNanos);
  if (profile.periodType) valueType(11, profile.periodType);
  if (profile.period !== undefined) out.number(12, profile.period);
  for (const comment of profile.comments ?? []) out.number(13, comment);
  if (profile.defaultType !== undefined) out.number(14, profile.defaultType);
  for (const text of profile.strings ?? ['']) out.text(6, text);
  return out.taken();
}
