import { frameText, type Group } from '../../goroutine/group.ts';
import { isStandard, packageOf } from '../../goroutine/package-name.ts';
import type { Stack } from '../../goroutine/types.ts';
import { type Judgement, judge } from '../age.ts';
import type { Beside, Case } from '../case.ts';
import { sizeOf } from '../facts.ts';
import { APART, MANY, MORE, SHARE, TIMES } from '../limits.ts';
import { baseName, first, proofOfGroup } from '../proof.ts';
import type { Evidence, Found, Rule } from '../rule.ts';
import { allOf, count, lost, say, some, step } from '../say.ts';
import type { Count } from '../types.ts';

/**
 * Goroutines of one stack, from one place, pile up, and no other rule knows why: a leak, or load. Two dumps of
 * the process tell; in one, only the age of most of them speaks for it.
 */
export const growthWithoutBlock: Rule = {
  id: 'growth-without-block',
  severity: 'warning',
  chapter: 'one-gigabyte',
  look(given, found) {
    const { mine, others } = given;
    const explained = new Set(found.flatMap(({ covers }) => covers.map(keyOf)));
    const group = mine.facts.groups.find(({ stack }) => !explained.has(keyOf(stack)));
    if (!group) return [];
    const before = others.find(({ order, process }) => order === 'earlier' && process === 'same');
    const growth = before ? grown(given, group, before) : large(given, group);
    return growth ? [evidence(given, group, growth, found)] : [];
  },
};

interface Growth extends Judgement {
  readonly counts: readonly Count[];
}

/** One dump: a single stack with most of the goroutines, most of which are older than any burst. */
function large({ mine: { facts }, cut }: Case, group: Group): Growth | null {
  const share = group.count / facts.dump.size;
  if (group.count < MANY || share < SHARE) return null;
  if (facts.timed && facts.aged([group], 1) < group.count * SHARE) return null;
  const why = !facts.timed ? 'no-states' : cut ? 'cut' : 'share';
  return { ...judge('possible', why, { percent: percent(share) }), counts: [] };
}

/** Two dumps: many more of one stack in the later. */
function grown({ mine: { facts }, cut }: Case, group: Group, before: Beside): Growth | null {
  const key = keyOf(group.stack);
  const were = before.facts.groups.filter(({ stack }) => keyOf(stack) === key);
  const was = sizeOf(were);
  if (group.count - was < MORE || group.count < was * TIMES) return null;
  const apart = before.seconds === null || before.seconds >= APART;
  const stays = stayed(before, were) || facts.aged([group], 1) >= MORE;
  const values = { before: was, after: group.count };
  const judgement = cut
    ? judge('possible', 'cut')
    : apart && stays
      ? judge('likely', 'grew-and-stayed', values)
      : judge('possible', 'grew', values);
  return { ...judgement, counts: [count('before', was)] };
}

/** Whether most of the earlier dump's goroutines of these groups are still there, unmoved. */
function stayed({ diff, process }: Beside, were: readonly Group[]): boolean {
  if (process !== 'same') return false;
  const still = new Set(diff().movement?.stayed);
  const ids = were.flatMap((group) => [...group.ids]);
  return ids.length > 0 && ids.filter((id) => still.has(id)).length > ids.length * SHARE;
}

function evidence(
  { mine, cut }: Case,
  group: Group,
  { counts, ...judgement }: Growth,
  found: readonly Found[],
): Evidence {
  const { facts } = mine;
  const { createdBy } = group.stack;
  const share = percent(group.count / facts.dump.size);
  return {
    subject: '',
    ...judgement,
    proof: [proofOfGroup(mine, group, { role: 'crowd', frame: first(isOwn) })],
    counts: [
      allOf(facts),
      count('share', group.count, { percent: share }),
      ...counts,
      ...some('aged', facts.aged([group], 1)),
    ],
    excludes: found.some(({ severity }) => severity === 'hang') ? [] : ['ttrpc-circle'],
    unknown: [say('growing'), ...lost(cut)],
    next: [
      step('take', 'take-again', { seconds: 600 }),
      ...(createdBy
        ? [
            step('look', 'look-created', {
              func: createdBy.func,
              at: `${baseName(createdBy.file)}:${createdBy.line}`,
            }),
          ]
        : []),
      step('take', 'take-heaps'),
    ],
    versions: null,
    covers: [group.stack],
  };
}

function percent(share: number): number {
  return Math.round(share * 100);
}

/** A frame outside the standard library: where the waiting was asked for. */
function isOwn({ func }: { readonly func: string }): boolean {
  const path = packageOf(func);
  return path !== '' && !isStandard(path);
}

/** What makes stacks of two dumps the same: their frames. Counts profiles print no creation site. */
function keyOf({ frames }: Stack): string {
  return frames.map(frameText).join('\n');
}
