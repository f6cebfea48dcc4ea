import { processAt } from '../../model/dump/ends.ts';
import { dumpLog, quote } from '../../model/dump/log.ts';
import type { DumpedProcess, LogFields } from '../../model/dump/process.ts';
import { dumpText } from '../../model/dump/text.ts';
import { stamp } from './changes.ts';
import { dumpablesOf } from './connections.ts';
import { besideHandler, handlerBelow, isExecCall } from './exec-stacks.ts';
import { builtOf } from './families.ts';
import { connectionsOf, hungSince } from './memory.ts';
import { type Parked, place, printed, standing } from './stacks.ts';
import type { NodeState, Pod } from './state.ts';

/** The phase of an exec's calls in which its process is started (model/simulate/storm.ts): until then its fifos wait to be opened. */
const STARTING = 1;

/**
 * The shim's goroutines as containerd's log has them after SIGUSR1 to the shim: a record that says that the model made
 * them, then the dump as one record. The pod's connections, the pause container's first.
 */
export function shimDump(state: NodeState, pod: Pod): string {
  const [sandbox] = pod.containers;
  const all = dumpablesOf(state).filter((one) => one.pod === pod);
  const since = all.flatMap(({ container }) => container.connection.hang ?? []);
  const dumped = dumpLog(
    processAt(
      'shim',
      all.map((one) => one.dumped),
      {
        version: builtOf(pod.shim.release).serverVersion,
        minutes: minutesSince(
          state,
          since.length > 0 ? Math.min(...since.map(({ at }) => at)) : null,
        ),
        log: {
          time: stamp(state.time),
          namespace: 'k8s.io',
          path: `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${sandbox?.id ?? ''}`,
          pid: pod.shim.pid,
        },
      },
    ),
  );
  return textOf(dumped);
}

/**
 * containerd's goroutines as debug=2 prints them: those of ttrpc's clients and their callers, and what each exec over
 * SPDY has beside its call. Nothing in this form can say that the model made it.
 */
export function containerdDump(state: NodeState): string {
  const [first = '', ...others] = goroutinesOf(state);
  const id = Number(/^goroutine (\d+)/.exec(first)?.[1]);
  return [printed(id === 1 ? UNUSED : id, WRITER), ...others].join('\n\n');
}

/** An id below those that the model gives (model/dump/around.ts, IDS). */
const UNUSED = 17;

/** The goroutine that Go starts containerd with: it waits for the signals' handler (the same evidence). */
const MAIN: Parked = {
  state: 'chan receive',
  frames: [
    'github.com/containerd/containerd/cmd/containerd/command.App.func1 github.com/containerd/containerd/cmd/containerd/command/main.go:235',
    'github.com/containerd/containerd/vendor/github.com/urfave/cli.HandleAction github.com/containerd/containerd/vendor/github.com/urfave/cli/app.go:523',
    'github.com/containerd/containerd/vendor/github.com/urfave/cli.(*App).Run github.com/containerd/containerd/vendor/github.com/urfave/cli/app.go:285',
    'main.main github.com/containerd/containerd/cmd/containerd/main.go:33',
  ].map(place),
  createdBy: null,
};

/** Who writes debug=2: the handler of the request (evidence containerd-1.4.11/idle/containerd.ctr-pprof-goroutines.txt). */
const WRITER: Parked = {
  state: 'running',
  frames: [
    'runtime/pprof.writeGoroutineStacks /usr/lib/go-1.15/src/runtime/pprof/pprof.go:693',
    'runtime/pprof.writeGoroutine /usr/lib/go-1.15/src/runtime/pprof/pprof.go:682',
    'runtime/pprof.(*Profile).WriteTo /usr/lib/go-1.15/src/runtime/pprof/pprof.go:331',
    'net/http/pprof.handler.ServeHTTP /usr/lib/go-1.15/src/net/http/pprof/pprof.go:256',
    'net/http/pprof.Index /usr/lib/go-1.15/src/net/http/pprof/pprof.go:367',
    'net/http.HandlerFunc.ServeHTTP /usr/lib/go-1.15/src/net/http/server.go:2042',
    'net/http.(*ServeMux).ServeHTTP /usr/lib/go-1.15/src/net/http/server.go:2417',
    'net/http.serverHandler.ServeHTTP /usr/lib/go-1.15/src/net/http/server.go:2843',
    'net/http.(*conn).serve /usr/lib/go-1.15/src/net/http/server.go:1925',
  ].map(place),
  createdBy: place('net/http.(*Server).Serve /usr/lib/go-1.15/src/net/http/server.go:2969'),
};

