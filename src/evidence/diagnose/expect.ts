import { formatAt } from '../ttrpc/at.ts';
import { factsOf, type Version, versions } from '../ttrpc/book.ts';
import type { Connection, Wiring } from '../ttrpc/connections.ts';
import { waits } from '../ttrpc/waits.ts';
import type { Step } from './types.ts';

/** The lines that the other end's dump would show, a step for each set of versions with the same lines. */
export function expectedLines(wiring: Wiring, connection: Connection): readonly Step[] {
  const circle = waits(wiring).find(
    ({ client, server }) => client === connection || server === connection,
  );
  if (!circle?.ask) return [];
  const byVersion = new Map<Version, string[]>();
  for (const { at, versions: having } of circle.lookFor)
    for (const version of having)
      byVersion.set(version, [...(byVersion.get(version) ?? []), formatAt(at)]);
  const byLines = new Map<string, Version[]>();
  for (const version of versions) {
    const lines = byVersion.get(version)?.join(', ');
    if (lines) byLines.set(lines, [...(byLines.get(lines) ?? []), version]);
  }
  return [...byLines].map(([lines, having]) => ({
    id: 'look-for',
    kind: 'look',
    values: {
      lines,
      side: circle.ask ?? '',
      versions: having.join(', '),
      containerd: having.map((version) => factsOf(version).containerd).join(', '),
    },
  }));
}
