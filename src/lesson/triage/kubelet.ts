import type { Chance } from './chance.ts';
import { Copies } from './copies.ts';
import type { Goroutine, Snapshot } from './goroutine.ts';
import { type KubeletStack, kubelet, perPod, perProbe } from './kubelet-stacks.ts';

/** kubelet at work: a list of stats may be under way, and has just been asked for. */
export function wellKubelet(chance: Chance, uptime: number): Snapshot {
  const calls = chance.whole(0, WELL_CALLS);
  return daemon(chance, uptime, 'rests', (of) => calling(chance, calls, of));
}
/** Fewer than make a crowd (evidence/diagnose/limits.ts). */
const WELL_CALLS = 6;

/** kubelet whose lists of stats do not come back: two scrapers ask on, and nothing ends a call. */
export function waitingKubelet(chance: Chance, uptime: number): Snapshot {
  const since = chance.whole(6, Math.min(uptime, 400));
  const calls = chance.size(14, 300);
  const [eviction] = kubelet.calls.slice(-1);
  return daemon(chance, uptime, 'waits', (of) => {
    const ages = Array.from({ length: calls - 1 }, () => chance.whole(0, since));
    const scraped = calling(chance, calls - 1, of).map((one, place) => ({
      ...one,
      minutes: ages.sort((a, b) => b - a)[place] ?? 0,
    }));
    return [...(eviction ? [{ ...eviction, minutes: since }] : []), ...scraped];
  });
}

/** So many calls of the scrapers, that of each in turn. */
function calling(
  chance: Chance,
  count: number,
  of: (stack: KubeletStack, minutes: number) => Goroutine,
): readonly Goroutine[] {
  const scrapers = kubelet.calls.slice(0, -1);
  return Array.from({ length: count }, () => of(chance.pick(scrapers), 0));
}

function daemon(
  chance: Chance,
  uptime: number,
  eviction: 'rests' | 'waits',
  calls: (of: (stack: KubeletStack, minutes: number) => Goroutine) => readonly Goroutine[],
): Snapshot {
  const copies = new Copies(chance, uptime);
  const of = (stack: KubeletStack, minutes = copies.age(stack.state)): Goroutine => ({
    ...stack,
    minutes,
  });
  const pods = chance.size(14, 110);
  const probes = chance.whole(0, pods * 2);
  const own = kubelet.resting.filter(({ state }) => eviction === 'rests' || state !== 'sleep');
  return {
    writer: { ...kubelet.writer, minutes: 0 },
    main: null,
    others: [
      ...own.map((stack) => of(stack)),
      ...chance.shuffled([
        ...Array.from({ length: pods }, () => of(perPod)),
        // A probe is asked every few seconds.
        ...Array.from({ length: probes }, () => of(perProbe, 0)),
      ]),
      ...calls(of),
    ],
  };
}
