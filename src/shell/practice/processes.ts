import { BOOTED } from './machine.ts';
import { memoryNow } from './memory.ts';
import { programOf } from './programs.ts';
import type { NodeState, Pod } from './state.ts';

/** A process as ps(1) knows it. */
export interface Process {
  readonly pid: number;
  readonly ppid: number;
  readonly user: string;
  /** Seconds of the node's time. */
  readonly started: number;
  /** Name of the program, at most 15 characters, as the kernel keeps it. */
  readonly comm: string;
  /** The whole command line. */
  readonly args: string;
  /** Resident and virtual size, bytes. */
  readonly rss: number;
  readonly vsz: number;
  /** Of the resident size what it has in common with files on the disk, bytes: SHR of top(1). It does not grow with a heap. */
  readonly shared: number;
  readonly threads: number;
  /** `S` sleeps, `R` runs. */
  readonly state: 'S' | 'R';
  readonly tty: string;
  /** Leads its session (`s` of STAT). */
  readonly leader: boolean;
  /** Processor time it has used, seconds. */
  readonly cpu: number;
}

/** A command of the reader that waits: `kubectl exec` of the script, `crictl stats`. */
export interface Client {
  readonly pid: number;
  readonly command: string;
  /** Seconds of the node's time. */
  readonly since: number;
}

const KIB = 1024;
/** Shared part of an ordinary process's resident size, and of the two that grow, KiB. Chosen. */
const SHARED = 0.68;
const CONTAINERD_SHARED = 22_264;
const KUBELET_SHARED = 61_276;
const MIB = 1024 * KIB;

export const CONTAINERD_ARGS = '/usr/bin/containerd';
export const KUBELET_ARGS =
  '/usr/bin/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf ' +
  '--kubeconfig=/etc/kubernetes/kubelet.conf --config=/var/lib/kubelet/config.yaml --container-runtime=remote ' +
  '--container-runtime-endpoint=unix:///run/containerd/containerd.sock --pod-infra-container-image=k8s.gcr.io/pause:3.5';

/** Resident size of a shim at rest: VmRSS and Threads of evidence containerd-1.4.11/idle/shim.status. */
const SHIM_RSS = 10_552 * KIB;
const SHIM_THREADS = 11;

export const SSHD = 702;
export const SESSION = 31_402;
export const SHELL = 31_418;
/** The reader logged in so many seconds before the first moment. */
const LOGIN = -95;

const FIXED: readonly Process[] = [
  daemon(1, 'systemd', '/sbin/init', 10_312, 163_952, 0.00009),
  daemon(287, 'systemd-journal', '/lib/systemd/systemd-journald', 41_204, 96_744, 0.00035),
  daemon(318, 'systemd-udevd', '/lib/systemd/systemd-udevd', 5_568, 22_312, 0.00001),
  {
    ...daemon(
      604,
      'dbus-daemon',
      '/usr/bin/dbus-daemon --system --address=systemd: --nofork --nopidfile --systemd-activation --syslog-only',
      4_472,
      8_264,
      0.00002,
    ),
    user: 'message+',
  },
  daemon(
    SSHD,
    'sshd',
    'sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups',
    7_364,
    13_292,
    0.000004,
  ),
  {
    ...daemon(SESSION, 'sshd', 'sshd: root@pts/0', 8_824, 14_600, 0.0002),
    ppid: SSHD,
    started: LOGIN,
  },
  {
    ...daemon(SHELL, 'bash', '-bash', 4_976, 7_984, 0.0004),
    ppid: SESSION,
    started: LOGIN,
    tty: 'pts/0',
  },
];

/**
 * What runs on the node, by pid. `clients` are the reader's own commands that wait. Sizes of containerd and kubelet follow the
 * calls and execs that they hold (memory.ts); those of the rest are chosen, but for the shims, which are measured.
 */
