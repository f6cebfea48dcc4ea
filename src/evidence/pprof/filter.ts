import { Int64s } from './columns.ts';
import { type Pattern, readPattern } from './pattern/pattern.ts';
import type { Profile } from './profile.ts';

/** Which samples stay: those with a frame that `focus` matches and none that `ignore` matches. '' is no condition. */
export interface Filter {
  readonly focus?: string;
  readonly ignore?: string;
}

export type Filtered =
  /** `kept` of `of` samples stay. */
  | { readonly ok: true; readonly value: Profile; readonly kept: number; readonly of: number }
  /** `at`: the character of the pattern, from 0; `part` says of which. */
  | {
      readonly ok: false;
      readonly problem: string;
      readonly hint: string;
      readonly at: number;
      readonly part: keyof Filter;
    };

/**
 * Keeps whole samples by the names of functions, files and mapped objects in their stacks, with the meaning of
 * `go tool pprof -focus -ignore` (google/pprof profile/filter.go). A pattern that does not read is a value.
 */
export function filter(profile: Profile, { focus = '', ignore = '' }: Filter): Filtered {
  const patterns: { focus: Pattern | null; ignore: Pattern | null } = { focus: null, ignore: null };
  for (const [part, source] of [['focus', focus] as const, ['ignore', ignore] as const]) {
    if (source === '') continue;
    const pattern = readPattern(source);
    if (!pattern.ok) return { ...pattern, part };
    patterns[part] = pattern.value;
  }
  const focused = patterns.focus && matching(profile, patterns.focus);
  const ignored = patterns.ignore && matching(profile, patterns.ignore);
  for (const part of ['focus', 'ignore'] as const) {
    if (!patterns[part]?.exhausted) continue;
    const problem = 'the pattern takes too long on so many names';
    return { ok: false, problem, hint: 'Try a shorter pattern with fewer repeats.', at: 0, part };
  }
  const { samples } = profile;
  const kept: number[] = [];
  for (let sample = 0; sample < samples.size; sample++) {
    let found = focused === null;
    let banned = false;
    for (let at = samples.first[sample] as number; at < (samples.last[sample] as number); at++) {
      const place = samples.locations[at] as number;
      if (focused?.[place]) found = true;
      if (ignored?.[place]) banned = true;
    }
    if (found && !banned) kept.push(sample);
  }
  return { ok: true, value: pick(profile, kept), kept: kept.length, of: samples.size };
}

/** The locations in which a pattern matches anything. */
function matching(profile: Profile, pattern: Pattern): Uint8Array {
  const { functions, locations, strings } = profile;
  const texts = new Map<number, boolean>();
  const test = (text: number): boolean => {
    const known = texts.get(text) ?? pattern.test(strings.text(text));
    texts.set(text, known);
    return known;
  };
  const byFunction = new Uint8Array(functions.size);
  for (let fn = 0; fn < functions.size; fn++) {
    byFunction[fn] =
      test(functions.name[fn] as number) || test(functions.file[fn] as number) ? 1 : 0;
  }
  const byMapping = profile.mappings.map(({ file }) => pattern.test(file));
  const found = new Uint8Array(locations.size);
  for (let place = 0; place < locations.size; place++) {
    let match = byMapping[locations.mapping[place] as number] ?? false;
    for (
      let line = locations.firstLine[place] as number;
      line < (locations.lastLine[place] as number);
      line++
    ) {
      if (byFunction[locations.lineFunction[line] as number] === 1) match = true;
    }
    found[place] = match ? 1 : 0;
  }
  return found;
}

/** The profile with some of its samples; the tables are shared. */
function pick(profile: Profile, rows: readonly number[]): Profile {
  const { samples } = profile;
  const types = profile.sampleTypes.length;
  const values = new Int64s(rows.length * types);
  for (const [to, row] of rows.entries()) {
    for (let type = 0; type < types; type++)
      values.copy(to * types + type, samples.values, row * types + type);
  }
  const at = (column: Uint32Array) => Uint32Array.from(rows, (row) => column[row] as number);
  const { labels } = samples;
  return {
    ...profile,
    samples: {
      size: rows.length,
      first: at(samples.first),
      last: at(samples.last),
      locations: samples.locations,
      values,
      labels: { ...labels, first: at(labels.first), last: at(labels.last) },
    },
  };
}
