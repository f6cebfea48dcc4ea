import { type Load, ordinary } from '../model/simulate/load.ts';
import { postLoad, runPod } from '../model/simulate/pod.ts';
import { type Ended, simulate } from '../model/simulate/simulate.ts';
import { type RpcName, type RpcSize, rpcSizes } from '../model/ttrpc/rpc-sizes.ts';
import type { Call } from './command.ts';
import { LONGEST, microsecondsOf } from './duration.ts';
import { type Fault, faultOf } from './fault.ts';
import { numbersIn, type Range } from './numbers.ts';
import { PAIR, type Pair, pairIn } from './pair.ts';

/** ttrpc's header, and the longest message that it takes with its header (containerd/ttrpc@v1.0.1 channel.go:31-50). */
const HEADER = 10;
const LONGEST_FRAME = HEADER + (4 << 20);

const RANGES = {
  calls: { least: 1, most: 100_000, plain: ordinary.calls },
  callers: { least: 1, most: 100_000, plain: 100_000 },
  'long-calls': { least: 0, most: 100_000, plain: ordinary.longCalls },
  sndbuf: { least: 4608, most: 16 << 20, plain: ordinary.sndbuf },
  seed: { least: 0, most: 2 ** 31 - 1, plain: ordinary.seed },
} as const satisfies Readonly<Record<string, Range>>;

/** A run as it was asked for, ended. */
export interface Simulated {
  readonly ok: true;
  readonly pair: Pair;
  readonly load: Load;
  /** The connection that the load is on, then, of a pod, the one at rest. */
  readonly runs: readonly [Ended, ...Ended[]];
}

/** Other options of the load. */
const FREE = ['request', 'response', 'rpc', 'delay', 'deadline'];

/** Options that cannot stand together. */
function clash({ has, value, word }: Call): Fault | null {
  const both = (one: string, other: string) =>
    faultOf(word('cli.problem.both', { one, other }), '', word('cli.hint.both', { one, other }));
  if (has('json') && value('dump') === '-') return both('--json', '--dump -');
  if (has('side') && !has('dump')) {
    return faultOf(
      word('cli.problem.sideAlone'),
      `--side ${value('side')}`,
      word('cli.hint.value', { option: '--dump', value: 'FILE' }),
    );
  }
  const own = [...PAIR.map(({ name }) => name), ...Object.keys(RANGES), ...FREE];
  const other = has('post') ? own.find((name) => has(name)) : undefined;
  return other === undefined ? null : both('--post', `--${other}`);
}

/** Runs what was asked for, or tells what is wrong with it. */
export function simulated(call: Call): Simulated | Fault {
  const fault = clash(call);
  if (fault) return fault;
  const pair = pairIn(call);
  if (!pair.ok) return pair;
  if (call.has('post')) {
    const { stuck, idle } = runPod(postLoad);
    return { ok: true, pair, load: postLoad, runs: [stuck, idle] };
  }
  const load = loadIn(call, pair);
  if ('problem' in load) return load;
  return { ok: true, pair, load, runs: [simulate(load)] };
}

function loadIn(call: Call, { client, server }: Pair): Load | Fault {
  const size = rpcSizes[(call.value('rpc') ?? 'State') as RpcName];
  const given = numbersIn({ ...RANGES, ...plainSizes(size) }, call);
  if (!given.ok) return given;
  const {
    calls,
    callers,
    request,
    response,
    sndbuf,
    seed,
    'long-calls': longCalls,
  } = given.numbers;
  if (longCalls > calls) {
    return faultOf(
      call.word('cli.problem.longCalls', { longCalls, calls }),
      `--long-calls ${longCalls}`,
      call.word('cli.hint.longCalls'),
    );
  }
  if (callers <= longCalls && longCalls < calls) {
    return faultOf(
      call.word('cli.problem.callersHeld', { longCalls, callers }),
      `--callers ${callers}`,
      call.word('cli.hint.callersHeld'),
    );
  }
  const delay = timeOf('delay', call);
  if (typeof delay === 'object' && delay !== null) return delay;
  const deadline = timeOf('deadline', call);
  if (typeof deadline === 'object' && deadline !== null) return deadline;
  return {
    client: client.family,
    server: server.family,
    calls,
    callers: Math.min(callers, calls),
    longCalls,
    request,
    response,
    sndbuf,
    delay: delay ?? ordinary.delay,
    deadline,
    seed,
  };
}

/** Frames may have any size that ttrpc takes; left out, it is that of the RPC. */
function plainSizes({
  request,
  response,
}: RpcSize): Readonly<Record<'request' | 'response', Range>> {
  const size = (plain: number) => ({ least: HEADER, most: LONGEST_FRAME, plain });
  return { request: size(request), response: size(response) };
}

/** Microseconds of an option; null where it is not written. */
function timeOf(name: 'delay' | 'deadline', { value, word }: Call): number | null | Fault {
  const given = value(name);
  if (given === undefined) return null;
  const time = microsecondsOf(given);
  if (time !== null) return time;
  return faultOf(
    word('cli.problem.time', { option: `--${name}`, given }),
    `--${name} ${given}`,
    word('cli.hint.time', { seconds: LONGEST / 1_000_000 }),
  );
}
