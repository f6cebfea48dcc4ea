import { compareVersions } from '../../../evidence/ttrpc/releases.ts';
import { kubeletRestarted, later, shimDied } from '../changes.ts';
import { stormed } from '../exec-storm.ts';
import { hexOf, opened, pidsFrom, TARGET } from '../first.ts';
import { podStarted } from '../journal/before.ts';
import { hungSince } from '../memory.ts';
import { EVENTS, type EventId, type NodeState, type Pod } from '../state.ts';
import { asRoot, broadcast } from './colleague.ts';

/** What came of an event: the node after it, and what stands in every terminal, empty for nothing. */
export interface Happened {
  readonly state: NodeState;
  readonly said: string;
}

/** An event happens to a node; null where it would change nothing any more. */
type Happens = (state: NodeState) => Happened | null;

/** Execs that a monitoring agent starts at once: too few to make a connection hang that has the usual room. */
export const AGENT_EXECS = 40;
/** net.core.wmem_default after the colleague has helped, bytes: 1 MiB. */
export const MORE_ROOM = 1_048_576;
/** The release that the colleague installs: the first with ttrpc 1.1.0. */
export const REPAIRED = '1.5.8';
/** The second pod of the same ReplicaSet. */
export const REPLICA = 'test-74cf75b654-p8wzn';
const REPLICA_IP = '10.244.1.9';

const HAPPEN: Readonly<Record<EventId, Happens>> = {
  'kubelet-restarted': (state) =>
    silent(asRoot(state, '/usr/bin/systemctl restart kubelet', kubeletRestarted)),

  'more-execs': (state) => {
    const id = target(state)?.containers[1]?.id;
    if (id === undefined) return null;
    return silent(stormed(state, id, Array(AGENT_EXECS).fill('spdy')).state);
  },

  replica: (state) => {
    const first = target(state);
    if (!first || state.pods.some(({ name }) => name === REPLICA)) return null;
    return silent(withReplica(state, first));
  },

  'delete-asked': (state) =>
    hungSince(state) === null ? null : { state, said: broadcast(state, ASKED) },

  'journal-emptied': (state) => ({
    state: asRoot(state, '/usr/bin/journalctl --rotate --vacuum-time=1s', emptied),
    said: broadcast(state, 'The disk was nearly full, I threw the old logs away.'),
  }),

  'buffer-raised': (state) => {
    if (state.wmem >= MORE_ROOM) return null;
    const command = `/usr/sbin/sysctl -w net.core.wmem_default=${MORE_ROOM}`;
    return {
      state: asRoot(state, command, (now) => ({ ...now, wmem: MORE_ROOM })),
      said: broadcast(
        state,
        'The socket buffers were too small. net.core.wmem_default is 1 MiB now.',
      ),
    };
  },

  'package-upgraded': (state) => {
    if (compareVersions(state.containerd.installed, REPAIRED) >= 0) return null;
    const command = `/usr/bin/apt-get install -y containerd=${REPAIRED}-1`;
    return {
      state: asRoot(state, command, (now) => ({
        ...now,
        updated: true,
        containerd: { ...now.containerd, installed: REPAIRED },
      })),
      said: broadcast(state, `Known bug. I installed containerd ${REPAIRED}, that fixes it.`),
    };
  },

  'shim-killed': (state) => {
    const pid = target(state)?.shim.pid;
    if (pid === undefined) return null;
    return silent(asRoot(state, `/usr/bin/kill -9 ${pid}`, (now) => shimDied(now, pid)));
  },
};

const ASKED = `${TARGET} is stuck. I will kill it in five minutes,\nthe deployment makes a new one. Shout if not.`;

/** Lets an event happen by its number, from 1. Null where there is none of that number, or it would change nothing. */
export function happen(state: NodeState, number: number): (Happened & { id: EventId }) | null {
  const id = EVENTS[number - 1];
  const happened = id === undefined ? null : HAPPEN[id](state);
  return id === undefined || happened === null ? null : { ...happened, id };
}

function silent(state: NodeState): Happened {
  return { state, said: '' };
}

/** The pod that the storm went to. */
export function target({ pods }: NodeState): Pod | undefined {
  return pods.find(({ name }) => name === TARGET);
}

/** journald begins a new file, and every older one is deleted; what is written from now on stays. */
function emptied(state: NodeState): NodeState {
  const now = later(state, 1);
  return { ...now, journal: [], journalFrom: now.time };
}

/** Seconds until a pod runs. Chosen, as that of a pod that is made again (changes.ts). */
const CREATE = 4;

/** The deployment has one pod more: the same image, another shim, connections of its own. */
function withReplica(state: NodeState, first: Pod): NodeState {
  const now = later(state, CREATE);
  const digits = hexOf(now.seed + now.nextPid);
  const pid = pidsFrom(now.nextPid, 9);
  const pod: Pod = {
    namespace: first.namespace,
    name: REPLICA,
    uid: [8, 4, 4, 4, 12].map(digits).join('-'),
    ip: REPLICA_IP,
    shim: { pid: pid(), started: now.time, release: now.containerd.installed },
    containers: first.containers.map(({ name, image }) => ({
      id: digits(64),
      name,
      image,
      pid: pid(),
      started: now.time,
      connection: opened(now.time, now.wmem),
    })),
    restarts: 0,
  };
  const running: NodeState = { ...now, nextPid: pid(), pods: [...now.pods, pod] };
  const entries = podStarted(pod, running);
  // What is said of its start was said while it started, and nothing is written ahead of the clock.
  const done = later(running, 1);
  return { ...done, journal: [...done.journal, ...entries] };
}
