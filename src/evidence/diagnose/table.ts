import type { LineTable } from '../goroutine/types.ts';
import type { PositionId, Side } from '../ttrpc/positions.ts';
import { decodeTable, type Table } from '../ttrpc/table.ts';
import { judge } from './age.ts';
import { expectedLines } from './expect.ts';
import { BEHIND, type HalfKind, LINKS } from './half.ts';
import { type ProofRole, ROLES } from './ids.ts';
import { ttrpcClientStuckA, ttrpcClientStuckC, ttrpcServerStuck } from './rules/ttrpc-stuck.ts';
import { count, lost, say, step } from './say.ts';
import type { Count, Finding, ProofLine } from './types.ts';
import { versionsOf } from './versions.ts';

const RULE = {
  server: ttrpcServerStuck,
  'client-a': ttrpcClientStuckA,
  'client-c': ttrpcClientStuckC,
} as const;

/**
 * What a `sort | uniq -c` table of one process's lines shows: a half of a circle, or nothing. Never more than
 * `possible`, for lines have no states, no times, and nothing that ties them to one connection.
 */
export function diagnoseTable({ rows }: Pick<LineTable, 'rows'>): readonly Finding[] {
  const table = decodeTable(rows);
  return (Object.keys(RULE) as HalfKind[])
    .filter((kind) => LINKS[kind].every((id) => (table.counts[id] ?? 0) > 0))
    .map((kind): Finding => {
      const { id, severity, chapter } = RULE[kind];
      const side: Side = kind === 'server' ? 'server' : 'client';
      return {
        rule: id,
        severity,
        ...judge('possible', 'table'),
        subject: '',
        proof: proof(table, kind, side),
        counts: counts(table, side),
        excludes: ['M9', 'M10'],
        unknown: [
          say('same-connection'),
          say('peer-half'),
          ...(kind === 'server' ? [say('peer-family')] : []),
          ...lost(table.sums.some(({ verdict }) => verdict === 'fails')),
        ],
        next: [
          step('take', 'take-states'),
          step('take', kind === 'server' ? 'take-containerd' : 'take-shim'),
          ...expectedLines(kind),
        ],
        versions: versionsOf(table.narrowing),
        chapter,
      };
    });
}

/** Calls that wait behind a half of that side. */
function counts(table: Table, side: Side): readonly Count[] {
  return (Object.keys(BEHIND) as PositionId[]).flatMap((position) => {
    const id = BEHIND[position];
    const n = table.counts[position] ?? 0;
    return id && n > 0 && position.startsWith(side) ? [count(id, n)] : [];
  });
}

/** The rows of the half, then those of the goroutines behind it. */
function proof(table: Table, kind: HalfKind, side: Side): readonly ProofLine[] {
  const wanted: readonly string[] = [...LINKS[kind], ...Object.keys(BEHIND)];
  return table.rows
    .flatMap(({ row, match }) => {
      const [position] = match?.kind === 'stands' ? match.positions : [];
      return position && position.side === side && wanted.includes(position.id)
        ? [{ row, position, func: match?.func ?? '' }]
        : [];
    })
    .sort((one, other) => wanted.indexOf(one.position.id) - wanted.indexOf(other.position.id))
    .map(({ row, position, func }) => ({
      dump: 0,
      line: row.at,
      goroutine: null,
      where: { func, file: row.file, line: row.line },
      state: '',
      minutes: 0,
      role: ROLES.find((role): role is ProofRole => role === position.actor) ?? 'row',
      position: position.id,
      alike: row.count,
    }));
}
