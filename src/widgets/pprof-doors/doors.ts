/** What one can learn of a process. */
export type Fact =
  /** Which stacks allocated what is still in use, and how much. */
  | 'in-use'
  /** Where processor time goes. */
  | 'cpu'
  /** Which stacks made the process ask for another thread. */
  | 'threads'
  /** Where goroutines stand. */
  | 'stacks'
  /** How many stand in the same stack. */
  | 'counts'
  /** What each waits for, in words: `select`, `IO wait`. */
  | 'states'
  /** For how many minutes; a header names them from the first full one on. */
  | 'ages'
  /** In which order goroutines ran and woke one another. */
  | 'order';

/** A way in. `goroutine` is three: what comes out depends on debug=. */
export const DOORS = [
  'profile',
  'heap',
  'threadcreate',
  'goroutine-0',
  'goroutine-1',
  'goroutine-2',
  'trace',
  'signal',
] as const;
export type Door = (typeof DOORS)[number];

/** What comes out. */
export type Form = 'profile.proto' | 'text' | 'stacks' | 'trace';

interface Way {
  readonly form: Form;
  readonly gives: readonly Fact[];
  /** It takes time by design: so many seconds are watched by default. 0: one moment. */
  readonly seconds: number;
}

/**
 * What each door gives. Go: src/net/http/pprof/pprof.go and src/runtime/pprof/pprof.go (go1.19): `profile` watches 30 s,
 * `trace` 1 s; a goroutine profile of debug=0 and 1 counts stacks, only debug=2 prints each goroutine with its header.
 * The signal's dump is runtime.Stack, the same text (containerd@v1.4.12 runtime/v2/shim/shim.go:318-331).
 */
export const WAYS: Readonly<Record<Door, Way>> = {
  profile: { form: 'profile.proto', gives: ['cpu'], seconds: 30 },
  heap: { form: 'profile.proto', gives: ['in-use'], seconds: 0 },
  threadcreate: { form: 'profile.proto', gives: ['threads'], seconds: 0 },
  'goroutine-0': { form: 'profile.proto', gives: ['stacks', 'counts'], seconds: 0 },
  'goroutine-1': { form: 'text', gives: ['stacks', 'counts'], seconds: 0 },
  'goroutine-2': { form: 'stacks', gives: ['stacks', 'counts', 'states', 'ages'], seconds: 0 },
  trace: { form: 'trace', gives: ['order'], seconds: 1 },
  signal: { form: 'stacks', gives: ['stacks', 'counts', 'states', 'ages'], seconds: 0 },
};

export const PROCESSES = ['kubelet', 'containerd', 'shim'] as const;
export type Process = (typeof PROCESSES)[number];

/**
 * Which doors a process has.
 * - kubelet: kubernetes/kubernetes pkg/kubelet/server/server.go, pprofBasePath, on the port of its API. No dump on a signal.
 * - containerd: its debug socket (cmd/ctr/commands/pprof/pprof.go), and SIGUSR1.
 * - shim of 1.4: SIGUSR1 alone (runtime/v2/shim/shim_unix.go:48-50, shim.go:269-296 @v1.4.12).
 */
export function hasDoor(process: Process, door: Door): boolean {
  if (process === 'shim') return door === 'signal';
  return process === 'containerd' || door !== 'signal';
}

/** The command that asks, as one types it on the node. */
export function commandOf(process: Process, door: Door): string {
  if (!hasDoor(process, door)) return '';
  if (door === 'signal') {
    return process === 'shim'
      ? 'kill -USR1 $SHIM_PID; journalctl -u containerd --since -1min -o cat > shim.log'
      : 'kill -USR1 $(pidof containerd); journalctl -u containerd --since -1min -o cat > containerd.log';
  }
  const { name, query } = addressOf(door);
  const file = `${process}.${fileOf(door)}`;
  if (process === 'kubelet') {
    return `kubectl get --raw "/api/v1/nodes/$NODE/proxy/debug/pprof/${name}${query}" > ${file}`;
  }
  if (door === 'goroutine-2') return `ctr pprof goroutines > ${file}`;
  return name === 'goroutine'
    ? `curl -s --unix-socket /run/containerd/debug.sock "http://./debug/pprof/${name}${query}" > ${file}`
    : `ctr pprof ${name} > ${file}`;
}

function addressOf(door: Door): { readonly name: string; readonly query: string } {
  const [name = '', debug = '0'] = door.split('-');
  return { name, query: debug === '0' ? '' : `?debug=${debug}` };
}

function fileOf(door: Door): string {
  if (door === 'profile') return 'cpu.pb.gz';
  if (WAYS[door].form === 'profile.proto') return `${addressOf(door).name}.pb.gz`;
  return door === 'trace' ? 'trace' : `${addressOf(door).name}.txt`;
}

/** Seconds that a process is watched unless one asks otherwise: ctr has a default of its own for trace (5 s). */
export function secondsOf(process: Process, door: Door): number {
  return process === 'containerd' && door === 'trace' ? 5 : WAYS[door].seconds;
}

/** The program that reads what comes out. */
export function readerOf(form: Form): string {
  if (form === 'trace') return 'go tool trace';
  return form === 'profile.proto' ? 'go tool pprof' : 'less, grep';
}
