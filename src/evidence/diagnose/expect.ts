import { formatAt } from '../ttrpc/at.ts';
import { factsOf, stacks, type Version, versions } from '../ttrpc/book.ts';
import { type CircleKind, circles, positionOf, type Side } from '../ttrpc/positions.ts';
import type { HalfKind } from './half.ts';
import type { Step } from './types.ts';

/** Which circles a half can be of: a server's lines do not tell which client it has. */
const CIRCLES: Readonly<Record<HalfKind, readonly CircleKind[]>> = {
  server: ['A-S1', 'C-S1'],
  'client-a': ['A-S1'],
  'client-c': ['C-S1'],
};

/** The lines that the other end's dump would show: a step for each set of versions with the same lines. */
export function expectedLines(kind: HalfKind): readonly Step[] {
  const side: Side = kind === 'server' ? 'client' : 'server';
  const byLines = new Map<string, Version[]>();
  for (const version of versions)
    for (const circle of CIRCLES[kind]) {
      const lines = circles[circle]
        .filter((id) => positionOf(id).side === side)
        .map((id) => stacks.find((one) => one.position === id && one.versions.includes(version)));
      const whole = lines.flatMap((stack) => (stack ? [formatAt(stack.names.at)] : []));
      if (whole.length < lines.length) continue;
      const key = whole.join(', ');
      byLines.set(key, [...(byLines.get(key) ?? []), version]);
    }
  return [...byLines].map(([lines, having]) => ({
    id: 'look-for',
    kind: 'look',
    values: {
      lines,
      versions: having.join(', '),
      containerd: having.map((version) => factsOf(version).containerd).join(', '),
    },
  }));
}
