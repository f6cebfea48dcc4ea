import { type Amount, amount } from '../../evidence/pprof/columns.ts';
import type { Top, TopRow } from '../../evidence/pprof/top.ts';
import type { Change } from './answer.ts';

/** One amount less another, exact. */
export function minus(after: Amount, before: Amount): Amount {
  return amount(BigInt(after) - BigInt(before));
}

/**
 * Every function of either profile with what it held before and after. A function is new or gone where only one of the
 * profiles has samples with it; else it grew or shrank by its own value, or by that of its callees where its own stayed.
 */
export function changes(before: Top, after: Top): Change[] {
  const old = new Map(before.rows().map((row) => [row.func, row]));
  const found = after.rows().map((row) => {
    const was = old.get(row.func);
    old.delete(row.func);
    return change(was, row);
  });
  for (const row of old.values()) found.push(change(row, undefined));
  return found;
}

function change(before: TopRow | undefined, after: TopRow | undefined): Change {
  const flat = minus(after?.flat ?? 0, before?.flat ?? 0);
  const cum = minus(after?.cum ?? 0, before?.cum ?? 0);
  const way = flat === 0 ? cum : flat;
  return {
    func: (after ?? before)?.func ?? '',
    kind: !before ? 'new' : !after ? 'gone' : way === 0 ? 'same' : way > 0 ? 'grew' : 'shrank',
    flatBefore: before?.flat ?? 0,
    flatAfter: after?.flat ?? 0,
    flat,
    cumBefore: before?.cum ?? 0,
    cumAfter: after?.cum ?? 0,
    cum,
  };
}

/** How many changed in which way. */
export function tally(all: readonly Change[]): Record<'grew' | 'shrank' | 'new' | 'gone', number> {
  const counts = { grew: 0, shrank: 0, new: 0, gone: 0 };
  for (const { kind } of all) if (kind !== 'same') counts[kind]++;
  return counts;
}
