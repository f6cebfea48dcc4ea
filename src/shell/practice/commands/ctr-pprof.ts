import type { ResolvedCommandContext } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { DEBUG_SOCKET, getOverSocket, statusText } from '../http.ts';
import type { Output } from '../jobs.ts';
import { Left, type World } from '../world.ts';
import { asCharacters, baseHeap } from './base-heap.ts';
import { callerOf, INTERRUPTED } from './caller.ts';
import { notice } from './notice.ts';

/** What each command of `ctr pprof` asks for: containerd@v1.4.12 cmd/ctr/commands/pprof/pprof.go. */
const PATHS: Readonly<Record<string, string>> = {
  block: '/debug/pprof/block',
  goroutines: '/debug/pprof/goroutine?debug=2',
  heap: '/debug/pprof/heap',
  profile: '/debug/pprof/profile',
  threadcreate: '/debug/pprof/threadcreate',
  trace: '/debug/pprof/trace',
};
const KNOWN =
  "(the practice node's ctr pprof knows: [--debug-socket|-d SOCKET] block | goroutines | heap | profile [--seconds|-s DURATION] | threadcreate)";

interface Wanted {
  readonly socket: string;
  readonly name: string;
  /** Of a profile over time. */
  readonly seconds: number | null;
}

/** `ctr pprof …` over containerd's debug socket, which answers while ttrpc hangs: it makes no call of its own. */
export async function ctrPprof(
  world: World,
  args: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<Output> {
  const wanted = wantedOf(args);
  if (typeof wanted === 'string') return refusal(`${wanted}\n${KNOWN}`);
  const { socket, name, seconds } = wanted;
  const path = PATHS[name] ?? '';
  const url = new URL(`http://.${path}`);
  if (seconds !== null) url.searchParams.set('seconds', String(seconds));
  try {
    const answered = await getOverSocket(world, socket, url, () => baseHeap(ctx), callerOf(ctx));
    if (!answered.ok) {
      const why =
        answered.failure === 'closed'
          ? 'EOF'
          : `dial unix ${socket}: connect: no such file or directory`;
      return refusal(`ctr: Get "http://.${path}": ${why}`);
    }
    const { status, body } = answered.reply;
    if (status !== 200) {
      const text = new TextDecoder().decode(body).trim();
      return refusal(`ctr: http get failed with status: ${statusText(status)}: ${text}`);
    }
    if (name === 'goroutines') notice(world, new TextDecoder().decode(body));
    return bytesOut(asCharacters(body));
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    return { stdout: '', stderr: '', exitCode: INTERRUPTED };
  }
}

function wantedOf(args: readonly string[]): Wanted | string {
  let socket: string = DEBUG_SOCKET;
  let seconds: number | null = null;
  let name = '';
  const rest = [...args];
  while (rest.length > 0) {
    const [word = '', glued] = split(rest.shift() ?? '');
    if (!word.startsWith('-')) {
      if (name !== '') return `Incorrect Usage: too many arguments: ${word}`;
      name = word;
      continue;
    }
    const option = word.replace(/^--?/, '');
    const value = glued ?? rest.shift();
    if (value === undefined) return `Incorrect Usage: flag needs an argument: -${option}`;
    if ((option === 'd' || option === 'debug-socket') && name === '') {
      socket = value.replace(/^unix:\/\//, '');
    } else if ((option === 's' || option === 'seconds') && name === 'profile') {
      const given = durationOf(value);
      if (given === null)
        return `Incorrect Usage: invalid value "${value}" for flag -${option}: parse error`;
      seconds = given;
    } else return `Incorrect Usage: flag provided but not defined: -${option}`;
  }
  if (!Object.hasOwn(PATHS, name)) return `No help topic for '${name}'`;
  return { socket, name, seconds };
}

function split(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=');
  return word.startsWith('-') && at > 0
    ? [word.slice(0, at), word.slice(at + 1)]
    : [word, undefined];
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** A duration as Go writes it, in seconds; null for what is none. */
function durationOf(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return null;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? 's'] ?? 1),
    0,
  );
}
