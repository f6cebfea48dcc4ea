import { BOOT, type GoalId, type NodeView } from '../../shell/practice/state.ts';
import { spoken } from '../console/spoken.ts';
import type { Word } from '../contract.ts';
import { STEPS } from './hints.ts';
import { endedByItself, type Occasion, type Seat } from './seat.ts';

const MIB = 2 ** 20;

/** Bytes as whole MiB. */
export function mibOf(bytes: number): number {
  return Math.round(bytes / MIB);
}

/** `08:20` of a time of the node, seconds since its first moment; `11-10 08:20` from its second day on. */
export function minuteOf(time: number): string {
  const [date = '', clock = ''] = new Date(BOOT + time * 1000).toISOString().split('T');
  const minute = clock.slice(0, 5);
  return date === FIRST_DAY ? minute : `${date.slice(5)} ${minute}`;
}

const [FIRST_DAY] = new Date(BOOT).toISOString().split('T');

/** `08:20:31` of a time of the node; with its date from its second day on. */
export function clockOf(time: number): string {
  return `${minuteOf(time)}${new Date(BOOT + time * 1000).toISOString().slice(16, 19)}`;
}

/** The newest point of the memory curve. */
export function nowOf({ memory, time }: NodeView) {
  return memory.at(-1) ?? { time, kubelet: 0, containerd: 0 };
}

/** Steps of time that can be run ahead at once, seconds. */
export const JUMPS = [
  [60, 'practice-node.later.1m'],
  [600, 'practice-node.later.10m'],
  [1_800, 'practice-node.later.30m'],
  [28_800, 'practice-node.later.8h'],
] as const;

/** What is said in the live region: how the line ended or how much later it is, and what was reached by it. */
export function told(
  { data }: Pick<Seat, 'data'>,
  occasion: Occasion,
  reached: readonly GoalId[],
  word: Word,
): string {
  const texts: string[] = [];
  if (endedByItself(occasion)) texts.push(spoken(occasion.entry, word));
  if (occasion.kind === 'waits') texts.push(word('practice-node.waits'));
  if (occasion.kind === 'later') texts.push(laterInWords(data.view, word));
  if (occasion.kind === 'drill') texts.push(drillInWords(occasion, word));
  for (const goal of reached) {
    const n = STEPS.indexOf(goal) + 1;
    texts.push(word('practice-node.didReach', { n, found: word(`practice-node.found.${goal}`) }));
  }
  return texts.join(' ');
}

function drillInWords({ what, nothing }: Extract<Occasion, { kind: 'drill' }>, word: Word): string {
  if (what === 'begin') return word('practice-node.drill.didBegin');
  return word(nothing ? 'practice-node.drill.nothing' : 'practice-node.drill.did', { n: what });
}

function laterInWords(view: NodeView, word: Word): string {
  const { kubelet, containerd } = nowOf(view);
  return word('practice-node.didLater', {
    clock: view.clock.slice(11, 19),
    kubelet: mibOf(kubelet),
    containerd: mibOf(containerd),
  });
}

/** The node in a sentence, for the still's caption and screen readers. */
export function nodeInWords(view: NodeView, goals: boolean, word: Word): string {
  const { kubelet, containerd } = nowOf(view);
  const node = word('practice-node.describe', {
    date: view.clock.slice(0, 10),
    clock: view.clock.slice(11, 19),
    release: view.containerd,
    kubelet: mibOf(kubelet),
    containerd: mibOf(containerd),
  });
  if (!goals) return node;
  const steps = { n: view.reached.length, of: STEPS.length };
  return `${node} ${word('practice-node.describeSteps', steps)}`;
}
