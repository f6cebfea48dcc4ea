import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../commands/input.ts';
import { has, lastValue, type Options, readOptions } from '../../commands/options.ts';
import { dateOf } from '../changes.ts';
import { kubeletGrew, memoryUse, uptimeLine } from '../hardware.ts';
import { CPUS } from '../machine.ts';
import { type Client, type Process, processes } from '../processes.ts';
import type { NodeState } from '../state.ts';
import { Left, type World } from '../world.ts';
import { callerOf, INTERRUPTED } from './caller.ts';
import { memoryShare } from './ps/columns.ts';

const KIB = 1024;
const KNOWN =
  'top [-b] [-c] [-w [COLUMNS]] [-n FRAMES] [-d SECONDS] [-o %CPU|%MEM|RES|VIRT|TIME+|PID] [-p PIDS] [-u USER]';
/** Columns of a terminal that nobody told top about. */
const WIDTH = 80;
const WIDEST = 512;
/** Columns of this terminal, about. */
const SCREEN = 100;
const DELAY = 3;

interface Wanted {
  readonly frames: number;
  readonly delay: number;
  readonly width: number;
  readonly whole: boolean;
  readonly pids: readonly number[] | null;
  readonly user: string | null;
  readonly order: (a: Process, b: Process, state: NodeState) => number;
}

/** Most is first, as top sorts. */
const most =
  (of: (process: Process, state: NodeState) => number) =>
  (a: Process, b: Process, state: NodeState): number =>
    of(b, state) - of(a, state) || a.pid - b.pid;

const ORDERS: Readonly<Record<string, Wanted['order']>> = {
  '%CPU': most((process, { time }) => Math.round(10 * share(process, time))),
  '%MEM': most(({ rss }) => rss),
  RES: most(({ rss }) => rss),
  VIRT: most(({ vsz }) => vsz),
  'TIME+': most(({ cpu }) => cpu),
  PID: most(({ pid }) => pid),
};

/** top(1) of procps 3.3 in its batch form: this terminal cannot redraw a screen, so that without `-b` one frame is shown. */
export function top(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('top', async (args, ctx) => {
    const wanted = wantedOf(args);
    if (typeof wanted === 'string') return refusal(wanted);
    const { frames, note } = wanted;
    const shown: string[] = [];
    for (let frame = 0; frame < frames; frame++) {
      try {
        if (frame > 0) await world.sleep(wanted.delay, callerOf(ctx));
      } catch (error) {
        if (error instanceof Left) return bytesOut(shown.join('\n'), '', INTERRUPTED);
        throw error;
      }
      const all = processes(world.state, clients(), {
        comm: 'top',
        args: ['top', ...args].join(' '),
      });
      const rows = chosen(all, wanted, world.state);
      shown.push(frameOf(rows, all, wanted, world.state));
      if (rows.some(({ pid }) => pid === world.state.kubelet.pid) && kubeletGrew(world.state)) {
        world.reach('memory');
      }
    }
    return bytesOut(shown.join('\n'), note);
  });
}

function wantedOf(args: readonly string[]): (Wanted & { readonly note: string }) | string {
  // The width may be glued to -w, stand after it, or be left out.
  const given = args.flatMap((arg, i) => {
    if (arg === '-w' && !/^\d+$/.test(args[i + 1] ?? '')) return ['-w', String(WIDEST)];
    return [arg];
  });
  const options = readOptions(given, { short: 'bcn:d:o:p:u:w:' });
  if (typeof options === 'string' || options.operands.length > 0) {
    const what = typeof options === 'string' ? options : `unknown option '${options.operands[0]}'`;
    return `top: ${what}\nUsage:\n  top [options]\n(the practice node knows: ${KNOWN})`;
  }
  const number = (letter: string, otherwise: number): number =>
    Number(lastValue(options, letter) ?? otherwise);
  const frames = number('n', 1);
  const delay = number('d', DELAY);
  if (!Number.isInteger(frames) || frames < 1) {
    return `top: bad iterations argument '${lastValue(options, 'n')}'`;
  }
  if (!(delay >= 0)) return `top: bad delay interval '${lastValue(options, 'd')}'`;
  const field = (lastValue(options, 'o') ?? '%CPU').replace(/^[+-]/, '');
  const order = Object.hasOwn(ORDERS, field) ? ORDERS[field] : undefined;
  if (!order) return `top: unrecognized field name '${field}'\n(the practice node knows: ${KNOWN})`;
  const pids = pidsOf(options);
  if (typeof pids === 'string') return pids;
  const reversed = (lastValue(options, 'o') ?? '').startsWith('-');
  return {
    frames: has(options, 'b') ? frames : 1,
    delay,
    width: number('w', has(options, 'b') ? WIDTH : SCREEN),
    whole: has(options, 'c'),
    pids,
    user: lastValue(options, 'u') ?? null,
    order: reversed ? (a, b, state) => order(b, a, state) : order,
    note: noteOf(options),
  };
}

