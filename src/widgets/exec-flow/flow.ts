/** How `kubectl exec` was asked for, and how many at once. */
export interface Exec {
  /** `-i`: standard input is passed on. */
  readonly stdin: boolean;
  /** `-t`: a terminal, and no stream of its own for stderr. */
  readonly tty: boolean;
  readonly execs: number;
}

/** A kind of goroutine that an exec keeps in containerd. */
export type Kind =
  | 'handler'
  | 'monitor'
  | 'serve'
  | 'worker'
  | 'drain'
  | 'fifo'
  | 'wait'
  | 'copy'
  | 'copied'
  | 'resize';

/** Calls to the shim, by their names in the service containerd.task.v2.Task. */
export type Rpc = 'State' | 'Exec' | 'Wait' | 'Start' | 'CloseIO' | 'Kill' | 'Delete';

export const STEPS = [
  'token',
  'serve',
  'streams',
  'exec',
  'wait',
  'start',
  'attach',
  'select',
  'delete',
] as const;
export type StepName = (typeof STEPS)[number];

interface Step {
  /** Where it stands: containerd/containerd@v1.4.12, the cri of that version at its old path. */
  readonly at: string;
  /** Goroutines that this step starts and that stay. */
  starts(exec: Exec): Partial<Record<Kind, number>>;
  /** Kinds that end with it. */
  readonly ends: readonly Kind[];
  calls(exec: Exec): readonly Rpc[];
}

const nothing = () => ({});
const none = () => [];

/** The streams of an exec's connection: one for errors always, and as httpstream.go:181-193 counts the others. */
export function streamsOf({ stdin, tty }: Exec): readonly string[] {
  return ['error', ...(stdin ? ['stdin'] : []), 'stdout', tty ? 'resize' : 'stderr'];
}

/** A stream for stdin, stdout and stderr, as far as there is one: as many fifos, and as many copies. */
function pipes({ stdin, tty }: Exec): number {
  return (stdin ? 1 : 0) + 1 + (tty ? 0 : 1);
}

/**
 * One exec in containerd, step by step. Sources, all @v1.4.12 under vendor/github.com/containerd/cri/pkg unless said:
 * the HTTP handler and the steps of execInternal: server/container_execsync.go; spdystream (connection.go:252, :305,
 * :311) and apimachinery's spdy/connection.go:68; fifo.go:88 and :103, two goroutines for each fifo until the shim has
 * opened it; exec_io.go:69, :107, :116, :120; process.go:152; the calls: process.go, task_opts.go:151,
 * services/tasks/local.go:585-596, :223-237, where every look at a process is a State of its own. A resize goroutine
 * starts with the streams (httpstream.go), another one after Start.
 */
export const FLOW: Readonly<Record<StepName, Step>> = {
  token: { at: 'streaming/server.go:196', starts: nothing, ends: [], calls: none },
  serve: {
    at: 'streaming/remotecommand/exec.go:60',
    starts: () => ({ handler: 1 }),
    ends: [],
    calls: none,
  },
  streams: {
    at: 'streaming/remotecommand/httpstream.go:198',
    starts: ({ tty }) => ({ monitor: 1, serve: 1, worker: 5, drain: 5, ...(tty && { resize: 1 }) }),
    ends: [],
    calls: none,
  },
  exec: {
    at: 'server/container_execsync.go:109',
    starts: (exec) => ({ fifo: 2 * pipes(exec) }),
    ends: [],
    calls: () => ['State', 'Exec'],
  },
  wait: {
    at: 'server/container_execsync.go:127',
    starts: () => ({ wait: 1 }),
    ends: [],
    calls: () => ['State', 'Wait'],
  },
  start: {
    at: 'server/container_execsync.go:131',
    starts: ({ tty }): Partial<Record<Kind, number>> => (tty ? { resize: 1 } : {}),
    ends: ['fifo'],
    calls: () => ['State', 'Start', 'State'],
  },
  attach: {
    at: 'server/container_execsync.go:141',
    starts: (exec) => ({ copy: pipes(exec), copied: 1 }),
    ends: [],
    calls: ({ stdin }) => (stdin ? ['State', 'CloseIO'] : []),
  },
  select: { at: 'server/container_execsync.go:159', starts: nothing, ends: [], calls: none },
  delete: {
    at: 'server/container_execsync.go:119-125',
    starts: nothing,
    ends: ['handler', 'monitor', 'serve', 'worker', 'drain', 'wait', 'copy', 'copied', 'resize'],
    calls: () => ['State', 'Wait', 'State', 'Kill', 'State', 'State', 'State', 'Delete'],
  },
};

/** Goroutines that one exec keeps in containerd once a step was reached, by kind; none that is 0. */
export function aliveAt(exec: Exec, step: StepName): ReadonlyMap<Kind, number> {
  const alive = new Map<Kind, number>();
  for (const name of STEPS.slice(0, STEPS.indexOf(step) + 1)) {
    for (const kind of FLOW[name].ends) alive.delete(kind);
    for (const [kind, count] of Object.entries(FLOW[name].starts(exec)) as [Kind, number][]) {
      alive.set(kind, (alive.get(kind) ?? 0) + count);
    }
  }
  return alive;
}

export function sum(alive: ReadonlyMap<Kind, number>): number {
  return [...alive.values()].reduce((total, count) => total + count, 0);
}

/** Calls that one exec has made on the container's connection, this step's included. */
export function callsUntil(exec: Exec, step: StepName): readonly Rpc[] {
  return STEPS.slice(0, STEPS.indexOf(step) + 1).flatMap((name) => FLOW[name].calls(exec));
}

/** All calls of one exec, from its beginning to its end. */
export function allCalls(exec: Exec): readonly Rpc[] {
  return callsUntil(exec, 'delete');
}

/**
 * Bytes that spdystream's header compressor holds for each exec from the streams on: after the first header was
 * written, and after one was read too. Measured: docker/spdystream as vendored in containerd v1.4.12, Go 1.19, 200
 * samples; spdy/types.go:264.
 */
export const SPDY_BYTES = { written: 815_641, read: 860_421 } as const;

/** Bytes of all execs together at a step: least and most. */
export function heldAt({ execs }: Exec, step: StepName): readonly [least: number, most: number] {
  const index = STEPS.indexOf(step);
  const holds = index >= STEPS.indexOf('streams') && step !== 'delete';
  return holds ? [execs * SPDY_BYTES.written, execs * SPDY_BYTES.read] : [0, 0];
}
