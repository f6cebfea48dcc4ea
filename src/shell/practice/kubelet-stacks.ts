import { KUBELET_CALL as CALL_STACK } from '../../model/leak/constants.ts';
import { comeWithin, ordinaryNode, scrapeRate } from '../../model/leak/load.ts';
import type { Held } from './heap-stacks.ts';
import { hungSince, KUBELET_CALL, pendingCalls } from './memory.ts';
import { type Parked, type Place, place } from './stacks.ts';
import type { NodeState } from './state.ts';

/**
 * kubelet v1.22 from what is known of it, since none was captured: functions of kubernetes/kubernetes pkg/kubelet as
 * src/widgets/source-map has them; frames of grpc-go as kubernetes#104111 and #107258 print them, of client_golang as
 * grafana/mimir#24 does, of net/http as Go 1.16 prints them. A line that is not known is 0.
 */
const ROOT = '/go/src/k8s.io/kubernetes/_output/dockerized/go/src/k8s.io/kubernetes';

/** A place in kubelet's tree: `pkg/kubelet/stats`, `(*criStatsProvider).listPodStats`, `cri_stats_provider.go`. */
function inTree(folder: string, func: string, file: string): Place {
  return place(`k8s.io/kubernetes/${folder}.${func} ${ROOT}/${folder}/${file}`);
}

const GRPC = 'vendor/google.golang.org/grpc';
const CRI = 'vendor/k8s.io/cri-api/pkg/apis/runtime/v1alpha2';
const REMOTE = 'pkg/kubelet/cri/remote';
const RUNTIME = 'pkg/kubelet/kuberuntime';
const STATS = 'pkg/kubelet/stats';
const SERVER = 'pkg/kubelet/server';
const RESTFUL = 'vendor/github.com/emicklei/go-restful';
const PROMETHEUS = 'vendor/github.com/prometheus/client_golang/prometheus';
const HTTP: readonly Place[] = [
  inTree(RESTFUL, '(*Container).dispatch', 'container.go'),
  inTree(SERVER, '(*Server).ServeHTTP', 'server.go'),
  place('net/http.serverHandler.ServeHTTP /usr/local/go/src/net/http/server.go:2887'),
  place('net/http.(*conn).serve /usr/local/go/src/net/http/server.go:1952'),
];
const ACCEPTED = place('net/http.(*Server).Serve /usr/local/go/src/net/http/server.go:3013');

/** Who asks for stats. */
type Asker = 'summary' | 'metrics' | 'eviction';

/** From the list of pods' stats down to what started it. */
const BELOW: Readonly<
  Record<Asker, { readonly frames: readonly Place[]; readonly createdBy: Place }>
> = {
  summary: {
    frames: [
      inTree(STATS, '(*criStatsProvider).listPodStats', 'cri_stats_provider.go'),
      inTree(STATS, '(*criStatsProvider).ListPodStats', 'cri_stats_provider.go'),
      inTree(`${SERVER}/stats`, '(*summaryProviderImpl).Get', 'summary.go'),
      inTree(`${SERVER}/stats`, '(*handler).handleSummary', 'handler.go'),
      ...HTTP,
    ],
    createdBy: ACCEPTED,
  },
  metrics: {
    frames: [
      inTree(STATS, '(*criStatsProvider).listPodStats', 'cri_stats_provider.go'),
      inTree(STATS, '(*criStatsProvider).ListPodStats', 'cri_stats_provider.go'),
      inTree(
        'pkg/kubelet/metrics/collectors',
        '(*logMetricsCollector).CollectWithStability',
        'log_metrics.go',
      ),
      inTree(
        'vendor/k8s.io/component-base/metrics',
        '(*BaseStableCollector).Collect',
        'collector.go',
      ),
      inTree(PROMETHEUS, '(*Registry).Gather.func1', 'registry.go:446'),
    ],
    createdBy: inTree(PROMETHEUS, '(*Registry).Gather', 'registry.go:538'),
  },
  eviction: {
    frames: [
      inTree(STATS, '(*criStatsProvider).listPodStats', 'cri_stats_provider.go'),
      inTree(
        STATS,
        '(*criStatsProvider).ListPodStatsAndUpdateCPUNanoCoreUsage',
        'cri_stats_provider.go',
      ),
      inTree(`${SERVER}/stats`, '(*summaryProviderImpl).Get', 'summary.go'),
      inTree('pkg/kubelet/eviction', '(*managerImpl).synchronize', 'eviction_manager.go'),
      inTree('pkg/kubelet/eviction', '(*managerImpl).Start.func1', 'eviction_manager.go'),
    ],
    createdBy: inTree('pkg/kubelet/eviction', '(*managerImpl).Start', 'eviction_manager.go'),
  },
};

