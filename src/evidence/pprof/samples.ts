import { Growing, Int64s } from './columns.ts';
import type { Ids } from './ids.ts';
import type { Ranges } from './outline.ts';
import type { Samples } from './profile.ts';
import { idText, noteEnd, noteUnknown, type Source, textNumber } from './source.ts';
import { BYTES, VARINT, Wire } from './wire.ts';

/** A 64-bit integer column that grows. */
class GrowingInt64s {
  readonly #lo = new Growing();
  readonly #hi = new Growing();

  push(lo: number, hi: number): void {
    this.#lo.push(lo);
    this.#hi.push(hi);
  }

  cut(size: number): void {
    this.#lo.size = size;
    this.#hi.size = size;
  }

  taken(): Int64s {
    const column = new Int64s(this.#lo.size);
    column.lo.set(this.#lo.taken());
    column.hi.set(this.#hi.taken());
    return column;
  }
}

/** Decodes samples into columns: the one part of a profile that is large, so the one that is written for speed. */
class SampleReader {
  readonly #source: Source;
  readonly #wire: Wire;
  readonly #inner: Wire;
  readonly #ids: Ids;
  readonly #nowhere: number;
  readonly #types: number;
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;
  readonly #firstLabel: Uint32Array;
  readonly #lastLabel: Uint32Array;
  readonly #values: Int64s;
  readonly #locations: Growing;
  readonly #key = new Growing();
  readonly #text = new Growing();
  readonly #unit = new Growing();
  readonly #number = new GrowingInt64s();
  #size = 0;
  /** True once a sample named a location that is not there. */
  lost = false;

  constructor(
    source: Source,
    size: number,
    bytes: number,
    types: number,
    ids: Ids,
    nowhere: number,
  ) {
    this.#source = source;
    this.#wire = new Wire(source.bytes);
    this.#inner = new Wire(source.bytes);
    this.#ids = ids;
    this.#nowhere = nowhere;
    this.#types = types;
    this.#first = new Uint32Array(size);
    this.#last = new Uint32Array(size);
    this.#firstLabel = new Uint32Array(size);
    this.#lastLabel = new Uint32Array(size);
    // A sample that has all its values has a byte for each, so this is never more than the file could hold.
    this.#values = new Int64s(Math.min(size * types, bytes));
    // Ids of a large profile take two or three bytes, and values and labels are there as well.
    this.#locations = new Growing(Math.ceil(bytes / 3));
  }

  /** Reads one sample; false when it has not one value for each type, and is left out. */
  read(from: number, to: number): boolean {
    const wire = this.#wire;
    const row = this.#size;
    const [firstLocation, firstLabel] = [this.#locations.size, this.#key.size];
    let values = 0;
    wire.seek(from, to);
    while (wire.next()) {
      if (wire.field === 1 && wire.type === BYTES) this.#readLocations(wire.from, wire.to);
      else if (wire.field === 1 && wire.type === VARINT) this.#addLocation(wire);
      else if (wire.field === 2 && wire.type === BYTES) values = this.#readValues(row, values);
      else if (wire.field === 2 && wire.type === VARINT) this.#setValue(row, values++, wire);
      else if (wire.field === 3 && wire.type === BYTES) this.#readLabel(wire.from, wire.to);
      else noteUnknown(this.#source, wire, 'Sample');
    }
    noteEnd(this.#source, wire, 'Sample');
    if (values !== this.#types) {
      const text = `a sample has ${values} values for ${this.#types} types: left out`;
      this.#source.leftovers.add(from, text);
      this.#locations.size = firstLocation;
      for (const column of [this.#key, this.#text, this.#unit]) column.size = firstLabel;
      this.#number.cut(firstLabel);
      return false;
    }
    this.#first[row] = firstLocation;
    this.#last[row] = this.#locations.size;
    this.#firstLabel[row] = firstLabel;
    this.#lastLabel[row] = this.#key.size;
    this.#size = row + 1;
    return true;
  }

  /**
   * The loop that most of the time goes into. Ids of up to three bytes are put together without a branch on their
   * length, which no processor can guess; longer ones, and the last two bytes, go the careful way.
   */
  #readLocations(from: number, to: number): void {
    const { bytes } = this.#source;
    const { dense, counted } = this.#ids;
    const locations = this.#locations;
    locations.reserve(to - from);
    const { column } = locations;
    let size = locations.size;
    let at = from;
    while (at < to) {
      if (at + 2 < to) {
        const first = bytes[at] as number;
        const second = bytes[at + 1] as number;
        const third = bytes[at + 2] as number;
        const two = first >> 7;
        const three = two & (second >> 7);
        const id = (first & 0x7f) | ((second & 0x7f & -two) << 7) | ((third & -three) << 14);
        let row = -1;
        if ((three & (third >> 7)) === 0) {
          if (id - 1 < counted) row = id - 1;
          else if (id < dense.length) row = dense[id] as number;
        }
        if (row >= 0) {
          column[size++] = row;
          at += 1 + two + three;
          continue;
        }
      }
      this.#inner.seek(at, to);
      locations.size = size;
      if (this.#inner.packed()) this.#addLocation(this.#inner);
      else noteEnd(this.#source, this.#inner, 'Sample');
      size = locations.size;
      at = this.#inner.fault ? to : this.#inner.at;
    }
    locations.size = size;
  }

  #addLocation(wire: Wire): void {
    const row = this.#ids.find(wire.lo, wire.hi);
    this.#locations.push(row < 0 ? this.#nowhere : row);
    if (row >= 0) return;
    this.lost = true;
    this.#source.leftovers.add(wire.start, `no location of id ${idText(wire)}`);
  }

  #readValues(row: number, already: number): number {
    const inner = this.#inner;
    let values = already;
    inner.seek(this.#wire.from, this.#wire.to);
    while (inner.packed()) this.#setValue(row, values++, inner);
    noteEnd(this.#source, inner, 'Sample');
    return values;
  }

  #setValue(row: number, type: number, wire: Wire): void {
    if (type >= this.#types) return;
    this.#values.lo[row * this.#types + type] = wire.lo;
    this.#values.hi[row * this.#types + type] = wire.hi;
  }

  #readLabel(from: number, to: number): void {
    const inner = this.#inner;
    let key = 0;
    let text = 0;
    let unit = 0;
    let lo = 0;
    let hi = 0;
    inner.seek(from, to);
    while (inner.next()) {
      if (inner.type !== VARINT || inner.field > 4) noteUnknown(this.#source, inner, 'Label');
      else if (inner.field === 1) key = textNumber(this.#source, inner);
      else if (inner.field === 2) text = textNumber(this.#source, inner);
      else if (inner.field === 3) [lo, hi] = [inner.lo, inner.hi];
      else unit = textNumber(this.#source, inner);
    }
    noteEnd(this.#source, inner, 'Label');
    this.#key.push(key);
    this.#text.push(text);
    this.#unit.push(unit);
    this.#number.push(lo, hi);
  }

  taken(): Samples {
    const size = this.#size;
    return {
      size,
      first: this.#first.subarray(0, size),
      last: this.#last.subarray(0, size),
      locations: this.#locations.taken(),
      values: this.#values,
      labels: {
        first: this.#firstLabel.subarray(0, size),
        last: this.#lastLabel.subarray(0, size),
        key: this.#key.taken(),
        text: this.#text.taken(),
        number: this.#number.taken(),
        unit: this.#unit.taken(),
      },
    };
  }
}

/** Values of all samples together; 200,000 samples of a heap have 800,000. */
const MOST_VALUES = 2 ** 26;

/**
 * Decodes all samples. `types` is how many values each must have; `nowhere` is the row of locations that stands for
 * an id that `ids` does not know; `lost` says whether any sample needed it.
 */
export function readSamples(
  source: Source,
  ranges: Ranges,
  types: number,
  ids: Ids,
  nowhere: number,
): { samples: Samples; lost: boolean } {
  const { from, to } = ranges;
  const size = Math.min(from.length, Math.floor(MOST_VALUES / types));
  const spare = from[size];
  if (spare !== undefined) {
    source.leftovers.add(spare, `${from.length - size} samples more than are read`);
  }
  let bytes = 0;
  for (let row = 0; row < size; row++) bytes += (to[row] as number) - (from[row] as number);
  const reader = new SampleReader(source, size, bytes, types, ids, nowhere);
  for (let row = 0; row < size; row++) reader.read(from[row] as number, to[row] as number);
  return { samples: reader.taken(), lost: reader.lost };
}
