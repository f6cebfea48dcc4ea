import type { Dump, NoticeCode, Reading } from '../goroutine/types.ts';

/** What the reader notices of a dump that was cut or damaged on its way. */
const LOST: readonly NoticeCode[] = [
  'cut-record',
  'no-head',
  'broken-header',
  'no-stack',
  'no-place',
  'long-line',
];

/**
 * Whether the reading says that part of a dump is missing: the `cut` of `Options` and `Other`. A notice tells only
 * where it was first seen, so of several dumps in one input a later one may be taken for whole.
 */
export function isCut({ notices }: Pick<Reading, 'notices'>, dump: Dump): boolean {
  return (
    dump.size < dump.headers ||
    notices.some(
      ({ code, line }) => LOST.includes(code) && line >= dump.from && line <= dump.to + 1,
    )
  );
}
