import { type Creation, creations } from '../../evidence/goroutine/creations.ts';
import { diff } from '../../evidence/goroutine/diff.ts';
import { filter } from '../../evidence/goroutine/filter.ts';
import { group } from '../../evidence/goroutine/group.ts';
import type { Dump, Reading, Stack } from '../../evidence/goroutine/types.ts';
import { waits } from '../../evidence/goroutine/waits.ts';
import { comparisonOf } from './comparison.ts';
import { inLibrary } from './names.ts';
import type { CreationRow, DumpFacts, GroupRow, Overview, Query, StackFacts } from './overview.ts';

/** So many leftovers and ids are shown; the counts beside them are whole. */
const LEFTOVERS = 200;
const IDS = 24;

const NO_ROWS = {
  rowCount: 0,
  groups: [],
  creations: [],
  waits: [],
  comparison: null,
} as const satisfies Partial<Overview>;

type Rows = Pick<Overview, keyof typeof NO_ROWS>;

/** The two dumps that a comparison is of, the earlier one first; null while there is none. */
export function pairOf(
  found: Reading,
  base: Reading | null,
  query: Query,
): { readonly before: Dump; readonly after: Dump } | null {
  const earlier = query.sameFile ? found : base;
  const before = earlier?.dumps[Math.min(query.base, earlier.dumps.length - 1)];
  const after = dumpOf(found, query.dump);
  return before && after ? { before, after } : null;
}

/** The asked dump of a file, or its last: a link may count further than the file does. */
export function dumpOf(found: Reading, place: number): Dump | undefined {
  return found.dumps[Math.min(place, found.dumps.length - 1)];
}

/** What the filter leaves of a dump; the whole of it when the filter cannot be read. */
export function filtered(dump: Dump, text: string): Pick<Overview, 'problem'> & { shown: Dump } {
  const result = filter(dump, text);
  return result.ok ? { shown: result.dump, problem: null } : { shown: dump, problem: result };
}

/** The answer to a question about a file that was read, each made from the dump anew. */
export function overview(found: Reading, base: Reading | null, query: Query): Overview {
  const { tables, leftovers, moreLeftovers } = found;
  const dump = dumpOf(found, query.dump);
  const byState = dump ? group(dump, 'state') : [];
  const { shown, problem } = dump
    ? filtered(dump, query.view === 'compare' ? '' : query.filter)
    : { shown: null, problem: null };
  return {
    view: query.view,
    dumps: found.dumps.map(factsOf),
    table: tables.flatMap(({ rows }) => rows),
    states: byState.map(({ key, count }) => ({ state: key, count })),
    longest: byState.reduce((longest, { minutes }) => Math.max(longest, minutes), 0),
    matching: shown?.size ?? 0,
    ...NO_ROWS,
    ...(shown && rowsOf(shown, query)),
    ...(query.view === 'compare' && compared(found, base, query)),
    baseDumps: (query.sameFile ? found : base)?.dumps.map(factsOf) ?? [],
    leftovers: leftovers.slice(0, LEFTOVERS),
    leftoverCount: leftovers.length + moreLeftovers,
    problem,
  };
}

function factsOf({ form, from, to, source, size, headers }: Dump): DumpFacts {
  return { form, from, to, source, size, headers };
}

function rowsOf(shown: Dump, query: Query): Partial<Rows> {
  switch (query.view) {
    case 'groups': {
      const groups = group(shown, query.by);
      return { rowCount: groups.length, groups: groups.slice(0, query.limit).map(groupRow) };
    }
    case 'created':
      return forest(creations(shown), query.limit);
    case 'waits': {
      const buckets = waits(shown);
      const last = buckets.findLastIndex(({ count }) => count > 0);
      return { rowCount: last + 1, waits: buckets.slice(0, last + 1) };
    }
    default:
      return {};
  }
}

function groupRow({
  key,
  count,
  states,
  minutes,
  stack,
  stacks,
  ids,
}: ReturnType<typeof group>[number]): GroupRow {
  return {
    ...stackFacts(stack),
    count,
    states,
    minutes,
    title: key,
    stacks,
    ids: [...ids.slice(0, IDS)],
  };
}

/** What a stack tells at a glance. */
export function stackFacts({ frames, createdBy, elided }: Stack): StackFacts {
  const top = frames[0] ?? null;
  return {
    top,
    telling: frames.find((frame) => !inLibrary(frame)) ?? top,
    root: frames.findLast((frame) => !inLibrary(frame)) ?? null,
    createdBy,
    frames,
    elided,
  };
}

/** The forest with the largest branch first at every level, cut to its first rows, counted from the top down. */
function forest(all: readonly Creation[], limit: number): Pick<Rows, 'rowCount' | 'creations'> {
  const below = new Map<Creation, number>();
  const weigh = (site: Creation): number => {
    const sum = site.children.reduce((total, child) => total + weigh(child), 0);
    below.set(site, sum);
    return site.count + sum;
  };
  for (const site of all) weigh(site);
  const weight = (site: Creation) => site.count + (below.get(site) ?? 0);
  let next = 0;
  const rows = (sites: readonly Creation[]): CreationRow[] =>
    [...sites]
      .sort((one, other) => weight(other) - weight(one))
      .map((site) => ({
        ...site,
        place: next++,
        below: below.get(site) ?? 0,
        children: rows(site.children),
      }))
      .filter(({ place }) => place < limit);
  const creations = rows(all);
  return { rowCount: next, creations };
}

function compared(found: Reading, base: Reading | null, query: Query): Partial<Rows> {
  const pair = pairOf(found, base, query);
  if (!pair) return {};
  const { before, after } = pair;
  const difference = diff(before, after);
  const between = (Date.parse(after.time ?? '') - Date.parse(before.time ?? '')) / 1000;
  return {
    rowCount: difference.stacks.length,
    comparison: comparisonOf(difference, {
      limit: query.limit,
      ids: IDS,
      seconds: Number.isNaN(between) ? null : between,
      facts: stackFacts,
    }),
  };
}
