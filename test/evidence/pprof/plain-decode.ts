/**
 * The baseline of the bench: a profile decoded the way it is usually written, one object a message, one array a
 * repeated field, every text a string, integers as numbers where they fit. Reads all that the bench's profile has.
 */
class Reader {
  readonly #bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.at = at;
    this.end = end;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#bytes[this.at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  }

  *fields(): Generator<{ field: number; type: number; reader: Reader | null; value: number }> {
    while (this.at < this.end) {
      const tag = this.varint();
      const [field, type] = [tag >>> 3, tag & 7];
      if (type === 2) {
        const size = this.varint();
        const reader = new Reader(this.#bytes, this.at, this.at + size);
        this.at += size;
        yield { field, type, reader, value: 0 };
      } else yield { field, type, reader: null, value: this.varint() };
    }
  }

  numbers(): number[] {
    const numbers: number[] = [];
    while (this.at < this.end) numbers.push(this.varint());
    return numbers;
  }

  text(): string {
    return new TextDecoder().decode(this.#bytes.subarray(this.at, this.end));
  }

  /** A message whose fields are all numbers, by field number. */
  plain(): Record<number, number> {
    const message: Record<number, number> = {};
    for (const { field, value } of this.fields()) message[field] = value;
    return message;
  }
}

export interface PlainDecoded {
  readonly types: Record<number, number>[];
  readonly samples: { locations: number[]; values: number[]; labels: Record<number, number>[] }[];
  readonly locations: { numbers: Record<number, number>; lines: Record<number, number>[] }[];
  readonly functions: Record<number, number>[];
  readonly strings: string[];
}

export function decodePlainly(bytes: Uint8Array): PlainDecoded {
  const profile: PlainDecoded = {
    types: [],
    samples: [],
    locations: [],
    functions: [],
    strings: [],
  };
  for (const { field, reader } of new Reader(bytes, 0, bytes.length).fields()) {
    if (!reader) continue;
    if (field === 1) profile.types.push(reader.plain());
    else if (field === 2) {
      const sample: PlainDecoded['samples'][number] = { locations: [], values: [], labels: [] };
      for (const inner of reader.fields()) {
        if (inner.field === 1) sample.locations.push(...(inner.reader?.numbers() ?? [inner.value]));
        else if (inner.field === 2)
          sample.values.push(...(inner.reader?.numbers() ?? [inner.value]));
        else if (inner.reader) sample.labels.push(inner.reader.plain());
      }
      profile.samples.push(sample);
    } else if (field === 4) {
      const location: PlainDecoded['locations'][number] = { numbers: {}, lines: [] };
      for (const inner of reader.fields()) {
        if (inner.reader) location.lines.push(inner.reader.plain());
        else location.numbers[inner.field] = inner.value;
      }
      profile.locations.push(location);
    } else if (field === 5) profile.functions.push(reader.plain());
    else if (field === 6) profile.strings.push(reader.text());
  }
  return profile;
}
