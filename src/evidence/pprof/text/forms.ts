import type { Amount } from '../columns.ts';
import type { Label, ProfileForm, ValueType } from '../profile.ts';
import { scaleContention, scaleHeap } from './scale.ts';

/** One form of text: what its header said, and how the counts of a record become values. */
export interface TextForm {
  readonly form: ProfileForm;
  readonly sampleTypes: readonly ValueType[];
  readonly periodType: ValueType;
  readonly period: Amount;
  /** Counts that a record has before its `@`. */
  readonly counts: number;
  /** What the header says that the first counts sum up to, or null. */
  readonly declared: Amount | null;
  values(counts: readonly Amount[]): readonly Amount[];
  labels(counts: readonly Amount[]): readonly Label[];
  /** Takes a line `name=value` between header and records; false if it is none. */
  attribute(line: string): boolean;
}

const COUNT = 'count';
const none = () => [];
const nothing = () => false;

/** Recognizes the first line of a profile as text. Null if it is none. Forms: formats.md (b), legacy_profile.go. */
export function readHeader(line: string): TextForm | null {
  if (line.length > 512) return null;
  return heapForm(line) ?? countForm(line) ?? contentionForm(line);
}

function heapForm(line: string): TextForm | null {
  const found =
    /^heap profile: *(\d{1,19}): *(\d{1,19}) *\[ *(\d{1,19}): *(\d{1,19}) *\] *@ *([a-z][_a-z0-9]*)\/?(\d{0,15})/.exec(
      line,
    );
  if (!found) return null;
  const [, objects, bytes, allObjects, allBytes, name = '', number = ''] = found;
  const sampled = name === 'heap' || name === 'heap_v2' || name === 'heapz_v2';
  if (!sampled && !/^(?:heapprofile|growthz?|fragmentationz?)$/.test(name)) return null;
  // Go prints twice its rate, because the first C++ profiler did (runtime/pprof pprof.go, writeHeapInternal).
  const period = !sampled ? 1 : name === 'heap' ? Math.floor(Number(number) / 2) : Number(number);
  const rate = sampled ? period : 1;
  const differ = (all = '', used = '') => all !== used && all !== '0';
  const allocations = differ(allObjects, objects) || differ(allBytes, bytes);
  const types = allocations
    ? ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space']
    : ['objects', 'space'];
  return {
    form: 'heap text',
    sampleTypes: types.map((type) => ({ type, unit: type.endsWith('objects') ? COUNT : 'bytes' })),
    periodType: { type: 'space', unit: 'bytes' },
    period,
    counts: 4,
    declared: null,
    values: ([used = 0, usedBytes = 0, all = 0, allBytesOf = 0]) => {
      const inuse = scaleHeap(used, usedBytes, rate);
      return allocations ? [...scaleHeap(all, allBytesOf, rate), ...inuse] : inuse;
    },
    labels: ([used = 0, usedBytes = 0, all = 0, allBytesOf = 0]) => {
      const [count, size] = used !== 0 ? [used, usedBytes] : [all, allBytesOf];
      return count === 0
        ? []
        : [{ key: 'bytes', number: BigInt(size) / BigInt(count), unit: 'bytes' }];
    },
    attribute: nothing,
  };
}

function countForm(line: string): TextForm | null {
  const [, type, declared] = /^(\S+) profile: total (\d{1,15})\s*$/.exec(line) ?? [];
  if (type === undefined || declared === undefined) return null;
  const valueType = { type, unit: COUNT };
  return {
    form: 'count text',
    sampleTypes: [valueType],
    periodType: valueType,
    period: 1,
    counts: 1,
    declared: Number(declared),
    values: (counts) => counts,
    labels: none,
    attribute: nothing,
  };
}

function contentionForm(line: string): TextForm | null {
  if (!/^--- (?:mutex:|contention:|contentionz )/.test(line)) return null;
  let hertz = 0;
  let period = 1;
  return {
    form: 'contention text',
    sampleTypes: [
      { type: 'contentions', unit: COUNT },
      { type: 'delay', unit: 'nanoseconds' },
    ],
    periodType: { type: 'contentions', unit: COUNT },
    get period() {
      return period;
    },
    counts: 2,
    declared: null,
    values: ([cycles = 0, count = 0]) => scaleContention(cycles, count, hertz, period),
    labels: none,
    attribute: (text) => {
      const [, name, value] =
        /^\s*([a-z/ ]{1,40}?)\s*=\s*(\d{1,15})\s*$/.exec(text.slice(0, 80)) ?? [];
      if (name === 'cycles/second') hertz = Number(value);
      else if (name === 'sampling period') period = Number(value);
      else return name !== undefined;
      return true;
    },
  };
}
