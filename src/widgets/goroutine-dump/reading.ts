import { filter } from '../../evidence/goroutine/filter.ts';
import { group } from '../../evidence/goroutine/group.ts';
import { read } from '../../evidence/goroutine/read.ts';
import type { Dump, Reading as Read } from '../../evidence/goroutine/types.ts';
import { inLibrary } from './names.ts';
import type { GroupRow, Overview, Query, Reading } from './overview.ts';

/** So many leftovers and ids are shown; the counts beside them are whole. */
const LEFTOVERS = 200;
const IDS = 24;

/** A reading that answers on this thread. */
interface LocalReading extends Reading {
  ask(query: Query): Overview;
}

/** Reads bytes and keeps what it found for questions. */
export function readingOf(bytes: Uint8Array): LocalReading {
  return readingFrom(read(bytes));
}

/** Answers questions about what was read, each from the dump anew: grouping 100,000 goroutines takes milliseconds. */
export function readingFrom(found: Read): LocalReading {
  return {
    ask: (query) => overview(found, query),
    close: () => {},
  };
}

function overview(found: Read, query: Query): Overview {
  const { dumps, tables, leftovers, moreLeftovers } = found;
  const dump = dumps[Math.min(query.dump, dumps.length - 1)];
  return {
    dumps: dumps.map(({ form, from, to, source, size, headers }) => ({
      form,
      from,
      to,
      source,
      size,
      headers,
    })),
    table: tables.flatMap(({ rows }) => rows),
    ...(dump ? answer(dump, query) : NOTHING),
    leftovers: leftovers.slice(0, LEFTOVERS),
    leftoverCount: leftovers.length + moreLeftovers,
  };
}

const NOTHING = {
  states: [],
  matching: 0,
  longest: 0,
  groupCount: 0,
  groups: [],
  problem: null,
} as const;

function answer(
  dump: Dump,
  query: Query,
): Omit<Overview, 'dumps' | 'table' | 'leftovers' | 'leftoverCount'> {
  const byState = group(dump, 'state');
  const filtered = filter(dump, query.filter);
  const shown = filtered.ok ? filtered.dump : dump;
  const groups = group(shown, query.by);
  return {
    states: byState.map(({ key, count }) => ({ state: key, count })),
    longest: Math.max(0, ...byState.map(({ minutes }) => minutes)),
    matching: shown.size,
    groupCount: groups.length,
    groups: groups.slice(0, query.limit).map(
      ({ key, count, states, minutes, top, createdBy, stack, stacks, ids }): GroupRow => ({
        count,
        states,
        minutes,
        title: key,
        top,
        telling: stack.frames.find((frame) => !inLibrary(frame)) ?? top,
        root: stack.frames.findLast((frame) => !inLibrary(frame)) ?? null,
        createdBy,
        frames: stack.frames,
        stacks,
        elided: stack.elided,
        ids: [...ids.slice(0, IDS)],
      }),
    ),
    problem: filtered.ok ? null : filtered,
  };
}
