import { compareVersions } from '../../evidence/ttrpc/releases.ts';
import * as change from './changes.ts';
import { hexOf, opened, pidsFrom } from './first.ts';
import { processes } from './processes.ts';
import { programOf } from './programs.ts';
import { numberOf, type SignalName } from './signal-names.ts';
import type { Container, NodeState, Pod } from './state.ts';

/** Who writes the dumps that SIGUSR1 asks for: records of containerd's log, a line each. */
export interface Dumps {
  shimDump(state: NodeState, pod: Pod): string;
  containerdLog(state: NodeState): string;
}

/** What came of a signal. `error`: bash's words, or the node's own where it does not know what would follow. */
export interface Signalled {
  readonly state: NodeState;
  readonly error: string | null;
  readonly killed?: 'kubelet' | 'containerd' | 'shim' | 'container';
}

/** Signals that end a Go program which does not ask for them (go@1.16 src/os/signal/doc.go). USR1 and USR2 are caught, and nothing is done. */
const GO_ENDS: ReadonlySet<string> = new Set(['HUP', 'INT', 'TERM', 'KILL']);
/** And those that end it with a dump of its stacks on standard error, which this node does not write. */
const GO_DUMPS: ReadonlySet<string> = new Set(['QUIT', 'ILL', 'TRAP', 'ABRT', 'STKFLT', 'SYS']);
/** Signals that stop a process, or let it go on. */
const STOPS: ReadonlySet<string> = new Set(['STOP', 'TSTP', 'TTIN', 'TTOU']);

/**
 * The first release whose shim ends on SIGTERM and SIGINT: containerd#5828, for 1.5 as #6509 of February 2022, so 1.5.10
 * by the date of the releases; before, it takes them and does nothing (containerd@v1.4.11 runtime/v2/shim/shim_unix.go, handleSignals).
 */
const SHIM_HEEDS = '1.5.10';

/** What a signal does to a process of the node. `signal` may be `0`, which only asks whether the process is there. */
export function signalled(
  state: NodeState,
  pid: number,
  signal: SignalName | '0',
  dumps: Dumps,
): Signalled {
  const found = processes(state, []).find((one) => one.pid === pid);
  if (!found) return { state, error: 'No such process' };
  if (signal === '0') return { state, error: null };
  if (STOPS.has(signal)) return unknown(state, `SIG${signal} to a process of the node`);
  if (pid === state.kubelet.pid) return toKubelet(state, signal);
  if (pid === state.containerd.pid) return toContainerd(state, signal, dumps);
  for (const pod of state.pods) {
    if (pod.shim.pid === pid) return toShim(state, pod, signal, dumps);
    const container = pod.containers.find((one) => one.pid === pid);
    if (container) return toProgram(state, pod, container, signal);
  }
  return unknown(state, `a signal to ${found.comm}`);
}

function toKubelet(state: NodeState, signal: SignalName): Signalled {
  if (GO_DUMPS.has(signal)) return unknown(state, `SIG${signal} to kubelet`);
  if (!GO_ENDS.has(signal)) return { state, error: null };
  const next = change.kubeletRestarted(fell(state, 'kubelet', signal));
  return { state: next, error: null, killed: 'kubelet' };
}

function toContainerd(state: NodeState, signal: SignalName, dumps: Dumps): Signalled {
  if (signal === 'USR1') return { state: logged(state, dumps.containerdLog(state)), error: null };
  if (GO_DUMPS.has(signal)) return unknown(state, `SIG${signal} to containerd`);
  if (!GO_ENDS.has(signal)) return { state, error: null };
  const next = change.containerdRestarted(fell(state, 'containerd', signal));
  return { state: next, error: null, killed: 'containerd' };
}

function toShim(state: NodeState, pod: Pod, signal: SignalName, dumps: Dumps): Signalled {
  if (signal === 'USR1') {
    const hangs = pod.containers.some(({ connection }) => connection.hang !== null);
    const next = logged(state, dumps.shimDump(state, pod));
    return { state: hangs ? change.reached(next, 'shim') : next, error: null };
  }
  if (GO_DUMPS.has(signal)) return unknown(state, `SIG${signal} to a shim`);
  const heeds = compareVersions(pod.shim.release, SHIM_HEEDS) >= 0;
  const ends = ['KILL', 'HUP'].includes(signal) || (heeds && ['TERM', 'INT'].includes(signal));
  if (!ends) return { state, error: null };
  return { state: change.shimDied(state, pod.shim.pid), error: null, killed: 'shim' };
}

/**
 * A container's program ends, and kubelet makes the container again; a sandbox whose pause has ended is made again whole.
 * Where the container's connection hangs, containerd cannot take note of the end: that is not modelled.
 */
function toProgram(
  state: NodeState,
  pod: Pod,
  container: Container,
  signal: SignalName,
): Signalled {
  const { endsOnTerm, comm } = programOf(container.image);
  const ends = signal === 'KILL' || (endsOnTerm && ['TERM', 'INT', 'QUIT'].includes(signal));
  if (!ends) return { state, error: null };
  if (pod.containers.some(({ connection }) => connection.hang !== null)) {
    return unknown(state, `the end of ${comm} while its pod's connection hangs`);
  }
  const whole = container === pod.containers[0];
  const next = whole ? change.shimDied(state, pod.shim.pid) : containerEnded(state, container.id);
  return { state: next, error: null, killed: 'container' };
}

/** Seconds until kubelet sees that a container has ended, and makes it again. Chosen. */
const RECREATE = 2;

/** A container ended, and kubelet has made it again: another id, another process, another connection to the same shim. */
function containerEnded(state: NodeState, id: string): NodeState {
  const now = change.later(state, RECREATE);
  const digits = hexOf(now.seed + now.nextPid);
  const next = pidsFrom(now.nextPid, 9);
  const again = (one: Container): Container =>
    one.id === id
      ? {
          ...one,
          id: digits(64),
          pid: next(),
          started: now.time,
          connection: opened(now.time, now.wmem),
        }
      : one;
  const pods = now.pods.map((pod) =>
    pod.containers.some((one) => one.id === id)
      ? { ...pod, restarts: pod.restarts + 1, containers: pod.containers.map(again) }
      : pod,
  );
  return { ...now, pods, nextPid: next() };
}

/** containerd writes records to its standard error, of which journald makes entries. */
function logged(state: NodeState, records: string): NodeState {
  const { pid } = state.containerd;
  const lines = records.split('\n').filter((line) => line !== '');
  return change.noted(state, ...lines.map((text) => ({ unit: 'containerd' as const, pid, text })));
}

/** What systemd says when a service ends and nobody asked it to end it: Restart=always starts it again. */
function fell(state: NodeState, name: 'kubelet' | 'containerd', signal: SignalName): NodeState {
  const say = (text: string) => ({ unit: 'systemd' as const, pid: 1, text });
  // TERM and INT are handled, and the program ends of itself; HUP and KILL end it.
  if (signal === 'TERM' || signal === 'INT')
    return change.noted(state, say(`${name}.service: Succeeded.`));
  return change.noted(
    state,
    say(`${name}.service: Main process exited, code=killed, status=${numberOf(signal)}/${signal}`),
    say(`${name}.service: Failed with result 'signal'.`),
    say(`${name}.service: Scheduled restart job, restart counter is at 1.`),
  );
}

function unknown(state: NodeState, what: string): Signalled {
  return { state, error: `(the practice node does not know what follows from ${what})` };
}