/** containerd's goroutines while the handler of its signals writes them: it first. */
function goroutinesOf(state: NodeState): readonly string[] {
  const [first = '', ...others] = withExecs(textOf(dumpText(daemon(state))), state).split('\n\n');
  // A build that was not captured begins with a goroutine 1 of the model's own.
  if (first.startsWith('goroutine 1 ')) return [first, ...others];
  return [first, printed(1, MAIN, minutesSince(state, state.containerd.started)), ...others];
}

/** The same as containerd's log has it after SIGUSR1, behind records that say where it comes from. */
export function containerdLog(state: NodeState): string {
  const [origin = ''] = textOf(dumpLog(daemon(state))).split('\n', 1);
  const message = `=== BEGIN goroutine stack dump ===\n${goroutinesOf(state).join('\n\n')}\n=== END goroutine stack dump ===`;
  const record = (text: string) => `time="${stamp(state.time)}" level=info msg=${quote(text)}\n`;
  return `${origin}\n${hungSince(state) === null ? '' : record(EXECS)}${record(message)}`;
}

const EXECS =
  'made by the model of Stuck in Send, not captured: goroutines of execs over SPDY, from the sources of containerd 1.4.12; frames whose lines are not known are left out';

function daemon(state: NodeState): DumpedProcess {
  const log: LogFields = { time: stamp(state.time) };
  return processAt(
    'containerd',
    dumpablesOf(state).map(({ dumped }) => dumped),
    {
      version: builtOf(state.containerd.running).clientVersion,
      minutes: minutesSince(state, hungSince(state)),
      log,
    },
  );
}

/** Puts the execs' HTTP handlers below their calls, and their other goroutines behind the last one. */
function withExecs(text: string, state: NodeState): string {
  const release = state.containerd.running;
  const waiting = connectionsOf(state).flatMap((one) => one.waiting);
  let nth = 0;
  const goroutines = text.split('\n\n').map((goroutine) => {
    const rpc = /\(\*taskClient\)\.(\w+)\(/.exec(goroutine)?.[1];
    if (rpc === undefined || !isExecCall(rpc)) return goroutine;
    const exec = waiting[nth++];
    return exec?.over === 'spdy' ? handled(goroutine, rpc, release) : goroutine;
  });
  let id = Math.max(...Array.from(text.matchAll(/^goroutine (\d+)/gm), ([, own]) => Number(own)));
  const beside = connectionsOf(state).flatMap(({ hang, waiting: own }) =>
    own.flatMap((exec, index) => {
      if (exec.over !== 'spdy' || hang === null) return [];
      const fifos = index < hang.execs && hang.phase <= STARTING;
      return besideHandler(release, fifos).map((one) =>
        printed(++id, one, minutesSince(state, exec.since)),
      );
    }),
  );
  return `${[goroutines.join('\n\n').trimEnd(), ...beside].join('\n\n')}\n`;
}

/** A caller's stack down to its call of the shim's client, with an exec's handler below. */
function handled(goroutine: string, rpc: string, release: string): string {
  const lines = goroutine.split('\n');
  const call = lines.findIndex((line) => line.includes(`(*taskClient).${rpc}(`));
  const { frames, createdBy } = handlerBelow(rpc, release);
  return [
    ...lines.slice(0, call + 2),
    ...frames.map((frame) => standing(frame, '(...)')),
    `created by ${standing(createdBy, '')}`,
  ].join('\n');
}

/** Whole minutes; 0 where nothing hangs. */
export function minutesSince({ time }: NodeState, since: number | null): number {
  return since === null ? 0 : Math.floor((time - since) / 60);
}

function textOf(dumped: ReturnType<typeof dumpText>): string {
  if (!dumped.ok) throw new Error(`no dump: ${dumped.problem} at ${dumped.at}`);
  return dumped.text;
}
