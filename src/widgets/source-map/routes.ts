import type { Room } from './rooms.ts';

/** One room of a way: the file and the function that the call is in. */
export interface Hop {
  readonly room: Room;
  readonly file: string;
  readonly func: string;
}

export interface Route {
  readonly hops: readonly Hop[];
  /** Where it leaves kubelet. */
  readonly leaves: 'containerd' | 'cgroup';
}

/** The way of both that want a summary, from the summary on. */
const SUMMARY: readonly Hop[] = [
  { room: 'server', file: 'server/stats/summary.go', func: '(*summaryProviderImpl).Get' },
  { room: 'stats', file: 'stats/cri_stats_provider.go', func: '(*criStatsProvider).listPodStats' },
  {
    room: 'cri',
    file: 'cri/remote/remote_runtime.go',
    func: '(*remoteRuntimeService).ListContainerStats',
  },
];

/**
 * Four ways through kubelet. Read in kubernetes/kubernetes under pkg/kubelet, in stored files of several versions: the
 * names have stood for years, the lines have not, so none is given.
 */
export const ROUTES = {
  summary: {
    hops: [
      { room: 'server', file: 'server/stats/handler.go', func: '(*handler).handleSummary' },
      ...SUMMARY.slice(1),
    ],
    leaves: 'containerd',
  },
  eviction: {
    hops: [
      {
        room: 'eviction',
        file: 'eviction/eviction_manager.go',
        func: '(*managerImpl).synchronize',
      },
      ...SUMMARY,
    ],
    leaves: 'containerd',
  },
  exec: {
    hops: [
      { room: 'server', file: 'server/server.go', func: '(*Server).getExec' },
      { room: 'kubelet', file: 'kubelet_pods.go', func: '(*Kubelet).GetExec' },
      {
        room: 'kuberuntime',
        file: 'kuberuntime/kuberuntime_container.go',
        func: '(*kubeGenericRuntimeManager).GetExec',
      },
      { room: 'cri', file: 'cri/remote/remote_runtime.go', func: '(*remoteRuntimeService).Exec' },
    ],
    leaves: 'containerd',
  },
  cgroup: {
    hops: [
      { room: 'kubelet', file: 'kubelet.go', func: '(*Kubelet).syncPod' },
      {
        room: 'cm',
        file: 'cm/pod_container_manager_linux.go',
        func: '(*podContainerManagerImpl).EnsureExists',
      },
    ],
    leaves: 'cgroup',
  },
} as const satisfies Readonly<Record<string, Route>>;

export type RouteName = keyof typeof ROUTES;
export const ROUTE_NAMES = Object.keys(ROUTES) as readonly RouteName[];

export function hopsOf(route: RouteName): readonly Hop[] {
  return ROUTES[route].hops;
}

/** What a step into a room is, for somebody who has come `done` rooms far. */
export type Step = 'next' | 'later' | 'behind' | 'off' | 'arrived';

export function stepInto(route: RouteName, done: number, room: Room): Step {
  const hops = hopsOf(route);
  if (done >= hops.length) return 'arrived';
  if (hops[done]?.room === room) return 'next';
  if (hops.slice(done).some((hop) => hop.room === room)) return 'later';
  return hops.some((hop) => hop.room === room) ? 'behind' : 'off';
}

/** The rooms by which ways leave kubelet for containerd. */
export function roomsOut(): readonly Room[] {
  const ways = ROUTE_NAMES.filter((route) => ROUTES[route].leaves === 'containerd').map(hopsOf);
  return [...new Set(ways.flatMap((hops) => hops.at(-1)?.room ?? []))];
}
