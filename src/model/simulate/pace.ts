import type { Pace } from './clock.ts';
import { randomOf } from './random.ts';

/**
 * Fitted to evidence/tables/onset.csv by `node test/model/onset/fit.ts`: of a grid of paces, the one whose runs hang
 * at the numbers of calls at which the real pair hung. They are the fit's, not measured one by one.
 *
 * `poll` is hardly determined by that (0.06 ms fits nearly as well), but with a short one far more calls are answered before
 * the hang than in the real runs. That it is long may have this reason, which is a guess: under a burst every P has runnable
 * goroutines, and Go looks for ready sockets only when a P runs out of them, or when sysmon has seen no look for 10 ms
 * (go@go1.19 src/runtime/proc.go, findRunnable and sysmon).
 */
export const fitted: Pace = { call: 4, kib: 0.15, step: 0.3, wake: 15, poll: 1200 };

/**
 * The pace of one run. Between runs of the real pair the machine was busy with other things, now more, now less: so
 * the times to wake are drawn from half to twice the fitted ones, for the whole run.
 */
export function paceOf(seed: number, pace: Pace = fitted): Pace {
  const factor = 4 ** (randomOf(seed ^ 0x5bd1e995)() - 0.5);
  return { ...pace, wake: pace.wake * factor, poll: pace.poll * factor };
}
