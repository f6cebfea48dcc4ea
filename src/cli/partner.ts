import type { Dump } from '../evidence/goroutine/types.ts';

/**
 * The dump of another file that a dump is to be compared with: the last one of the same pid, where the logs print pids;
 * else the one at the same place in its file. Null where there is none.
 */
export function partnerOf(
  dump: Dump,
  beside: readonly Dump[],
  others: readonly Dump[],
): Dump | null {
  const pid = pidOf(dump);
  const same = pid === null ? undefined : others.findLast((other) => pidOf(other) === pid);
  if (same) return same;
  const other = others[beside.indexOf(dump)];
  if (!other) return null;
  // Two pids that differ are two processes: there is nothing to compare.
  return pid !== null && pidOf(other) !== null ? null : other;
}

function pidOf({ source }: Dump): string | null {
  return /\bpid=(\d+)/.exec(source)?.[1] ?? null;
}
