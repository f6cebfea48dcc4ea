import { Chance } from './chance.ts';
import {
  pressedContainerd,
  stuckContainerd,
  unansweredContainerd,
  wellContainerd,
} from './containerd.ts';
import type { Snapshot } from './goroutine.ts';
import { waitingKubelet, wellKubelet } from './kubelet.ts';
import { dumpOf, handedOver, type Process } from './print.ts';
import { CASES } from './seed.ts';
import { crowdedShim, lockedShim, pressedShim, stuckShim, wellShim } from './shim.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

/** A dump to judge. What it is stands nowhere: the rules find it, or the reader. */
export interface Case {
  /** From 0, in the order of the desk. */
  readonly place: number;
  readonly process: Process;
  /** Its name as a file. */
  readonly name: string;
  readonly text: string;
}

type Way = (chance: Chance, uptime: number) => Snapshot;

/** How a dump of each kind can come about. */
const WAYS: Readonly<Record<Verdict, readonly (readonly [Process, Way])[]>> = {
  healthy: [
    ['shim', wellShim],
    ['containerd', wellContainerd],
    ['kubelet', wellKubelet],
  ],
  'look-alike': [
    ['shim', lockedShim],
    ['shim', pressedShim],
    ['containerd', pressedContainerd],
  ],
  'this-hang': [
    ['shim', stuckShim],
    ['containerd', stuckContainerd],
  ],
  'other-leak': [
    ['shim', crowdedShim],
    ['containerd', unansweredContainerd],
    ['kubelet', waitingKubelet],
  ],
};

/** Which kind of dump stands where, for a test to set beside the rules. Nothing that judges an answer asks it. */
export function plannedKinds(seed: number): readonly Verdict[] {
  return planOf(seed).map(({ kind }) => kind);
}

/** The four unseen dumps of a seed, 1 to LARGEST_SEED: the same ones for ever. */
export function casesOf(seed: number): readonly Case[] {
  return planOf(seed).map((planned, place) => caseOf(seed, place, planned));
}

interface Planned {
  readonly kind: Verdict;
  readonly process: Process;
  readonly way: Way;
  /** Seed of everything else in it. */
  readonly own: number;
}

function planOf(seed: number): readonly Planned[] {
  const chance = new Chance(seed);
  return chance.shuffled(VERDICTS).map((kind) => {
    const [process, way] = chance.pick(WAYS[kind]);
    return { kind, process, way, own: chance.seed() };
  });
}

/** The first moment a dump may be of, and within how many days of it. */
const FIRST = Date.parse('2021-11-01T00:00:00Z');
const DAYS = 60;
const DAY = 86_400_000;

function caseOf(seed: number, place: number, { process, way, own }: Planned): Case {
  const chance = new Chance(own);
  const snapshot = way(chance, chance.size(420, 20_000));
  const origin = `made for the triage drill of Stuck in Send, not captured: seed ${seed}, dump ${place + 1} of ${CASES}, a ${process}; ${MADE_OF[process]}`;
  const time = FIRST + chance.whole(0, DAYS * DAY);
  const name = `${seed}-${place + 1}-${process}.${process === 'kubelet' ? 'txt' : 'log'}`;
  const text = handedOver(dumpOf(snapshot, chance), { process, origin, time }, chance);
  return { place, process, name, text };
}

const FROM_CAPTURES =
  "stacks of a captured containerd 1.4.11 and its shim, connections of ttrpc 1.0.1 by the kit's model";

/** Said of every dump of that process, whatever is in it. */
const MADE_OF: Readonly<Record<Process, string>> = {
  shim: FROM_CAPTURES,
  containerd: FROM_CAPTURES,
  kubelet:
    'stacks from the sources of Kubernetes 1.22, none captured; a line that is not known is 0',
};
