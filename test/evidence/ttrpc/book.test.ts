import { describe, expect, it } from 'vitest';
import { formatAt } from '../../../src/evidence/ttrpc/at.ts';
import { stacks, versions } from '../../../src/evidence/ttrpc/book.ts';
import { circles, positionOf, positions } from '../../../src/evidence/ttrpc/positions.ts';
import { hasShared, sharedJson } from './samples.ts';

describe('the book', () => {
  it('names each stack by one of its own frames, on the side of its position', () => {
    for (const stack of stacks) {
      expect(stack.frames).toContain(stack.names);
      expect(stack.names.at.file).not.toBe('channel.go');
      for (const version of stack.seen) expect(stack.versions).toContain(version);
    }
  });

  it('has a stack for every position, and a position for every step of a circle', () => {
    const used = new Set(stacks.map((stack) => stack.position));
    expect(positions.map((position) => position.id).filter((id) => !used.has(id))).toEqual([]);
    for (const step of Object.values(circles).flat())
      expect(positionOf(step).posture).toBe('circle');
  });

  it('says of no version that one line of one function is two places to stand, but for header and body', () => {
    for (const version of versions) {
      const found = new Map<string, string>();
      for (const { names, position, versions: having } of stacks) {
        if (!having.includes(version)) continue;
        const key = `${names.func} ${formatAt(names.at)}`;
        const other = found.get(key);
        if (other !== undefined && other !== position) {
          expect([other, position].sort()).toEqual([
            expect.stringMatching(/\.receiver\.body$/),
            expect.stringMatching(/\.receiver\.read$/),
          ]);
        }
        found.set(key, position);
      }
    }
  });
});

interface FactStack {
  readonly id: string;
  readonly frames: readonly { readonly func: string; readonly at: string }[];
  readonly createdBy: { readonly func: string; readonly at: string } | null;
}
type FactSide = Readonly<Record<string, readonly FactStack[] | string>>;

describe.skipIf(!hasShared)('the book against the shared facts', () => {
  /** services.go moved by one line between 1.0.1 and 1.1.0: captured dumps show it, the facts do not. */
  const corrected = (at: string): boolean => at.startsWith('services.go:');

  it('has every frame and every creation line of facts/frames.json, in its version', () => {
    const facts = sharedJson('facts/frames.json') as Record<'client' | 'server', FactSide>;
    const ours = new Set(
      stacks.flatMap((stack) =>
        stack.versions.flatMap((version) =>
          [...stack.frames, ...(stack.createdBy ? [stack.createdBy] : [])].map(
            ({ func, at }) => `${version} ${func} ${formatAt(at)}`,
          ),
        ),
      ),
    );
    const missing: string[] = [];
    for (const side of [facts.client, facts.server]) {
      for (const [tag, listed] of Object.entries(side)) {
        const list = typeof listed === 'string' ? side[listed.replace('same as ', '')] : listed;
        for (const stack of (list as readonly FactStack[]) ?? []) {
          for (const { func, at } of [
            ...stack.frames,
            ...(stack.createdBy ? [stack.createdBy] : []),
          ]) {
            const key = `${tag.slice(1)} ${func} ${at}`;
            if (/\.pb\.go|shim\.go/.test(at) || corrected(at)) continue;
            if (!ours.has(key)) missing.push(key);
          }
        }
      }
    }
    expect(missing).toEqual([]);
  });
});