/** A call of the runtime service, from its generated client down to kubelet's wrapper. */
function asked(rpc: string): readonly Place[] {
  return [
    inTree(GRPC, '(*ClientConn).Invoke', 'call.go:37'),
    inTree(CRI, `(*runtimeServiceClient).${rpc}`, 'api.pb.go'),
    inTree(
      REMOTE,
      `(*remoteRuntimeService).${rpc}`,
      `remote_runtime.go${rpc === 'ListContainerStats' ? ':552' : ''}`,
    ),
    inTree(RUNTIME, `instrumentedRuntimeService.${rpc}`, 'instrumented_services.go'),
  ];
}

const WAITING: readonly Place[] = [
  inTree(`${GRPC}/internal/transport`, '(*Stream).waitOnHeader', 'transport.go:318'),
  inTree(`${GRPC}/internal/transport`, '(*Stream).RecvCompress', 'transport.go'),
  inTree(GRPC, '(*csAttempt).recvMsg', 'stream.go:871'),
  inTree(GRPC, '(*clientStream).RecvMsg.func1', 'stream.go:736'),
  inTree(GRPC, '(*clientStream).withRetry', 'stream.go'),
  inTree(GRPC, '(*clientStream).RecvMsg', 'stream.go'),
  inTree(GRPC, 'invoke', 'call.go'),
];

/** A call that waits: who asked for it, and since when, seconds of the node's time. */
export interface Call {
  readonly asker: Asker;
  readonly since: number;
}

/**
 * The calls of ListContainerStats that wait in kubelet, oldest first: the eviction manager's one, those of the two
 * scrapers (GET /stats/summary and GET /metrics in turn), and the reader's own, whose times the state does not keep.
 */
export function waitingCalls(state: NodeState): readonly Call[] {
  const hang = hungSince(state);
  if (hang === null) return [];
  const from = Math.max(hang, state.kubelet.started);
  const rate = scrapeRate(ordinaryNode);
  const { own } = state.kubelet;
  const pending = pendingCalls(state) - own;
  const scraped = Math.min(pending, comeWithin(state.time - from, rate));
  return [
    ...Array.from({ length: pending - scraped }, (): Call => ({ asker: 'eviction', since: from })),
    ...Array.from(
      { length: scraped },
      (_, nth): Call => ({
        asker: nth % 2 === 0 ? 'metrics' : 'summary',
        since: from + nth / rate,
      }),
    ),
    ...Array.from({ length: own }, (): Call => ({ asker: 'summary', since: state.time })),
  ];
}

/** Where a waiting call is parked. */
export function parkedCall({ asker }: Pick<Call, 'asker'>): Parked {
  const { frames, createdBy } = BELOW[asker];
  return {
    state: 'select',
    frames: [...WAITING, ...asked('ListContainerStats'), ...frames],
    createdBy,
  };
}

/** What one waiting call holds beside its stack: the lists that it has fetched already, and its stream. How they divide is chosen. */
export function heldByWaiting({ asker }: Pick<Call, 'asker'>): readonly Held[] {
  const { frames } = BELOW[asker];
  const all = KUBELET_CALL - CALL_STACK;
  const shares = { containers: 0.6, sandboxes: 0.25, maps: 0.1 };
  const [containers, sandboxes, maps] = Object.values(shares).map((share) =>
    Math.round(all * share),
  );
  const list = (message: string, rpc: string): readonly Place[] => [
    inTree(CRI, `(*${message}).Unmarshal`, 'api.pb.go'),
    ...asked(rpc),
    ...frames,
  ];
  const given = (containers ?? 0) + (sandboxes ?? 0) + (maps ?? 0);
  return [
    {
      stack: list('ListContainersResponse', 'ListContainers'),
      objects: 600,
      bytes: containers ?? 0,
    },
    {
      stack: list('ListPodSandboxResponse', 'ListPodSandbox'),
      objects: 250,
      bytes: sandboxes ?? 0,
    },
    { stack: frames, objects: 20, bytes: maps ?? 0 },
    {
      stack: [
        inTree(GRPC, 'newClientStream', 'stream.go'),
        ...asked('ListContainerStats'),
        ...frames,
      ],
      objects: 30,
      bytes: all - given,
    },
  ];
}

