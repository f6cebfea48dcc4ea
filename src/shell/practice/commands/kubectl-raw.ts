import type { ResolvedCommandContext } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { get } from '../http.ts';
import type { Output } from '../jobs.ts';
import { Left, type World } from '../world.ts';
import { asCharacters } from './base-heap.ts';
import { callerOf, INTERRUPTED } from './caller.ts';
import { notice } from './notice.ts';

const PROXY = /^\/api\/v1\/nodes\/(?:https:)?lab(?::10250)?\/proxy(\/.*)$/;
const STATS = /^\/(?:stats\/summary|metrics)\/?$/;

/** `kubectl get --raw PATH`: of the API server the node has the door to its kubelet, which takes it for what it is. */
export async function raw(
  world: World,
  path: string,
  ctx: ResolvedCommandContext,
): Promise<Output> {
  const [, rest] = PROXY.exec(path) ?? [];
  if (rest === undefined) {
    return refusal(
      'Error from server (NotFound): the server could not find the requested resource\n(the practice node knows: kubectl get --raw /api/v1/nodes/lab/proxy/PATH of kubelet)',
    );
  }
  const url = new URL(`https://lab:10250${rest}`);
  const client = { user: 'kube-apiserver-kubelet-client', insecure: true, ca: '' } as const;
  try {
    const answered = await get(world, url, client, callerOf(ctx));
    if (!answered.ok) return refusal(`Error from server: error trying to reach service: EOF`);
    const { status, body } = answered.reply;
    const text = new TextDecoder().decode(body);
    if (status !== 200) return refusal(`Error from server (${reasonOf(status)}): ${text.trim()}`);
    notice(world, text);
    return bytesOut(asCharacters(body));
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    if (STATS.test(url.pathname)) world.reach('stats');
    return bytesOut('', '', INTERRUPTED);
  }
}

function reasonOf(status: number): string {
  return status === 404 ? 'NotFound' : status === 403 ? 'Forbidden' : 'InternalError';
}
