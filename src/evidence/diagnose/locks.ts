import type { Group } from '../goroutine/group.ts';
import type { Frame, Stack } from '../goroutine/types.ts';

/** `sync`'s own frames, and the runtime's below them; from Go 1.24 on the mutex lives in internal/sync. */
const INSIDE = /^(?:runtime|sync|internal\/sync)\./;
const LOCKING = /^(?:internal\/)?sync\.\(\*(?:RW)?Mutex\)\.R?[Ll]ock/;

/**
 * The frame that asked for the mutex a goroutine waits for, or null where it waits for none: the first frame
 * outside `sync`, of a stack whose frames inside it are in `Lock` or `RLock`.
 */
export function lockSite({ frames }: Stack): Frame | null {
  let locking = false;
  for (const frame of frames) {
    if (!INSIDE.test(frame.func)) return locking ? frame : null;
    if (LOCKING.test(frame.func)) locking = true;
  }
  return null;
}

/** Goroutines that wait for a mutex at one line. */
export interface LockSite {
  readonly site: Frame;
  readonly groups: readonly Group[];
  readonly count: number;
}

/** Those groups that wait for a mutex, by the line that asked for it, the most first. */
export function lockSites(groups: readonly Group[]): readonly LockSite[] {
  const found = new Map<string, { site: Frame; groups: Group[]; count: number }>();
  for (const group of groups) {
    const site = lockSite(group.stack);
    if (!site) continue;
    const key = `${site.func} ${site.file}:${site.line}`;
    const known = found.get(key) ?? { site, groups: [], count: 0 };
    known.groups.push(group);
    known.count += group.count;
    found.set(key, known);
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}

/**
 * Groups past that line in the same function, and not waiting for a mutex there: if the function does not
 * unlock in between, they hold it. A dump does not say, so they are suspects and no more.
 */
export function suspects(groups: readonly Group[], site: Frame): readonly Group[] {
  return groups.filter(
    ({ stack }) =>
      lockSite(stack)?.func !== site.func &&
      stack.frames.some(({ func, line }) => func === site.func && line > site.line),
  );
}
