import type { Amount } from './columns.ts';

/** Steps of a unit, smallest first. */
type Steps = readonly (readonly [name: string, factor: number])[];

/** pprof counts 1,024 bytes as a kB; here they have the name that says so (IEC 80000-13). */
const BYTES: Steps = [
  ['B', 1],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
  ['TiB', 2 ** 40],
  ['PiB', 2 ** 50],
];
const TIME: Steps = [
  ['ns', 1],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['min', 60e9],
  ['h', 3600e9],
];

/** Names that writers give to units, and how many of the smallest step they are. */
const NAMES: Readonly<Record<string, readonly [Steps, number]>> = {
  b: [BYTES, 1],
  byte: [BYTES, 1],
  kb: [BYTES, 2 ** 10],
  kilobyte: [BYTES, 2 ** 10],
  mb: [BYTES, 2 ** 20],
  megabyte: [BYTES, 2 ** 20],
  gb: [BYTES, 2 ** 30],
  gigabyte: [BYTES, 2 ** 30],
  ns: [TIME, 1],
  nanosecond: [TIME, 1],
  us: [TIME, 1e3],
  µs: [TIME, 1e3],
  microsecond: [TIME, 1e3],
  ms: [TIME, 1e6],
  millisecond: [TIME, 1e6],
  s: [TIME, 1e9],
  sec: [TIME, 1e9],
  second: [TIME, 1e9],
};

/** The steps of a unit by its name, with or without a plural `s`; null for `count` and units not known. */
function stepsOf(unit: string): readonly [Steps, number] | null {
  const name = unit.toLowerCase();
  const singular = name.length > 2 && name.endsWith('s') ? name.slice(0, -1) : name;
  return Object.hasOwn(NAMES, singular) ? (NAMES[singular] ?? null) : null;
}

/** Digits in groups of three: 6,055. Exact for bigints. */
function grouped(value: Amount): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/**
 * A value for people: `26,217,928` bytes is `25 MiB`, three significant digits, nothing rounded to 0. Counts have all
 * their digits; a unit that is not known stands behind the number as it is written in the profile.
 */
export function format(value: Amount, unit: string): string {
  const found = stepsOf(unit);
  if (!found) {
    const text = grouped(value);
    return unit === '' || unit === 'count' ? text : `${text} ${unit}`;
  }
  const [steps, factor] = found;
  const size = Number(value) * factor;
  if (size === 0) return `0 ${steps[0]?.[0] ?? ''}`;
  // A value that would read 1,024 KiB or 1,000 ms goes up a step.
  const step = steps.findLast(([, of]) => Math.abs(size) / of >= 0.9995) ?? steps[0];
  const [name, of] = step ?? ['', 1];
  const digits = size / of;
  return `${digits.toLocaleString('en-US', { maximumSignificantDigits: Math.abs(digits) >= 1000 ? 4 : 3 })} ${name}`;
}

/** The same value with all its digits in the profile's own unit: `26,217,928 bytes`. */
export function formatExact(value: Amount, unit: string): string {
  const text = grouped(value);
  return unit === '' || unit === 'count' ? text : `${text} ${unit}`;
}
