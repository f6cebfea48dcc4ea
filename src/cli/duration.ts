/** Microseconds of each unit. A number without one is in microseconds. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  us: 1,
  µs: 1,
  μs: 1,
  ms: 1000,
  s: 1_000_000,
};

/** No load runs for longer than an hour. */
export const LONGEST = 3600 * 1_000_000;

/** Microseconds of `4000`, `4000us`, `4ms`, `1.5s`; null for what is none of these, or longer than an hour. */
export function microsecondsOf(text: string): number | null {
  const found = /^(\d{1,10}(?:\.\d{1,6})?)(us|µs|μs|ms|s|)$/.exec(text);
  if (!found) return null;
  const time = Number(found[1]) * (UNITS[found[2] ?? ''] ?? 1);
  return time <= LONGEST ? time : null;
}

/** `30.1 ms`, in the unit that keeps the number short. */
export function formatDuration(microseconds: number): string {
  const [size, unit] =
    microseconds < 1000 ? [1, 'µs'] : microseconds < 1_000_000 ? [1000, 'ms'] : [1_000_000, 's'];
  return `${Number((microseconds / size).toPrecision(3))} ${unit}`;
}
