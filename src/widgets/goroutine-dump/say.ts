import type { Word } from '../contract.ts';
import type { DumpData } from './data.ts';
import { place, shortFunc } from './names.ts';
import type { Comparison, CreationRow, Overview } from './overview.ts';
import { type DumpState, SAME_FILE } from './state.ts';

/** A change with its sign: `+6`, `−1` (a minus, not a hyphen), `±0`. */
export function signed(change: number): string {
  return `${sign(change)}${Math.abs(change)}`;
}

function sign(change: number): string {
  if (change === 0) return '±';
  return change > 0 ? '+' : '−';
}

/** What the earlier dump is called. */
export function baseName(state: DumpState, data: DumpData, word: Word): string {
  const own = data.first.baseDumps;
  const number = Math.min(state.baseDump, own.length - 1) + 1;
  const which = word('goroutine-dump.dumpNumber', { n: number, total: own.length });
  if (state.base === SAME_FILE) return which;
  const name = data.base?.name ?? state.base;
  return own.length > 1 ? `${name} (${which})` : name;
}

/** What a comparison says, in sentences. */
export function comparisonText(
  { before, after, kinds, process, movement, seconds }: Comparison,
  word: Word,
): readonly string[] {
  const counts = word('goroutine-dump.compare.counts', {
    before,
    after,
    sign: sign(after - before),
    change: Math.abs(after - before),
  });
  const stacks = word('goroutine-dump.compare.stacks', kinds);
  const said = [counts, stacks, word(`goroutine-dump.compare.process.${process}`)];
  if (movement) {
    const { stayed, moved, ended, started } = movement;
    said.push(
      word('goroutine-dump.compare.movement', {
        stayed: stayed.count,
        moved: moved.count,
        ended: ended.count,
        started: started.count,
      }),
    );
  }
  if (seconds !== null) said.push(timeText(seconds, word));
  return said;
}

function timeText(seconds: number, word: Word): string {
  if (seconds < 0) return word('goroutine-dump.compare.wrongOrder');
  return seconds < 120
    ? word('goroutine-dump.compare.seconds', { n: Math.round(seconds) })
    : word('goroutine-dump.compare.minutes', { n: Math.round(seconds / 60) });
}

/** The picture in one sentence or two: what a screen reader hears first, and the still's caption. */
export function describe(state: DumpState, data: DumpData, word: Word): string {
  const overview: Overview = data.first;
  const { name } = data;
  const dump = overview.dumps[Math.min(state.dump, overview.dumps.length - 1)];
  if (dump) {
    const filtered = overview.view !== 'compare' && state.filter !== '' && !overview.problem;
    const lead = filtered
      ? word('goroutine-dump.describe.filtered', {
          name,
          n: overview.matching,
          total: dump.size,
          filter: state.filter,
        })
      : word('goroutine-dump.describe.all', { name, n: dump.size });
    return `${lead}${word('goroutine-dump.describe.then')}${describeView(state, data, word)}`;
  }
  const [row] = [...overview.table].sort((a, b) => b.count - a.count);
  if (row) {
    return word('goroutine-dump.describeTable', {
      name,
      n: overview.table.length,
      where: place(row),
      count: row.count,
    });
  }
  return word('goroutine-dump.describeNothing', { name });
}

function describeView(state: DumpState, data: DumpData, word: Word): string {
  const { view, groups, creations, waits, comparison, rowCount, matching, longest } = data.first;
  if (view === 'compare') {
    if (!comparison) return word('goroutine-dump.describe.noBase');
    const base = baseName(state, data, word);
    const said = comparisonText(comparison, word).join(word('goroutine-dump.describe.between'));
    return word('goroutine-dump.describe.compare', { base }) + said;
  }
  const [group] = groups;
  if (view === 'groups' && group) {
    return word('goroutine-dump.describe.groups', {
      groups: rowCount,
      count: group.count,
      state: group.states[0]?.state ?? '',
      where: group.telling ? place(group.telling) : group.title,
    });
  }
  const site = largest(creations);
  if (view === 'created' && site) {
    return word('goroutine-dump.describe.created', {
      sites: rowCount,
      count: site.count,
      where: site.site
        ? word('goroutine-dump.createdBy', { func: shortFunc(site.site.func) })
        : word('goroutine-dump.noSite'),
    });
  }
  if (view === 'waits' && waits.length > 0) {
    const short = waits[0]?.count ?? 0;
    return short === matching
      ? word('goroutine-dump.describe.noWaits')
      : word('goroutine-dump.describe.waits', { n: matching - short, short, longest });
  }
  return word(
    view === 'waits' && matching > 0 ? 'goroutine-dump.noTimes' : 'goroutine-dump.noMatch',
  );
}

/** The site with the most goroutines, wherever it stands in the tree. */
function largest(sites: readonly CreationRow[]): CreationRow | null {
  let most: CreationRow | null = null;
  for (const site of sites) {
    const below = largest(site.children);
    for (const one of [site, below]) if (one && one.count > (most?.count ?? 0)) most = one;
  }
  return most;
}
