/** What happens to the node: each function gives the state after it. */

import { hexOf, opened, pidsFrom } from './first.ts';
import { memoryNow } from './memory.ts';
import {
  BOOT,
  type Connection,
  type Container,
  type Entry,
  type GoalId,
  type Hang,
  type NodeState,
  type Pod,
  type Waiting,
} from './state.ts';

/** Seconds that a service takes to stop and start, and a pod to be made again. Chosen. */
const RESTART = 2;
const RECREATE = 4;
const MINUTE = 60;

/** Time passes, and the memory of each whole minute is noted. */
export function later(state: NodeState, seconds: number): NodeState {
  const end = state.time + seconds;
  let now = state;
  const points = [...state.memory];
  for (let minute = Math.floor(state.time / MINUTE) + 1; minute * MINUTE <= end; minute++) {
    now = measured({ ...now, time: minute * MINUTE });
    points.push(memoryNow(now));
  }
  return measured({ ...now, time: end, memory: points });
}

function measured(state: NodeState): NodeState {
  const { kubelet } = memoryNow(state);
  return { ...state, kubelet: { ...state.kubelet, peak: Math.max(kubelet, state.kubelet.peak) } };
}

export function noted(state: NodeState, ...entries: readonly Omit<Entry, 'at'>[]): NodeState {
  const at = state.time;
  return { ...state, journal: [...state.journal, ...entries.map((entry) => ({ ...entry, at }))] };
}

export function reached(state: NodeState, goal: GoalId): NodeState {
  return state.reached.includes(goal) ? state : { ...state, reached: [...state.reached, goal] };
}

/** Changes the connection of one container. */
export function withConnection(
  state: NodeState,
  id: string,
  change: (connection: Connection) => Connection,
): NodeState {
  const one = (container: Container): Container =>
    container.id === id ? { ...container, connection: change(container.connection) } : container;
  return {
    ...state,
    pods: state.pods.map((pod) => ({ ...pod, containers: pod.containers.map(one) })),
  };
}

/** A storm has hung a connection. */
export function hung(
  state: NodeState,
  id: string,
  hang: Hang,
  waiting: readonly Waiting[],
): NodeState {
  return withConnection(state, id, (connection) => ({ ...connection, hang, waiting }));
}

/** One more exec on a connection that hangs. */
export function joined(state: NodeState, id: string, one: Waiting): NodeState {
  return withConnection(state, id, (connection) => ({
    ...connection,
    waiting: [...connection.waiting, one],
  }));
}

/** containerd ends and starts again, as it is installed: every connection is a new one, and nothing hangs. Shims go on. */
export function containerdRestarted(state: NodeState): NodeState {
  const before = noted(
    state,
    { unit: 'systemd', pid: 1, text: 'Stopping containerd container runtime...' },
    { unit: 'systemd', pid: 1, text: 'containerd.service: Succeeded.' },
    { unit: 'systemd', pid: 1, text: 'Stopped containerd container runtime.' },
  );
  const now = later(before, RESTART);
  const { installed } = now.containerd;
  const pid = now.nextPid;
  const next: NodeState = {
    ...now,
    nextPid: pid + 13,
    containerd: { ...now.containerd, pid, started: now.time, running: installed },
    kubelet: { ...now.kubelet, own: 0 },
    pods: now.pods.map((pod) => ({
      ...pod,
      containers: pod.containers.map((one) => ({
        ...one,
        connection: opened(now.time, now.wmem),
      })),
    })),
  };
  return noted(
    next,
    {
      unit: 'containerd',
      pid,
      // Debian's build has the package's version in the place of the revision.
      text: logged(
        next,
        'info',
        'starting containerd',
        `revision=${installed}-1`,
        `version=${installed}`,
      ),
    },
    {
      unit: 'containerd',
      pid,
      text: logged(next, 'info', 'containerd successfully booted in 0.052s'),
    },
    { unit: 'systemd', pid: 1, text: 'Started containerd container runtime.' },
  );
}

/** kubelet ends and starts again: its calls are gone, in containerd too, whose callers leave with their context. */
export function kubeletRestarted(state: NodeState): NodeState {
  const now = later(
    noted(state, { unit: 'systemd', pid: 1, text: 'Stopped kubelet: The Kubernetes Node Agent.' }),
    RESTART,
  );
  const pid = now.nextPid;
  const next: NodeState = {
    ...now,
    nextPid: pid + 11,
    kubelet: { pid, started: now.time, peak: 0, own: 0 },
  };
  return noted(measured(next), {
    unit: 'systemd',
    pid: 1,
    text: 'Started kubelet: The Kubernetes Node Agent.',
  });
}

/** A shim died: its connections are closed, its containers ended, and kubelet makes the pod's containers again. */
export function shimDied(state: NodeState, pid: number): NodeState {
  const dead = state.pods.find(({ shim }) => shim.pid === pid);
  if (!dead) return state;
  const noticed = noted(state, {
    unit: 'containerd',
    pid: state.containerd.pid,
    text: logged(
      state,
      'warning',
      'cleaning up after shim disconnected',
      `id=${dead.containers[0]?.id}`,
      'namespace=k8s.io',
    ),
  });
  const now = later(noticed, RECREATE);
  const digits = hexOf(now.seed + pid);
  const next = pidsFrom(now.nextPid, 9);
  const made = (container: Container): Container => ({
    ...container,
    id: digits(64),
    pid: next(),
    started: now.time,
    connection: opened(now.time, now.wmem),
  });
  const again: Pod = {
    ...dead,
    restarts: dead.restarts + 1,
    shim: { pid: next(), started: now.time, release: now.containerd.installed },
    containers: dead.containers.map(made),
  };
  return {
    ...now,
    nextPid: next(),
    pods: now.pods.map((pod) => (pod === dead ? again : pod)),
  };
}

/** One line of logrus's text form, at the node's time. */
export function logged(
  state: NodeState,
  level: 'info' | 'warning' | 'error',
  message: string,
  ...fields: readonly string[]
): string {
  return [`time="${stamp(state.time)}" level=${level} msg="${message}"`, ...fields].join(' ');
}

/** RFC 3339 with nanoseconds, UTC, as containerd writes it. */
export function stamp(time: number): string {
  return dateOf(time).toISOString().replace('Z', '000000Z');
}

/** The moment of a time of the node. */
export function dateOf(time: number): Date {
  return new Date(BOOT + Math.round(time * 1000));
}
