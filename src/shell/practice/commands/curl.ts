import { type CustomCommand, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { dateOf } from '../changes.ts';
import { ADDRESSES, type Answered, get, getOverSocket, statusText } from '../http.ts';
import type { Reply } from '../kubelet-server.ts';
import { type Caller, Left, type World } from '../world.ts';
import { asCharacters, baseHeap } from './base-heap.ts';
import { callerOf, INTERRUPTED } from './caller.ts';
import { type CurlOptions, readCurl } from './curl-options.ts';
import { CODES, meter, wordsOf, wordsOfFile } from './curl-words.ts';
import { identify } from './identity.ts';
import { notice } from './notice.ts';

type Output = ReturnType<typeof bytesOut>;

/** curl 7.74 against the node's own servers: kubelet's (10250, and 10248 for its health) and containerd's debug socket. */
export function curl(world: World): CustomCommand {
  return defineCommand('curl', async (args, ctx) => {
    const options = readCurl(args);
    if (typeof options === 'string') return refusal(options, CODES.usage);
    let stdout = '';
    let stderr = '';
    let exitCode = 0;
    for (const source of options.urls) {
      const one = await transfer(world, source, options, ctx);
      stdout += one.stdout;
      stderr += one.stderr;
      exitCode = one.exitCode;
      if (exitCode === INTERRUPTED) break;
    }
    return bytesOut(stdout, stderr, exitCode);
  });
}

async function transfer(
  world: World,
  source: string,
  options: CurlOptions,
  ctx: ResolvedCommandContext,
): Promise<Output> {
  const failed = (code: number, words: string): Output =>
    bytesOut('', options.showErrors ? `curl: (${code}) ${words}\n` : '', code);
  const full = /^\w[\w+.-]*:\/\//.test(source) ? source : `http://${source}`;
  const scheme = full.slice(0, full.indexOf(':'));
  if (!/^https?$/.test(scheme)) {
    return failed(1, `Protocol "${scheme}" not supported or disabled in libcurl`);
  }
  if (!URL.canParse(full))
    return failed(CODES.badUrl, 'URL using bad/illegal format or missing URL');
  const url = new URL(full);
  const identity = await identify(ctx, options);
  if (!identity.ok && url.protocol === 'https:') {
    const { missing } = identity;
    return failed(...wordsOfFile(missing, options[missing] || options.cert));
  }
  const began = world.time;
  const answered = await inTime(world, options.deadline, callerOf(ctx), (caller) => {
    if (options.socket !== '') {
      const socket = ctx.fs.resolvePath(ctx.cwd, options.socket);
      return getOverSocket(world, socket, url, () => baseHeap(ctx), caller);
    }
    const user = identity.ok ? identity.client.user : null;
    const ca = identity.ok ? identity.client.ca : '';
    return get(world, url, { user, ca, insecure: options.insecure }, caller);
  });
  const asksStats = /^\/(?:stats\/summary|metrics)\/?$/.test(url.pathname);
  if (typeof answered === 'string') {
    if (asksStats) world.reach('stats');
    if (answered === 'left') return bytesOut('', '', INTERRUPTED);
    const spent = Math.round((options.deadline ?? 0) * 1000);
    return failed(
      CODES.late,
      `Operation timed out after ${spent} milliseconds with 0 bytes received`,
    );
  }
  if (!answered.ok) {
    const { failure } = answered;
    if (options.socket !== '' && failure === 'refused') {
      return failed(CODES.refused, `Couldn't connect to server`);
    }
    return failed(CODES[failure], wordsOf(failure, url));
  }
  return written(world, url, answered, options, ctx, world.time - began);
}

/** Waits for an answer, at most so many seconds. `late`: they are over; `left`: the caller left. */
async function inTime(
  world: World,
  deadline: number | null,
  { signal, foreground }: Caller,
  ask: (caller: Caller) => Promise<Answered>,
): Promise<Answered | 'late' | 'left'> {
  const abort = new AbortController();
  const leave = () => abort.abort();
  let late = false;
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave);
  const off =
    deadline === null
      ? () => undefined
      : world.alarm(deadline, () => {
          late = true;
          abort.abort();
        });
  try {
    const answered = await ask({ signal: abort.signal, foreground });
    // Who sleeps in the foreground sleeps on: the answer comes, and too late.
    return late ? 'late' : answered;
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    return late ? 'late' : 'left';
  } finally {
    off();
    signal?.removeEventListener('abort', leave);
  }
}

