import type { ResolvedCommandContext } from 'just-bash/browser';
import { type Merged, merge } from '../../../../evidence/pprof/merge.ts';
import type { Profile } from '../../../../evidence/pprof/profile.ts';
import { read } from '../../../../evidence/pprof/read.ts';
import { readBytes } from '../../../commands/input.ts';
import { type Failure, get, statusText } from '../../http.ts';
import type { Caller, World } from '../../world.ts';
import { identify } from '../identity.ts';
import type { Settings } from './settings.ts';

/** Profiles of one kind of source, put together; what pprof says meanwhile stands in `said`. */
export interface Fetched {
  readonly profile: Profile | null;
  readonly said: string;
  /** What came over HTTP, when it was the only one. */
  readonly remote: Uint8Array | null;
}

/** Reads all sources as one profile. Throws Left when the caller leaves. */
export async function fetchAll(
  world: World,
  sources: readonly string[],
  settings: Settings,
  ctx: ResolvedCommandContext,
  caller: Caller,
): Promise<Fetched> {
  const profiles: Profile[] = [];
  let said = '';
  let remote: Uint8Array | null = null;
  for (const source of sources) {
    const one = await fetchOne(world, source, settings, ctx, caller);
    said += one.said;
    if (!one.bytes) continue;
    const reading = await read(one.bytes);
    if (!reading.ok) said += `${source}: parsing profile: unrecognized profile format\n`;
    else profiles.push(reading.value);
    if (reading.ok && one.remote && sources.length === 1) remote = one.bytes;
  }
  if (profiles.length === 0) return { profile: null, said, remote: null };
  const merged: Merged = merge(profiles.map((profile) => ({ profile, sign: 1 })));
  if (!merged.ok) return { profile: null, said: `${said}${merged.problem}\n`, remote: null };
  if (profiles.length < sources.length) {
    said += `Fetched ${profiles.length} source profiles out of ${sources.length}\n`;
  }
  return { profile: profiles.length === 1 ? (profiles[0] ?? null) : merged.value, said, remote };
}

interface One {
  readonly bytes: Uint8Array | null;
  readonly said: string;
  readonly remote: boolean;
}

async function fetchOne(
  world: World,
  source: string,
  settings: Settings,
  ctx: ResolvedCommandContext,
  caller: Caller,
): Promise<One> {
  const url = urlOf(source, settings.seconds);
  if (url) return overHttp(world, source, url, settings, ctx, caller);
  const file = await readBytes(source, ctx);
  if ('bytes' in file) {
    return {
      bytes: Uint8Array.from(file.bytes, (char) => char.charCodeAt(0)),
      said: '',
      remote: false,
    };
  }
  const reason = file.reason.toLowerCase();
  const verb = reason === 'is a directory' ? 'read' : 'open';
  return { bytes: null, said: `${source}: ${verb} ${source}: ${reason}\n`, remote: false };
}

/** As cmd/pprof and google/pprof's adjustURL read a source: null where it is a file. */
export function urlOf(source: string, seconds: number): URL | null {
  const full = /^https?(?:\+insecure)?:\/\//.test(source)
    ? source
    : /^[\w.-]+:\d+(?:\/|$)/.test(source)
      ? `http://${source}`
      : null;
  if (full === null || !URL.canParse(full.replace('+insecure', ''))) return null;
  const url = new URL(full.replace('+insecure', ''));
  if (url.pathname === '/') url.pathname = '/debug/pprof/profile';
  if (seconds > 0) url.searchParams.set('seconds', String(seconds));
  return url;
}

async function overHttp(
  world: World,
  source: string,
  url: URL,
  { tls, seconds }: Settings,
  ctx: ResolvedCommandContext,
  caller: Caller,
): Promise<One> {
  const insecure = source.startsWith('https+insecure:');
  const shown = insecure ? url.href.replace('https:', 'https+insecure:') : url.href;
  const wait = seconds > 0 ? `Please wait... (${seconds}s)\n` : '';
  const said = `Fetching profile over HTTP from ${shown}\n${wait}`;
  const failed = (why: string): One => ({
    bytes: null,
    said: `${said}${source}: ${why}\n`,
    remote: true,
  });
  if ((tls.cert === '') !== (tls.key === '')) {
    const [has, lacks] = tls.cert === '' ? ['key', 'cert'] : ['cert', 'key'];
    return failed(
      `Get "${shown}": -tls_${has} is specified, so -tls_${lacks} must also be specified`,
    );
  }
  const identity = await identify(ctx, tls);
  if (!identity.ok) {
    const { missing } = identity;
    const what =
      missing === 'ca'
        ? 'could not load CA specified by -tls_ca'
        : 'could not load certificate/key pair specified by -tls_cert and -tls_key';
    return failed(`Get "${shown}": ${what}: open ${tls[missing]}: no such file or directory`);
  }
  const answered = await get(world, url, { ...identity.client, insecure }, caller);
  if (!answered.ok) return failed(`Get "${shown}": ${wordsOf(answered.failure, url)}`);
  const { status, body } = answered.reply;
  if (status !== 200) return failed(`server response: ${statusText(status)}`);
  return { bytes: body, said, remote: true };
}

/** As Go's net/http words it. */
function wordsOf(failure: Failure, { hostname, port, protocol }: URL): string {
  const at = port || (protocol === 'https:' ? '443' : '80');
  const words: Readonly<Record<Failure, string>> = {
    'unknown-host': `dial tcp: lookup ${hostname}: no such host`,
    refused: `dial tcp 127.0.0.1:${at}: connect: connection refused`,
    'no-tls': 'http: server gave HTTP response to HTTPS client',
    untrusted: 'x509: certificate signed by unknown authority',
    'other-name': `x509: certificate is valid for lab, not ${hostname}`,
    closed: 'EOF',
  };
  return words[failure];
}
