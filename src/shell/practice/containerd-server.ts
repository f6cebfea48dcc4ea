import { countText } from './goroutine-counts.ts';
import { type Reply, reply } from './kubelet-server.ts';
import { containerdHeap, goroutineProfile, MADE } from './profiles.ts';
import { contentionProfile, cpuProfile, THREADS, threadProfile } from './small-profiles.ts';
import type { Caller, World } from './world.ts';

const TEXT = 'text/plain; charset=utf-8';
const BINARY = 'application/octet-stream';
const SECONDS = 30;

/**
 * containerd's debug server: its profiles. `base` gives the captured heap that its heap stands on. Null: containerd went
 * away meanwhile. Throws Left when the caller leaves.
 */
export async function answer(
  world: World,
  path: string,
  query: URLSearchParams,
  base: () => Promise<Uint8Array>,
  caller: Caller,
): Promise<Reply | null> {
  const name = /^\/debug\/pprof\/(\w+)$/.exec(path)?.[1];
  const debug = Number(query.get('debug') ?? 0);
  const { pid } = world.state.containerd;
  switch (name) {
    case 'goroutine': {
      const form = debug >= 2 ? 2 : debug === 1 ? 1 : 0;
      const body = await goroutineProfile(world.state, 'containerd', form);
      return reply(200, form === 0 ? BINARY : TEXT, body);
    }
    case 'heap':
      if (debug > 0) return reply(500, TEXT, 'only as a profile: leave ?debug= out\n');
      return reply(200, BINARY, await containerdHeap(world.state, await base()));
    case 'profile': {
      const seconds = Number(query.get('seconds') ?? SECONDS) || SECONDS;
      await world.sleep(seconds, caller);
      if (world.state.containerd.pid !== pid) return null;
      return reply(200, BINARY, await cpuProfile(world.state, 'containerd', seconds));
    }
    case 'block':
    case 'mutex':
      return reply(200, BINARY, await contentionProfile(world.state, 'containerd'));
    case 'threadcreate': {
      if (debug === 0) return reply(200, BINARY, await threadProfile(world.state, 'containerd'));
      const threads = [{ stack: [], count: THREADS.containerd }];
      return reply(200, TEXT, countText(name, threads, `${MADE}: containerd`));
    }
    case 'trace':
      return reply(500, TEXT, 'Could not enable tracing: the practice node makes no traces\n');
    default:
      return reply(404, TEXT, '404 page not found\n');
  }
}
