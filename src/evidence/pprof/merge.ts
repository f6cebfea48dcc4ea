import { Builder, type Line, plus } from './builder.ts';
import { type Amount, amount } from './columns.ts';
import { type Label, labelsOf, type Mapping, type Profile } from './profile.ts';
import { Sequences } from './sequences.ts';

/** A profile and whether its values are added or taken away. */
export interface Part {
  readonly profile: Profile;
  readonly sign: 1 | -1;
}

export type Merged =
  | { readonly ok: true; readonly value: Profile }
  | { readonly ok: false; readonly problem: string; readonly hint: string; readonly at: number };

/**
 * The profile less its base: what grew is positive, what shrank is negative, what is the same is gone. Same stacks are
 * told by their places in the program and their labels, addresses counted from where the object was mapped, as
 * `go tool pprof -base` does (google/pprof profile/merge.go). Where only times are asked for, take the same profile of
 * two moments; profiles of different kinds are refused.
 */
export function diff(profile: Profile, base: Profile): Merged {
  return merge([
    { profile, sign: 1 },
    { profile: base, sign: -1 },
  ]);
}

/** Several profiles as one. All must have the same sample types. */
export function merge(parts: readonly Part[]): Merged {
  const [first] = parts;
  if (!first) throw new RangeError('nothing to merge');
  const types = typesText(first.profile);
  for (const { profile } of parts) {
    if (typesText(profile) === types) continue;
    return {
      ok: false,
      problem: `These profiles do not count the same: ${types} and ${typesText(profile)}.`,
      hint: 'Compare two profiles of the same kind, such as two heap profiles of one process.',
      at: 0,
    };
  }
  const merger = new Merger();
  for (const part of parts) merger.add(part);
  return { ok: true, value: merger.take(parts) };
}

function typesText(profile: Profile): string {
  return profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ');
}

class Merger {
  readonly #builder = new Builder();
  readonly #mappings = new Map<string, number>();
  readonly #labels = new Map<string, number>();
  /** A stack with the number of its labels before it; each is one sample, numbered alike in the builder. */
  readonly #samples = new Sequences();

  add({ profile, sign }: Part): void {
    const places = this.#addPlaces(profile);
    const { samples } = profile;
    const types = profile.sampleTypes.length;
    const key: number[] = [];
    for (let sample = 0; sample < samples.size; sample++) {
      const labels = labelsOf(profile, sample);
      key.length = 0;
      key.push(this.#labelsNumber(labels));
      for (let at = samples.first[sample] as number; at < (samples.last[sample] as number); at++) {
        key.push(places[samples.locations[at] as number] as number);
      }
      const values: Amount[] = [];
      for (let type = 0; type < types; type++) {
        const value = samples.values.exact(sample * types + type);
        values.push(sign === 1 ? value : plus(0, -value));
      }
      const before = this.#samples.size;
      const row = this.#samples.number(key);
      if (row < before) this.#builder.addTo(row, values);
      else this.#builder.addSample(key.slice(1), values, labels);
    }
  }

  #labelsNumber(labels: readonly Label[]): number {
    const [only] = labels;
    if (!only) return 0;
    const key = labels.length === 1 ? labelText(only) : labels.map(labelText).sort().join('\n');
    const known = this.#labels.get(key);
    if (known !== undefined) return known;
    this.#labels.set(key, this.#labels.size + 1);
    return this.#labels.size;
  }

  /** Rows in the merged table by row in the profile's. */
  #addPlaces(profile: Profile): Uint32Array {
    const { locations } = profile;
    const fns = functionRows(profile, this.#builder);
    const mappings = profile.mappings.map((mapping) => this.#addMapping(mapping));
    const rows = new Uint32Array(locations.size);
    for (let place = 0; place < locations.size; place++) {
      const lines: Line[] = [];
      const last = locations.lastLine[place] as number;
      for (let line = locations.firstLine[place] as number; line < last; line++) {
        const fn = locations.lineFunction[line] as number;
        lines.push({
          fn: fn < 0 ? -1 : (fns[fn] as number),
          line: locations.lineNumber[line] as number,
          column: locations.lineColumn[line] as number,
        });
      }
      const from = profile.mappings[locations.mapping[place] as number];
      const mapping = mappings[locations.mapping[place] as number] ?? -1;
      const address = locations.address.exact(place);
      const offset = from ? plus(address, -BigInt(from.start)) : address;
      const folded = locations.folded[place] === 1;
      rows[place] = this.#builder.addPlace({ address, mapping, folded, lines }, String(offset));
    }
    return rows;
  }

  #addMapping(mapping: Mapping): number {
    const size = (BigInt(mapping.limit) - BigInt(mapping.start) + 0xfffn) / 0x1000n;
    const key = `${size} ${mapping.offset} ${mapping.buildId || mapping.file}`;
    const known = this.#mappings.get(key);
    if (known !== undefined) return known;
    const row = this.#builder.mappings.push(mapping) - 1;
    this.#mappings.set(key, row);
    return row;
  }

  take(parts: readonly Part[]): Profile {
    const profiles = parts.map(({ profile }) => profile);
    const [first] = profiles;
    if (!first) throw new RangeError('nothing to merge');
    const times = profiles.map(({ timeNanos }) => BigInt(timeNanos)).filter((time) => time !== 0n);
    const earliest = times.reduce((least, time) => (time < least ? time : least), times[0] ?? 0n);
    return this.#builder.take(
      {
        form: first.form,
        sampleTypes: first.sampleTypes,
        defaultType: first.defaultType,
        periodType: first.periodType,
        period: first.period,
        timeNanos: amount(earliest),
        durationNanos: profiles.reduce<Amount>(
          (sum, { durationNanos }) => plus(sum, durationNanos),
          0,
        ),
        dropFrames: first.dropFrames,
        keepFrames: first.keepFrames,
        comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
        docUrl: first.docUrl,
        stats: [],
      },
      true,
    );
  }
}

function labelText(label: Label): string {
  return 'text' in label
    ? `${label.key}\0${label.text}`
    : `${label.key}\0${label.number}\0${label.unit}`;
}

function functionRows({ functions, strings }: Profile, builder: Builder): Uint32Array {
  const rows = new Uint32Array(functions.size);
  for (let fn = 0; fn < functions.size; fn++) {
    rows[fn] = builder.addFunction(
      strings.text(functions.name[fn] as number),
      strings.text(functions.systemName[fn] as number),
      strings.text(functions.file[fn] as number),
      functions.startLine[fn] as number,
    );
  }
  return rows;
}