const MIB = 1024 * 1024;

/** The rest of kubelet's heap, chosen: a few places where every kubelet keeps something. */
export const RESTING_HEAP: readonly Held[] = [
  {
    stack: [
      inTree('vendor/github.com/google/cadvisor/utils', '(*TimedStore).Add', 'timed_store.go'),
      inTree(
        'vendor/github.com/google/cadvisor/cache/memory',
        '(*containerCache).AddStats',
        'memory.go',
      ),
      inTree(
        'vendor/github.com/google/cadvisor/manager',
        '(*containerData).housekeeping',
        'container.go',
      ),
    ],
    objects: 40_000,
    bytes: 9 * MIB,
  },
  {
    stack: [
      inTree(
        'vendor/k8s.io/client-go/tools/cache',
        '(*threadSafeMap).Update',
        'thread_safe_store.go',
      ),
      inTree('vendor/k8s.io/client-go/tools/cache', '(*Reflector).watchHandler', 'reflector.go'),
    ],
    objects: 30_000,
    bytes: 7 * MIB,
  },
  {
    stack: [
      place('runtime.malg /usr/local/go/src/runtime/proc.go'),
      place('runtime.newproc1 /usr/local/go/src/runtime/proc.go'),
    ],
    objects: 2_600,
    bytes: MIB,
  },
  {
    stack: [
      inTree(PROMETHEUS, 'newCounterVec', 'counter.go'),
      place('runtime.main /usr/local/go/src/runtime/proc.go'),
    ],
    objects: 12_000,
    bytes: 3 * MIB,
  },
];

/** kubelet's goroutines beside the calls, a chosen few. The eviction manager sleeps while it is not stuck itself. */
export function restingGoroutines(stuck: boolean): readonly Parked[] {
  const eviction: Parked = {
    state: 'sleep',
    frames: [
      place('time.Sleep /usr/local/go/src/runtime/time.go'),
      inTree('pkg/kubelet/eviction', '(*managerImpl).Start.func1', 'eviction_manager.go'),
    ],
    createdBy: BELOW.eviction.createdBy,
  };
  return [
    {
      state: 'select',
      frames: [
        inTree('pkg/kubelet', '(*Kubelet).syncLoopIteration', 'kubelet.go'),
        inTree('pkg/kubelet', '(*Kubelet).syncLoop', 'kubelet.go'),
        inTree('pkg/kubelet', '(*Kubelet).Run', 'kubelet.go'),
      ],
      createdBy: inTree('cmd/kubelet/app', 'startKubelet', 'server.go'),
    },
    {
      state: 'select',
      frames: [
        inTree(`${GRPC}/internal/transport`, '(*controlBuffer).get', 'controlbuf.go'),
        inTree(`${GRPC}/internal/transport`, '(*loopyWriter).run', 'controlbuf.go'),
      ],
      createdBy: inTree(`${GRPC}/internal/transport`, 'newHTTP2Client', 'http2_client.go'),
    },
    ...(stuck ? [] : [eviction]),
  ];
}

/** The goroutine that writes a dump for GET /debug/pprof/goroutine. */
export const WRITER: Parked = {
  state: 'running',
  frames: [
    place('runtime/pprof.writeGoroutineStacks /usr/local/go/src/runtime/pprof/pprof.go'),
    place('runtime/pprof.writeGoroutine /usr/local/go/src/runtime/pprof/pprof.go'),
    place('runtime/pprof.(*Profile).WriteTo /usr/local/go/src/runtime/pprof/pprof.go'),
    place('net/http/pprof.Index /usr/local/go/src/net/http/pprof/pprof.go'),
    ...HTTP,
  ],
  createdBy: ACCEPTED,
};
