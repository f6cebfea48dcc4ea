import { useEffect, useRef, useState } from 'preact/hooks';
import { CASES } from '../../lesson/triage/seed.ts';

/** How long a drill may be set to, in minutes; the first is what chapter 10 asks for. */
export const LENGTHS = [15, 10, 30, 45] as const;
export type Length = (typeof LENGTHS)[number];

/** What is told aloud, and no more: half of the time, the last five minutes, the last one, and the end. */
export type Told = 'half' | 'five' | 'one' | 'over';

export interface DrillClock {
  readonly length: Length;
  readonly runs: boolean;
  /** Seconds since it was started. */
  readonly seconds: number;
  /** Seconds that each dump lay open while its answer did not stand; 0: never, or without the clock. */
  readonly spent: readonly number[];
  set(length: Length): void;
  start(): void;
  stop(): void;
  /** As if it had never been started. */
  clear(): void;
}

const NOTHING: readonly number[] = Array.from({ length: CASES }, () => 0);
const SECOND = 1000;

/**
 * A clock beside the desk. It holds nobody up, stands in no link, and goes on when its time is over. `open` is the dump whose time
 * passes; null: none of them.
 */
export function useClock(open: number | null, tell: (told: Told) => void): DrillClock {
  const [length, setLength] = useState<Length>(LENGTHS[0]);
  const [runs, setRuns] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [spent, setSpent] = useState(NOTHING);
  const now = useRef({ open, tell, length });
  now.current = { open, tell, length };
  useEffect(() => {
    if (!runs) return;
    let last = performance.now();
    let passed = seconds;
    const timer = setInterval(() => {
      const later = performance.now();
      const step = (later - last) / SECOND;
      last = later;
      const before = passed;
      passed += step;
      const told = toldBetween(before, passed, now.current.length * 60);
      if (told) now.current.tell(told);
      setSeconds(passed);
      const place = now.current.open;
      if (place !== null)
        setSpent((all) => all.map((one, other) => (other === place ? one + step : one)));
    }, SECOND);
    return () => clearInterval(timer);
  }, [runs]);
  return {
    length,
    runs,
    seconds,
    spent,
    set: setLength,
    start: () => setRuns(true),
    stop: () => setRuns(false),
    clear() {
      setRuns(false);
      setSeconds(0);
      setSpent(NOTHING);
    },
  };
}

/** What is to be told when the clock goes from one second to another, of so many in all. */
export function toldBetween(before: number, after: number, all: number): Told | null {
  const passed = (at: number) => before < at && after >= at;
  if (passed(all)) return 'over';
  if (passed(all - 60)) return 'one';
  if (passed(all - 300)) return 'five';
  return passed(all / 2) ? 'half' : null;
}

/** `14:59`, and `+0:12` when the time is over. */
export function clockText(seconds: number, all: number): string {
  const left = Math.ceil(all - seconds);
  return left >= 0 ? minutesText(left) : `+${minutesText(-left)}`;
}

/** `3:07`: minutes and seconds. */
export function minutesText(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
