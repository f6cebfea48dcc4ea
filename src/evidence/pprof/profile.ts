/**
 * What a profile holds, as columns. Names and meanings: google/pprof proto/profile.proto at b9395ee.
 * Tables refer to each other by position, not by the ids of the file; -1 stands where there is none.
 */
import type { Amount, Int64s } from './columns.ts';
import type { Strings } from './strings.ts';

/** In what shape the profile stood in the file. */
export type ProfileForm =
  /** profile.proto, gzip or not. */
  | 'proto'
  /** `heap profile: …`: debug=1 of heap and allocs, and gperftools' heap text. */
  | 'heap text'
  /** `goroutine profile: total …`, `threadcreate profile: total …`: debug=1. */
  | 'count text'
  /** `--- mutex:`, `--- contention:`: debug=1 of mutex and block. */
  | 'contention text';

/** What is counted, and in what: `inuse_space` in `bytes`. */
export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

/** A label of a sample: a text, or a number with its unit (`bytes`: the size of the block). */
export type Label =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly number: Amount; readonly unit: string };

/** Labels of all samples; those of sample `i` are at `[first[i], last[i])`. */
export interface Labels {
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  /** Texts by number. `text` 0 means that the label is a number, or the empty text: see `labelsOf`. */
  readonly key: Uint32Array;
  readonly text: Uint32Array;
  readonly number: Int64s;
  readonly unit: Uint32Array;
}

export interface Samples {
  readonly size: number;
  /** The stack of sample `i` is `locations[first[i], last[i])`, innermost first. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly locations: Uint32Array;
  /** Value of type `t` of sample `i` at `i * sampleTypes.length + t`. */
  readonly values: Int64s;
  readonly labels: Labels;
}

/** Places in the program. Lines of place `i` are at `[firstLine[i], lastLine[i])`: inlined ones first, the last is physical. */
export interface Locations {
  readonly size: number;
  readonly address: Int64s;
  readonly mapping: Int32Array;
  readonly folded: Uint8Array;
  readonly firstLine: Uint32Array;
  readonly lastLine: Uint32Array;
  readonly lineFunction: Int32Array;
  readonly lineNumber: Float64Array;
  readonly lineColumn: Float64Array;
}

/** Functions; the columns but `startLine` are numbers of texts. */
export interface Functions {
  readonly size: number;
  readonly name: Uint32Array;
  readonly systemName: Uint32Array;
  readonly file: Uint32Array;
  readonly startLine: Float64Array;
}

/** A piece of the address space and the file it came from. */
export interface Mapping {
  readonly start: Amount;
  readonly limit: Amount;
  readonly offset: Amount;
  readonly file: string;
  readonly buildId: string;
  readonly hasFunctions: boolean;
  readonly hasFilenames: boolean;
  readonly hasLineNumbers: boolean;
  readonly hasInlineFrames: boolean;
}

export interface Profile {
  readonly form: ProfileForm;
  readonly sampleTypes: readonly ValueType[];
  /** Which type is shown first: the file's `default_sample_type`, or the last one. */
  readonly defaultType: number;
  readonly samples: Samples;
  readonly locations: Locations;
  readonly functions: Functions;
  readonly mappings: readonly Mapping[];
  readonly strings: Strings;
  readonly periodType: ValueType | null;
  readonly period: Amount;
  /** Nanoseconds since 1970, UTC; 0 when the file does not say. */
  readonly timeNanos: Amount;
  readonly durationNanos: Amount;
  /** Frames that the writer wants hidden, and those it wants kept all the same: whole-name patterns, or ''. */
  readonly dropFrames: string;
  readonly keepFrames: string;
  readonly comments: readonly string[];
  readonly docUrl: string;
  /** `runtime.MemStats` and the like, as printed by debug=1: name and value. */
  readonly stats: readonly (readonly [string, string])[];
}

/** One frame of a sample. Same shape as a frame of a goroutine dump, and with what only a profile knows. */
export interface ProfileFrame {
  readonly func: string;
  readonly file: string;
  readonly line: number;
  readonly inlined: boolean;
  readonly address: Amount;
}

/** Position of a sample type by its name, or -1. */
export function typeNamed(profile: Profile, name: string): number {
  const exact = profile.sampleTypes.findIndex(({ type }) => type === name);
  if (exact >= 0) return exact;
  // Profiles without allocation columns call them plainly `space` and `objects`.
  return profile.sampleTypes.findIndex(({ type }) => `inuse_${type}` === name);
}

/** A value of a sample, exact. `type` is a position in `sampleTypes`. */
export function sampleValue(profile: Profile, sample: number, type: number): Amount {
  return profile.samples.values.exact(sample * profile.sampleTypes.length + type);
}

/** The stack of a sample, innermost frame first, every inlined line its own frame. */
export function framesOf(profile: Profile, sample: number): ProfileFrame[] {
  const { samples, locations, functions, strings } = profile;
  const frames: ProfileFrame[] = [];
  for (let at = samples.first[sample] ?? 0; at < (samples.last[sample] ?? 0); at++) {
    const place = samples.locations[at] as number;
    const address = locations.address.exact(place);
    const first = locations.firstLine[place] as number;
    const last = locations.lastLine[place] as number;
    if (first === last) frames.push({ func: '', file: '', line: 0, inlined: false, address });
    for (let line = first; line < last; line++) {
      const fn = locations.lineFunction[line] as number;
      frames.push({
        func: fn < 0 ? '' : strings.text(functions.name[fn] as number),
        file: fn < 0 ? '' : strings.text(functions.file[fn] as number),
        line: locations.lineNumber[line] as number,
        inlined: line < last - 1,
        address,
      });
    }
  }
  return frames;
}

/** The labels of a sample. A label of neither a text nor a number nor a unit is the empty text: a Go label may be "". */
export function labelsOf(profile: Profile, sample: number): Label[] {
  const { labels } = profile.samples;
  const { strings } = profile;
  const found: Label[] = [];
  for (let at = labels.first[sample] ?? 0; at < (labels.last[sample] ?? 0); at++) {
    const key = strings.text(labels.key[at] as number);
    const text = labels.text[at] as number;
    const unit = labels.unit[at] as number;
    const number = labels.number.exact(at);
    if (text !== 0 || (unit === 0 && number === 0)) found.push({ key, text: strings.text(text) });
    else found.push({ key, number, unit: strings.text(unit) });
  }
  return found;
}