async function written(
  world: World,
  url: URL,
  { reply, http2 }: Extract<Answered, { ok: true }>,
  options: CurlOptions,
  ctx: ResolvedCommandContext,
  seconds: number,
): Promise<Output> {
  const { status, body } = reply;
  const head = headOf(world, reply, http2);
  const said = options.verbose ? spoken(url, head, options, http2) : '';
  if (options.fail && status >= 400) {
    const words = `curl: (${CODES.failed}) The requested URL returned error: ${http2 ? `${status} ` : statusText(status)}\n`;
    return bytesOut('', said + (options.showErrors ? words : ''), CODES.failed);
  }
  notice(world, printable(reply));
  const content = options.headOnly ? '' : asCharacters(body);
  const text = (options.include || options.headOnly ? head : '') + content;
  const name = options.remoteName ? (url.pathname.split('/').at(-1) ?? '') : options.output;
  const after = formatted(options.format, status, body.length, seconds);
  if (options.remoteName && name === '') {
    return bytesOut(
      '',
      `curl: Remote file name has no length!\ncurl: (23) Failed writing body\n`,
      CODES.write,
    );
  }
  if (name === null || name === '-') return bytesOut(text + after, said);
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  await ctx.fs.writeFile(ctx.fs.resolvePath(ctx.cwd, name), bytes);
  return bytesOut(after, said + (options.silent ? '' : meter(bytes.length, seconds)));
}

/** What a reader can read of it. */
function printable({ type, body }: Reply): string {
  return type.startsWith('text/') ? new TextDecoder().decode(body) : '';
}

function headOf(world: World, { status, type, body, headers = {} }: Reply, http2: boolean): string {
  const date = dateOf(world.time).toUTCString();
  const all: Readonly<Record<string, string>> = {
    ...(type === '' ? {} : { 'content-type': type }),
    ...headers,
    'content-length': String(body.length),
    date,
    'x-made-by': 'the model of Stuck in Send',
  };
  const first = http2 ? `HTTP/2 ${status} ` : `HTTP/1.1 ${statusText(status)}`;
  const lines = Object.entries(all).map(
    ([name, value]) => `${http2 ? name : capitals(name)}: ${value}`,
  );
  return `${[first, ...lines].join('\r\n')}\r\n\r\n`;
}

function capitals(name: string): string {
  return name.replace(/(?:^|-)\w/g, (letter) => letter.toUpperCase());
}

/** What -v tells on standard error. */
function spoken(url: URL, head: string, { headers }: CurlOptions, http2: boolean): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const address = ADDRESSES[url.hostname] ?? url.hostname;
  const version = http2 ? 'HTTP/2' : 'HTTP/1.1';
  return [
    `*   Trying ${address}:${port}...`,
    `* Connected to ${url.hostname} (${address}) port ${port} (#0)`,
    `> GET ${url.pathname}${url.search} ${version}`,
    `> Host: ${url.host}`,
    '> user-agent: curl/7.74.0',
    '> accept: */*',
    ...headers.map((header) => `> ${header}`),
    '> ',
    ...head
      .trimEnd()
      .split('\r\n')
      .map((line) => `< ${line}`),
    '< ',
    '',
  ].join('\n');
}

/** -w: the variables that a script asks for. One that is not known stays as it is. */
function formatted(format: string, status: number, size: number, seconds: number): string {
  const values: Readonly<Record<string, string>> = {
    http_code: String(status),
    response_code: String(status),
    size_download: String(size),
    time_total: seconds.toFixed(6),
  };
  return format
    .replace(/%\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/%%/g, '%');
}
