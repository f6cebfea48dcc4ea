import type { Case } from './case.ts';
import type { Why } from './ids.ts';
import { APART } from './limits.ts';
import { say } from './say.ts';
import type { Confidence, Say, Values } from './types.ts';

/** How sure something is, and why. */
export interface Judgement {
  readonly confidence: Confidence;
  readonly why: Say<Why>;
}

export function judge(confidence: Confidence, why: Why, values: Values = {}): Judgement {
  return { confidence, why: say(why, values) };
}

/**
 * How sure it is that goroutines do not just pass where they stand: `likely` where time speaks for it, less
 * where part of the dump is missing. `minutes`: how long they have waited; `ids`: theirs, of which at least
 * `least` must stand unchanged in another dump of the process to count as having stayed.
 */
export function judgeAge(
  { mine, cut, others }: Case,
  minutes: number,
  ids: readonly number[],
  least: number = ids.length,
): Judgement {
  if (!mine.facts.timed) return judge('possible', 'no-states');
  const why = minutes >= 1 ? say('waited', { minutes }) : stayed(others, ids, least);
  if (!why) return judge('possible', 'moment');
  return cut ? judge('possible', 'cut') : { confidence: 'likely', why };
}

/** Another dump of the process in which they stand as they do here, or null. */
function stayed(
  others: Case['others'],
  ids: readonly number[],
  least: number,
): Say<'stayed' | 'stayed-untimed'> | null {
  if (ids.length === 0) return null;
  for (const { process, seconds, diff } of others) {
    if (process !== 'same' || (seconds !== null && seconds < APART)) continue;
    const still = new Set(diff().movement?.stayed);
    if (ids.filter((id) => still.has(id)).length < least) continue;
    return seconds === null
      ? say('stayed-untimed')
      : say('stayed', { seconds: Math.round(seconds) });
  }
  return null;
}
