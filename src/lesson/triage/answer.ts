import type { Confidence } from '../prediction.ts';
import type { Verdict } from './verdict.ts';

/** What a reader says of a dump: what it is, how sure they are, and at which goroutines one sees it. */
export interface Answer {
  readonly verdict: Verdict | null;
  /** 0 is not said yet. It is never graded. */
  readonly confidence: Confidence | 0;
  /** Ids of goroutines; each stands for all of its stack. */
  readonly points: readonly number[];
}

/** At so many goroutines a reader may point: who points at all of them has pointed at none. */
export const MOST_POINTS = 3;

/** Whether an answer can be locked: that nothing is wrong need not be pointed at. */
export function isWhole({ verdict, confidence, points }: Answer): boolean {
  return verdict !== null && confidence !== 0 && (verdict === 'healthy' || points.length > 0);
}
