import { execPaths } from './exec-paths.ts';
import { type Parked, type Place, place } from './stacks.ts';

/**
 * What an exec over SPDY keeps in containerd beside its call to the shim, from the sources: which goroutines, by the
 * inventory of the kit's facts (section 7, containerd v1.4.12). Functions and lines: docker/spdystream connection.go
 * and priority.go as vendored there, containerd/fifo fifo.go, the CRI plugin's server and streaming; what lies under
 * them in Go is as in the captured dumps of 1.4.11. Places whose lines are not known are left out.
 */
const GO = '/usr/lib/go-1.15/src';
const VENDOR = 'github.com/containerd/containerd/vendor';

/** Below everything that an HTTP request runs: captured in containerd-1.4.11/idle (Go 1.15). */
const HTTP: readonly Place[] = [
  place(`net/http.serverHandler.ServeHTTP ${GO}/net/http/server.go:2843`),
  place(`net/http.(*conn).serve ${GO}/net/http/server.go:1925`),
];
const ACCEPTED = place(`net/http.(*Server).Serve ${GO}/net/http/server.go:2969`);

/** A read of a connection: captured in containerd-1.4.11/pod-deadlock. */
const READ: readonly Place[] = [
  place(`internal/poll.runtime_pollWait ${GO}/runtime/netpoll.go:222`),
  place(`internal/poll.(*pollDesc).wait ${GO}/internal/poll/fd_poll_runtime.go:87`),
  place(`internal/poll.(*pollDesc).waitRead ${GO}/internal/poll/fd_poll_runtime.go:92`),
  place(`internal/poll.(*FD).Read ${GO}/internal/poll/fd_unix.go:159`),
  place(`net.(*netFD).Read ${GO}/net/fd_posix.go:55`),
  place(`net.(*conn).Read ${GO}/net/net.go:182`),
];

/** Goroutines of spdystream, the framer's and the workers', and of the fifos: how many of each kind an exec has. */
export const PER_EXEC = { monitor: 1, serve: 1, worker: 5, drain: 5, fifo: 3 } as const;

/** The step of execInternal that makes a call: container_execsync.go. State is asked for by each step. */
const STEPS: Readonly<Record<string, number>> = {
  State: 109,
  Exec: 109,
  Start: 131,
  CloseIO: 159,
  Delete: 122,
};

/** Calls that an exec's HTTP handler makes itself. */
export function isExecCall(rpc: string): boolean {
  return Object.hasOwn(STEPS, rpc);
}

/** Below a call of an exec over SPDY: the HTTP handler that runs it, from the step of execInternal down. */
export function handlerBelow(
  rpc: string,
  release: string,
): { readonly frames: readonly Place[]; readonly createdBy: Place } {
  const { cri } = execPaths(release);
  const step = STEPS[rpc];
  if (step === undefined) throw new RangeError(`no call of an exec: ${rpc}`);
  return {
    frames: [
      place(`${cri}/server.(*criService).execInternal ${cri}/server/container_execsync.go:${step}`),
      place(`${cri}/server.(*streamRuntime).Exec ${cri}/server/streaming.go:130`),
      place(`${cri}/streaming/remotecommand.ServeExec ${cri}/streaming/remotecommand/exec.go:68`),
      ...HTTP,
    ],
    createdBy: ACCEPTED,
  };
}

/** The goroutines of one exec beside its handler. `fifos`: those of its three fifos too, which are opened at Start. */
export function besideHandler(release: string, fifos: boolean): readonly Parked[] {
  const { spdystream } = execPaths(release);
  const connection = `${spdystream}/connection.go`;
  const apimachinery = `${VENDOR}/k8s.io/apimachinery/pkg/util/httpstream/spdy`;
  const serving = place(`${spdystream}.(*Connection).Serve ${connection}:305`);
  const monitor: Parked = {
    state: 'select',
    frames: [place(`${spdystream}.(*idleAwareFramer).monitor ${connection}:61`)],
    createdBy: place(`${spdystream}.NewConnection ${connection}:252`),
  };
  const serve: Parked = {
    state: 'IO wait',
    frames: [
      ...READ,
      place(`${spdystream}.(*idleAwareFramer).ReadFrame ${connection}:151`),
      place(`${spdystream}.(*Connection).Serve ${connection}:325`),
    ],
    createdBy: place(`${apimachinery}.newConnection ${apimachinery}/connection.go:68`),
  };
  const drain: Parked = {
    state: 'chan receive',
    frames: [place(`${spdystream}.(*Connection).Serve.func1 ${connection}:306`)],
    createdBy: serving,
  };
  const worker: Parked = {
    state: 'sync.Cond.Wait',
    frames: [
      place(`sync.(*Cond).Wait ${GO}/sync/cond.go:56`),
      place(`${spdystream}.(*PriorityFrameQueue).Pop ${spdystream}/priority.go:86`),
      place(`${spdystream}.(*Connection).frameHandler ${connection}:398`),
      place(`${spdystream}.(*Connection).Serve.func2 ${connection}:315`),
    ],
    createdBy: { ...serving, line: 311 },
  };
  return [
    ...times(PER_EXEC.monitor, [monitor]),
    ...times(PER_EXEC.serve, [serve]),
    ...times(PER_EXEC.worker, [drain, worker]),
    ...(fifos ? times(PER_EXEC.fifo, openers()) : []),
  ];
}

/** Who opens a fifo: one waits for the other, which is in open(2) until the shim opens the other end. */
function openers(): readonly Parked[] {
  const fifo = `${VENDOR}/github.com/containerd/fifo`;
  const created = place(`${fifo}.OpenFifo ${fifo}/fifo.go:88`);
  return [
    {
      state: 'select',
      frames: [place(`${fifo}.OpenFifo.func1 ${fifo}/fifo.go:92`)],
      createdBy: created,
    },
    {
      state: 'syscall',
      frames: [
        place(`syscall.Syscall6 ${GO}/syscall/asm_linux_amd64.s:41`),
        place(`${fifo}.OpenFifo.func2 ${fifo}/fifo.go:110`),
      ],
      createdBy: { ...created, line: 103 },
    },
  ];
}

function times(count: number, goroutines: readonly Parked[]): readonly Parked[] {
  return Array.from({ length: count }, () => goroutines).flat();
}
