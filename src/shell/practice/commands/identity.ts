import type { ResolvedCommandContext } from 'just-bash/browser';
import { readBytes } from '../../commands/input.ts';
import type { Client } from '../http.ts';
import type { User } from '../kubelet-server.ts';

/** Paths that a client was given; '' where none. */
export interface Papers {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** A bearer token. */
  readonly token?: string;
}

export type Identified =
  | { readonly ok: true; readonly client: Omit<Client, 'insecure'> }
  /** A file that is not there, or holds no such thing. */
  | { readonly ok: false; readonly missing: 'ca' | 'cert' | 'key' };

/** Whose certificates kubelet knows, by the files' names: their contents are nobody's (files.ts). */
const USERS: Readonly<Record<string, User>> = {
  'apiserver-kubelet-client.crt': 'kube-apiserver-kubelet-client',
  'kubelet-client-current.pem': 'system:node:lab',
};

/** Reads the files that a client was given. A certificate that holds its key needs no other file. */
export async function identify(ctx: ResolvedCommandContext, papers: Papers): Promise<Identified> {
  for (const name of ['cert', 'key', 'ca'] as const) {
    if (papers[name] === '') continue;
    const read = await readBytes(papers[name], ctx);
    const kind = name === 'key' ? /-----BEGIN [\w ]*(?:KEY|CERTIFICATE)-----/ : /BEGIN CERTIFICATE/;
    if ('reason' in read || !kind.test(read.bytes)) return { ok: false, missing: name };
  }
  const user = USERS[papers.cert.split('/').at(-1) ?? ''] ?? null;
  const alone = papers.key === '' && !papers.cert.endsWith('.pem');
  if (papers.cert !== '' && alone) return { ok: false, missing: 'key' };
  const known = user ?? (papers.token ? 'kube-apiserver-kubelet-client' : null);
  const ca = papers.ca === '' ? '' : ctx.fs.resolvePath(ctx.cwd, papers.ca);
  return { ok: true, client: { user: known, ca } };
}
