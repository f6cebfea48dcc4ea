import { formatAt } from '../../evidence/ttrpc/at.ts';
import { type KnownStack, stacks, type Version } from '../../evidence/ttrpc/book.ts';
import type { PositionId } from '../../evidence/ttrpc/positions.ts';
import type { CompiledLine } from '../kernel/compiled.ts';
import type { KindName } from '../kernel/program.ts';

const known = new Map<string, KnownStack>();
for (const stack of stacks) {
  for (const version of stack.versions) {
    const key = `${version} ${stack.position}`;
    // The first row of a position is the one that short frames show.
    if (!known.has(key)) known.set(key, stack);
  }
}

/** The frames of ttrpc at a position in a version, or null where the book has none. */
export function stackAt(position: PositionId, version: Version): KnownStack | null {
  return known.get(`${version} ${position}`) ?? null;
}

/** `client.go:259`: the real line that a line of the model stands for, or null where it is not known. */
export function placeOf(line: Pick<CompiledLine, 'source'>, version: string): string | null {
  const { at, place } = line.source;
  const stack = at === null ? null : known.get(`${version} ${at}`);
  if (stack) return formatAt(stack.names.at);
  return place?.[version] ?? null;
}

/** Of two versions the one that a goroutine's side runs. */
export function versionOf<Version>(
  kind: KindName,
  { client, server }: { readonly client: Version; readonly server: Version },
): Version {
  return kind.startsWith('client.') ? client : server;
}

/** The version in the book that stands for a family, as it was captured: its lines are shown unless another is asked. */
export const standFor = {
  A: '1.0.1',
  B: '1.1.0',
  C: '1.2.2',
  D: '1.2.5',
  S1: '1.0.1',
  S2: '1.2.5',
} as const satisfies Readonly<Record<string, Version>>;
