import { loadavg } from 'node:os';

/** What something took: by the clock on the wall, and of the processor by this process. Milliseconds. */
export interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * The least of several laps, after one to warm up, and the very first: a page does most things once. What is over in a
 * few milliseconds is done several times a lap, for the CPU's clock ticks in tens of them; the first lap does it once.
 */
export interface Laps<T> {
  readonly result: T;
  readonly first: Spent;
  readonly best: Spent;
}

export function laps<T>(times: number, run: () => T, each = 1): Laps<T> {
  const all: Spent[] = [];
  const lap = (repeats: number): T => {
    const wall = performance.now();
    const cpu = process.threadCpuUsage();
    let result = run();
    for (let again = 1; again < repeats; again++) result = run();
    const { user, system } = process.threadCpuUsage(cpu);
    all.push({
      wall: (performance.now() - wall) / repeats,
      cpu: (user + system) / 1000 / repeats,
    });
    return result;
  };
  const result = lap(1);
  for (let again = 0; again < times; again++) lap(each);
  const least = (of: (one: Spent) => number) =>
    Math.min(...(times > 0 ? all.slice(1) : all).map(of));
  return {
    result,
    first: all[0] as Spent,
    best: { wall: least(({ wall }) => wall), cpu: least(({ cpu }) => cpu) },
  };
}

/** `12 ms (11 ms of CPU)`. */
export function tell({ wall, cpu }: Spent): string {
  return `${digits(wall)} ms (${digits(cpu)} ms of CPU)`;
}

/** `1.23 M/s`, of so many in so many milliseconds. */
export function rate(count: number, ms: number): string {
  return `${(count / ms / 1000).toFixed(3)} M/s`;
}

export function digits(number: number): string {
  return number < 10 ? number.toFixed(1) : number.toFixed(0);
}

/** How busy the machine is: the figures above mean little without it. */
export function load(): string {
  return `load ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`;
}
