import { slips } from '../evidence/ttrpc/slips.ts';

/** The candidate that was most likely meant: it begins alike, or is at most a third of its letters away. */
export function nearest(typed: string, candidates: readonly string[]): string | null {
  const begun = candidates.find((one) => typed.length > 1 && one.startsWith(typed));
  if (begun !== undefined) return begun;
  const [best] = candidates
    .map((one) => ({ one, slips: slips(typed.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  if (!best) return null;
  return best.slips <= Math.max(1, Math.floor(typed.length / 3)) ? best.one : null;
}
