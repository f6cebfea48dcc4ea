import { type Amount, amount, Growing, Int64s } from './columns.ts';
import type { Functions, Label, Locations, Mapping, Profile, Samples } from './profile.ts';
import { TextPool } from './strings.ts';

/** A line of a location: a row of the functions, or -1, and where in the file. */
export interface Line {
  readonly fn: number;
  readonly line: number;
  readonly column: number;
}

/** A place while a profile is put together. `mapping` is a position in `Builder.mappings`, or -1. */
export interface Place {
  readonly address: Amount;
  readonly mapping: number;
  readonly folded: boolean;
  readonly lines: readonly Line[];
}

/** Puts a profile together from parts that did not come as tables: texts of debug=1, and two profiles that become one. */
export class Builder {
  readonly strings = new TextPool();
  readonly mappings: Mapping[] = [];
  readonly #functions = new Map<string, number>();
  readonly #name: number[] = [];
  readonly #systemName: number[] = [];
  readonly #file: number[] = [];
  readonly #startLine: number[] = [];
  readonly #placeNumbers = new Map<string, number>();
  readonly #places: Place[] = [];
  readonly #stacks = new Growing();
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  readonly #values: Amount[][] = [];
  readonly #labels: (readonly Label[])[] = [];

  /** The row of a function; the same function always has the same. */
  addFunction(name: string, systemName: string, file: string, startLine: number): number {
    const key = `${name}\n${systemName}\n${file}\n${startLine}`;
    const known = this.#functions.get(key);
    if (known !== undefined) return known;
    const row = this.#name.length;
    this.#functions.set(key, row);
    this.#name.push(this.strings.add(name));
    this.#systemName.push(this.strings.add(systemName));
    this.#file.push(this.strings.add(file));
    this.#startLine.push(startLine);
    return row;
  }

  /** The row of a place. Places with the same `key` and lines are one; by default the key is the address. */
  addPlace(place: Place, key = String(place.address)): number {
    const lines = place.lines.map(({ fn, line, column }) => `${fn}:${line}:${column}`).join(' ');
    const full = `${key} ${place.mapping} ${place.folded} ${lines}`;
    const known = this.#placeNumbers.get(full);
    if (known !== undefined) return known;
    this.#placeNumbers.set(full, this.#places.length);
    return this.#places.push(place) - 1;
  }

  /** Adds a sample; `stack` are rows of places, innermost first. Returns its row. */
  addSample(stack: Iterable<number>, values: readonly Amount[], labels: readonly Label[]): number {
    this.#first.push(this.#stacks.size);
    for (const place of stack) this.#stacks.push(place);
    this.#last.push(this.#stacks.size);
    this.#labels.push(labels);
    return this.#values.push([...values]) - 1;
  }

  /** Adds to the values of a sample that is there already. */
  addTo(sample: number, values: readonly Amount[]): void {
    const sums = this.#values[sample];
    if (!sums) throw new RangeError(`no sample ${sample}`);
    for (const [type, value] of values.entries()) sums[type] = plus(sums[type] ?? 0, value);
  }

  /** The profile, with what its builder knows only at the end. Samples whose values are all 0 go, if `dropZero` is set. */
  take(
    rest: Omit<Profile, 'samples' | 'locations' | 'functions' | 'mappings' | 'strings'>,
    dropZero = false,
  ): Profile {
    const rows = [...this.#values.keys()].filter(
      (row) => !dropZero || this.#values[row]?.some((value) => value !== 0),
    );
    return {
      ...rest,
      samples: this.#takeSamples(rows, rest.sampleTypes.length),
      locations: this.#takeLocations(),
      functions: this.#takeFunctions(),
      mappings: this.mappings,
      strings: this.strings,
    };
  }

  #takeSamples(rows: readonly number[], types: number): Samples {
    const values = new Int64s(rows.length * types);
    for (const [at, row] of rows.entries()) {
      for (let type = 0; type < types; type++)
        values.set(at * types + type, this.#values[row]?.[type] ?? 0);
    }
    return {
      size: rows.length,
      first: Uint32Array.from(rows, (row) => this.#first[row] ?? 0),
      last: Uint32Array.from(rows, (row) => this.#last[row] ?? 0),
      locations: this.#stacks.taken(),
      values,
      labels: this.#takeLabels(rows),
    };
  }

  #takeLabels(rows: readonly number[]): Samples['labels'] {
    const all = rows.flatMap((row) => this.#labels[row] ?? []);
    const number = new Int64s(all.length);
    for (const [at, label] of all.entries()) number.set(at, 'number' in label ? label.number : 0);
    const first = new Uint32Array(rows.length);
    const last = new Uint32Array(rows.length);
    let used = 0;
    for (const [at, row] of rows.entries()) {
      first[at] = used;
      used += this.#labels[row]?.length ?? 0;
      last[at] = used;
    }
    return {
      first,
      last,
      number,
      key: Uint32Array.from(all, ({ key }) => this.strings.add(key)),
      text: Uint32Array.from(all, (label) => ('text' in label ? this.strings.add(label.text) : 0)),
      unit: Uint32Array.from(all, (label) => ('unit' in label ? this.strings.add(label.unit) : 0)),
    };
  }

  #takeLocations(): Locations {
    const places = this.#places;
    const address = new Int64s(places.length, false);
    for (const [row, place] of places.entries()) address.set(row, place.address);
    const lines = places.flatMap((place) => place.lines);
    const firstLine = new Uint32Array(places.length);
    const lastLine = new Uint32Array(places.length);
    let used = 0;
    for (const [row, place] of places.entries()) {
      firstLine[row] = used;
      used += place.lines.length;
      lastLine[row] = used;
    }
    return {
      size: places.length,
      address,
      mapping: Int32Array.from(places, (place) => place.mapping),
      folded: Uint8Array.from(places, (place) => (place.folded ? 1 : 0)),
      firstLine,
      lastLine,
      lineFunction: Int32Array.from(lines, ({ fn }) => fn),
      lineNumber: Float64Array.from(lines, ({ line }) => line),
      lineColumn: Float64Array.from(lines, ({ column }) => column),
    };
  }

  #takeFunctions(): Functions {
    return {
      size: this.#name.length,
      name: Uint32Array.from(this.#name),
      systemName: Uint32Array.from(this.#systemName),
      file: Uint32Array.from(this.#file),
      startLine: Float64Array.from(this.#startLine),
    };
  }
}

/** The sum, exact. */
export function plus(a: Amount, b: Amount): Amount {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return amount(BigInt(a) + BigInt(b));
}
