import { HOST } from '../commands/node.ts';
import { later } from './changes.ts';
import { answer as answerOfContainerd } from './containerd-server.ts';
import { answer as answerOfKubelet, type Reply, reply, type User } from './kubelet-server.ts';
import type { Caller, World } from './world.ts';

/** How a client shows itself, and what it believes. */
export interface Client {
  readonly user: User;
  /** Takes any certificate. */
  readonly insecure: boolean;
  /** Absolute path of the certificates that it trusts, or ''. */
  readonly ca: string;
}

/** Why there is no answer. */
export type Failure =
  /** No such host. */
  | 'unknown-host'
  /** Nobody listens there. */
  | 'refused'
  /** The port does not speak TLS. */
  | 'no-tls'
  /** The server's certificate is its own, and the client does not know it. */
  | 'untrusted'
  /** It is known, and is for another name. */
  | 'other-name'
  /** The server went away. */
  | 'closed';

export type Answered =
  | { readonly ok: true; readonly reply: Reply; readonly http2: boolean }
  | { readonly ok: false; readonly failure: Failure };

/** Addresses of the node by their names; it knows no other host. */
export const ADDRESSES: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  '127.0.0.1': '127.0.0.1',
  [HOST]: '192.168.56.11',
  '192.168.56.11': '192.168.56.11',
};

/** The certificate that kubelet made for itself, which is for the node's name only. */
export const KUBELET_CERTIFICATE = '/var/lib/kubelet/pki/kubelet.crt';
/** containerd's debug server. */
export const DEBUG_SOCKET = '/run/containerd/debug.sock';

const TEXT = 'text/plain; charset=utf-8';
const KUBELET = '10250';
const HEALTHZ = '10248';
/** A request takes so long, seconds. Chosen. */
const TRIP = 0.01;

/** What comes of a GET to a port of the node. Throws Left when the caller leaves. */
export async function get(
  world: World,
  url: URL,
  client: Client,
  caller: Caller,
): Promise<Answered> {
  const address = ADDRESSES[url.hostname];
  const tls = url.protocol === 'https:';
  const port = url.port || (tls ? '443' : '80');
  if (address === undefined) return { ok: false, failure: 'unknown-host' };
  world.set(later(world.state, TRIP));
  if (port === HEALTHZ && address === '127.0.0.1') {
    if (tls) return { ok: false, failure: 'no-tls' };
    const found = url.pathname === '/healthz';
    return plain(found ? reply(200, TEXT, 'ok') : reply(404, TEXT, '404 page not found\n'));
  }
  if (port !== KUBELET) return { ok: false, failure: 'refused' };
  if (!tls) {
    return plain(reply(400, '', 'Client sent an HTTP request to an HTTPS server.\n'));
  }
  if (!client.insecure) {
    if (client.ca !== KUBELET_CERTIFICATE) return { ok: false, failure: 'untrusted' };
    if (url.hostname !== HOST) return { ok: false, failure: 'other-name' };
  }
  const asked = { path: url.pathname, query: url.searchParams, user: client.user };
  const answered = await answerOfKubelet(world, asked, caller);
  if (answered === null) return { ok: false, failure: 'closed' };
  return { ok: true, reply: answered, http2: true };
}

/** The same over a unix socket: containerd's debug server is the only one that speaks HTTP. */
export async function getOverSocket(
  world: World,
  socket: string,
  url: URL,
  base: () => Promise<Uint8Array>,
  caller: Caller,
): Promise<Answered> {
  if (socket !== DEBUG_SOCKET) return { ok: false, failure: 'refused' };
  world.set(later(world.state, TRIP));
  const answered = await answerOfContainerd(world, url.pathname, url.searchParams, base, caller);
  return answered === null ? { ok: false, failure: 'closed' } : plain(answered);
}

function plain(answered: Reply): Answered {
  return { ok: true, reply: answered, http2: false };
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

/** `401 Unauthorized`. */
export function statusText(status: number): string {
  return `${status} ${REASONS[status] ?? ''}`;
}