function pidsOf(options: Options): number[] | null | string {
  const words = options.given
    .filter(([name]) => name === 'p')
    .flatMap(([, list]) => list.split(','));
  const bad = words.find((word) => !/^\d+$/.test(word));
  if (bad !== undefined) return `top: bad pid '${bad}'`;
  return words.length === 0 ? null : words.map(Number);
}

function noteOf(options: Options): string {
  if (has(options, 'b') && has(options, 'n')) return '';
  return 'top: (this terminal shows one frame; top -b -n FRAMES -d SECONDS shows several)\n';
}

function chosen(all: readonly Process[], { pids, user, order }: Wanted, state: NodeState) {
  return all
    .filter((one) => pids === null || pids.includes(one.pid))
    .filter((one) => user === null || one.user === user)
    .sort((a, b) => order(a, b, state));
}

function frameOf(
  rows: readonly Process[],
  all: readonly Process[],
  wanted: Wanted,
  state: NodeState,
): string {
  const { pids } = wanted;
  const tasks = pids === null ? all : rows;
  const running = tasks.filter((one) => one.state === 'R').length;
  const [total, free, used, cache, available] = mebibytes(all);
  const busy = all.reduce((sum, one) => sum + share(one, state.time), 0) / CPUS;
  const us = one(busy * 0.62);
  const sy = one(busy * 0.38);
  const id = one(100 - Number(us) - Number(sy));
  const head = [
    `top - ${uptimeLine(state, dateOf(state.time).toISOString().slice(11, 19))}`,
    `Tasks: ${three(tasks.length)} total, ${three(running)} running, ${three(tasks.length - running)} sleeping,   0 stopped,   0 zombie`,
    `%Cpu(s):${us.padStart(5)} us,${sy.padStart(5)} sy,  0.0 ni,${id.padStart(5)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st`,
    `MiB Mem :${total} total,${free} free,${used} used,${cache} buff/cache`,
    `MiB Swap:${mib(0)} total,${mib(0)} free,${mib(0)} used.${available} avail Mem`,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
  ];
  return textOf([...head, ...rows.map((row) => rowOf(row, wanted, state))]);
}

function rowOf(process: Process, { width, whole }: Wanted, state: NodeState): string {
  const { pid, user, vsz, rss, shared, cpu } = process;
  const minutes = Math.floor(cpu / 60);
  const seconds = (Math.floor((cpu % 60) * 100) / 100).toFixed(2).padStart(5, '0');
  const row = [
    String(pid).padStart(7),
    user.padEnd(8),
    ' 20',
    '  0',
    size(vsz, 7),
    size(rss, 6),
    size(shared, 6),
    process.state,
    share(process, state.time).toFixed(1).padStart(5),
    memoryShare({ process, now: state.time }).toFixed(1).padStart(5),
    `${minutes}:${seconds}`.padStart(9),
  ].join(' ');
  const name = whole ? process.args : process.comm;
  const room = width - row.length - 1;
  return `${row} ${name.length > room ? `${name.slice(0, Math.max(0, room - 1))}+` : name}`;
}

/** Percent of one processor. */
function share({ cpu, started }: Process, now: number): number {
  return now - started < 1 ? 0 : (cpu * 100) / (now - started);
}

/** Bytes as KiB, or with a unit where those do not fit. */
function size(bytes: number, width: number): string {
  const kib = Math.floor(bytes / KIB);
  if (String(kib).length <= width) return String(kib).padStart(width);
  const mega = kib / KIB;
  const text = mega < 1000 ? `${mega.toFixed(1)}m` : `${(mega / KIB).toFixed(1)}g`;
  return text.padStart(width);
}

function mebibytes(all: readonly Process[]): string[] {
  const { total, free, used, cache, available } = memoryUse(all);
  return [total, free, used, cache, available].map(mib);
}

function mib(kib: number): string {
  return (kib / KIB).toFixed(1).padStart(9);
}

function one(value: number): string {
  return value.toFixed(1);
}

function three(value: number): string {
  return String(value).padStart(3);
}