export function processes(
  state: NodeState,
  clients: readonly Client[],
  self?: Pick<Process, 'comm' | 'args'>,
): Process[] {
  const all = [
    ...FIXED,
    ...daemons(state),
    ...state.pods.flatMap(podProcesses),
    ...clients.map(clientProcess),
    ...(self ? [itself(state, clients, self)] : []),
  ];
  const aged = ({ started, cpu, ...rest }: Process): Process => ({
    ...rest,
    started,
    cpu: cpu * Math.max(0, state.time - started),
  });
  return all.map(aged).sort((a, b) => a.pid - b.pid);
}

function daemons(state: NodeState): Process[] {
  const { kubelet, containerd } = memoryNow(state);
  const grown = ({ args, ...of }: { args: string; comm: string; rss: number; rest: number }) => ({
    ...daemon(0, of.comm, args, of.rss / KIB, (of.rest + of.rss) / KIB, 0),
  });
  return [
    {
      ...grown({ comm: 'containerd', args: CONTAINERD_ARGS, rss: containerd, rest: 1_340 * MIB }),
      pid: state.containerd.pid,
      started: state.containerd.started,
      shared: CONTAINERD_SHARED * KIB,
      threads: 24,
      cpu: 0.0062,
    },
    {
      ...grown({ comm: 'kubelet', args: KUBELET_ARGS, rss: kubelet, rest: 1_790 * MIB }),
      pid: state.kubelet.pid,
      started: state.kubelet.started,
      shared: KUBELET_SHARED * KIB,
      threads: 17,
      cpu: 0.0187,
    },
  ];
}

function podProcesses({ shim, containers }: Pod): Process[] {
  const sandbox = containers[0]?.id ?? '';
  return [
    {
      ...daemon(
        shim.pid,
        'containerd-shim',
        `/usr/bin/containerd-shim-runc-v2 -namespace k8s.io -id ${sandbox} -address /run/containerd/containerd.sock`,
        SHIM_RSS / KIB,
        112_632,
        0.00021,
      ),
      started: shim.started,
      threads: SHIM_THREADS,
    },
    ...containers.map(({ pid, started, image }): Process => {
      const { comm, args, user, rss, vsz, threads, cpu } = programOf(image);
      return { ...daemon(pid, comm, args, rss, vsz, cpu), ppid: shim.pid, started, user, threads };
    }),
  ];
}

/** A client of the reader: kubectl and crictl are Go programs of some size. */
function clientProcess({ pid, command, since }: Client): Process {
  const name = command.trim().split(/\s+/)[0]?.split('/').at(-1) ?? 'bash';
  const big = name === 'kubectl' ? 41_320 : 24_908;
  return {
    ...daemon(pid, name.slice(0, 15), command, big, 746_780, 0),
    ppid: SHELL,
    started: since,
    tty: 'pts/0',
    leader: false,
    threads: 9,
  };
}

/** The command that looks: it sees itself as any other, with the next pid. */
function itself(
  state: NodeState,
  clients: readonly Client[],
  { comm, args }: Pick<Process, 'comm' | 'args'>,
): Process {
  const pid = Math.max(state.nextPid, ...clients.map((one) => one.pid + 1));
  return {
    ...daemon(pid, comm, args, 3_180, 9_700, 0),
    ppid: SHELL,
    started: state.time,
    tty: 'pts/0',
    leader: false,
    state: 'R',
  };
}

/** A process of root's with no terminal that sleeps and leads its session. Sizes in KiB; `share` of one processor. */
function daemon(
  pid: number,
  comm: string,
  args: string,
  rss: number,
  vsz: number,
  share: number,
): Process {
  return {
    pid,
    ppid: pid === 1 ? 0 : 1,
    user: 'root',
    started: BOOTED,
    comm,
    args,
    rss: rss * KIB,
    vsz: vsz * KIB,
    shared: rss * KIB * SHARED,
    threads: 1,
    state: 'S',
    tty: '?',
    leader: true,
    cpu: share,
  };
}
