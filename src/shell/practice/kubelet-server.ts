import { countText } from './goroutine-counts.ts';
import { podList, summary } from './kubelet-json.ts';
import { kubeletMetrics } from './kubelet-metrics.ts';
import { goroutineProfile, kubeletHeap, kubeletHeapText, MADE } from './profiles.ts';
import { contentionProfile, cpuProfile, THREADS, threadProfile } from './small-profiles.ts';
import type { NodeState } from './state.ts';
import type { Caller, World } from './world.ts';

/** Whom kubelet takes the client for, by its certificate or token; null: nobody. */
export type User = 'kube-apiserver-kubelet-client' | 'system:node:lab' | null;

export interface Asked {
  /** Path without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly user: User;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Further headers, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';
const BINARY = 'application/octet-stream';

export function reply(status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Reply {
  return { status, type, body: typeof body === 'string' ? new TextEncoder().encode(body) : body };
}

/**
 * What kubelet's server answers on port 10250. What asks containerd for stats waits as long as containerd does, and its
 * call stays in kubelet when the client leaves. Null: kubelet went away meanwhile. Throws Left when the caller leaves.
 */
export async function answer(world: World, asked: Asked, caller: Caller): Promise<Reply | null> {
  const { path, user } = asked;
  if (user === null) return reply(401, TEXT, 'Unauthorized');
  if (user === 'system:node:lab') {
    const what = `user=${user}, verb=get, resource=nodes, subresource=${subresourceOf(path)}`;
    return reply(403, TEXT, `Forbidden (${what})`);
  }
  if (path === '/healthz') return reply(200, TEXT, 'ok');
  if (path === '/pods' || path === '/pods/') return reply(200, JSON_TYPE, podList(world.state));
  const stats = STATS[path.replace(/(?<=.)\/$/, '')];
  if (stats) return (await statsCome(world, caller)) ? stats(world.state) : null;
  if (path.startsWith('/debug/pprof')) return profile(world, asked, caller);
  if (ELSEWHERE.test(path)) return reply(501, TEXT, KNOWN);
  return reply(404, TEXT, '404 page not found\n');
}

/** What a real kubelet answers too (pkg/kubelet/server/server.go), and this one does not. */
const ELSEWHERE =
  /^\/(?:metrics\/|stats|logs|configz|runningpods|containerLogs|exec|attach|run|portForward|checkpoint)/;
const KNOWN =
  "the practice node's kubelet answers /healthz, /pods, /stats/summary, /metrics and /debug/pprof/\n";

/** Answers that are made of a list of all containers' stats (facts, 8). */
const STATS: Readonly<Record<string, (state: NodeState) => Reply>> = {
  '/stats/summary': (state) => reply(200, JSON_TYPE, summary(state)),
  '/metrics': (state) =>
    reply(200, 'text/plain; version=0.0.4; charset=utf-8', kubeletMetrics(state)),
};

/** As kubelet's authorizer sorts paths: pkg/kubelet/server/auth.go. */
function subresourceOf(path: string): string {
  return (
    /^\/(stats|metrics|logs|spec)(?:\/|$)/.exec(path)?.[1]?.replace(/^logs$/, 'log') ?? 'proxy'
  );
}

/** Waits until a list of stats comes back; false when kubelet was restarted first. */
async function statsCome(world: World, caller: Caller): Promise<boolean> {
  if (world.answers) return true;
  const { pid, own } = world.state.kubelet;
  world.set({ ...world.state, kubelet: { ...world.state.kubelet, own: own + 1 } });
  return world.watch((state) => {
    if (state.kubelet.pid !== pid) return false;
    return world.answers ? true : null;
  }, caller);
}

/** Seconds that a profile over time takes when nobody says how many: net/http/pprof of go1.16. */
const PROFILE_SECONDS = 30;

const KINDS = [
  'allocs',
  'block',
  'cmdline',
  'goroutine',
  'heap',
  'mutex',
  'profile',
  'threadcreate',
  'trace',
];

async function profile(
  world: World,
  { path, query }: Asked,
  caller: Caller,
): Promise<Reply | null> {
  const name = path.replace(/^\/debug\/pprof\/?/, '');
  const debug = Number(query.get('debug') ?? 0);
  const { pid } = world.state.kubelet;
  if (name === '') return reply(200, 'text/html; charset=utf-8', index());
  if (name === 'profile') {
    const seconds = Number(query.get('seconds') ?? PROFILE_SECONDS) || PROFILE_SECONDS;
    await world.sleep(seconds, caller);
    if (world.state.kubelet.pid !== pid) return null;
    return attached(name, await cpuProfile(world.state, 'kubelet', seconds));
  }
  if (name === 'trace') {
    return reply(500, TEXT, 'Could not enable tracing: the practice node makes no traces\n');
  }
  if (name === 'cmdline') return reply(200, TEXT, '/usr/bin/kubelet');
  if (!KINDS.includes(name)) return reply(404, TEXT, `Unknown profile\n`);
  if (debug > 0) return reply(200, TEXT, await printed(world.state, name, debug));
  return attached(name, await packed(world.state, name));
}

async function packed(state: NodeState, name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (name === 'heap' || name === 'allocs') return kubeletHeap(state);
  if (name === 'goroutine') return goroutineProfile(state, 'kubelet', 0);
  if (name === 'threadcreate') return threadProfile(state, 'kubelet');
  return contentionProfile(state, 'kubelet');
}

async function printed(
  state: NodeState,
  name: string,
  debug: number,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (name === 'goroutine') return goroutineProfile(state, 'kubelet', debug >= 2 ? 2 : 1);
  if (name === 'threadcreate')
    return countText(name, [{ stack: [], count: THREADS.kubelet }], `${MADE}: kubelet`);
  if (name === 'block' || name === 'mutex') {
    return `--- ${name === 'block' ? 'contention' : 'mutex'}:\ncycles/second=2599998464\n`;
  }
  return kubeletHeapText(state);
}

function attached(name: string, body: Uint8Array<ArrayBuffer>): Reply {
  return {
    ...reply(200, BINARY, body),
    headers: { 'content-disposition': `attachment; filename="${name}"` },
  };
}

function index(): string {
  const rows = KINDS.map((name) => `<a href="${name}?debug=1">${name}</a>`).join('<br>\n');
  return `<html>\n<head>\n<title>/debug/pprof/</title>\n</head>\n<body>\n/debug/pprof/<br>\n<br>\nTypes of profiles available:\n${rows}\n</body>\n</html>\n`;
}
