import { loads, memoryUse } from './hardware.ts';
import { BOOTED } from './machine.ts';
import { type Client, type Process, processes } from './processes.ts';
import type { NodeState } from './state.ts';

const KIB = 1024;

/** What /proc says now, proc(5): of a process its status, comm and cmdline, of the machine meminfo, loadavg and uptime. Null for any other path. */
export function procText(
  path: string,
  state: NodeState,
  clients: () => readonly Client[],
): string | null {
  const [, pid, name = ''] = /^\/proc\/(?:(\d+)\/)?(\w+)$/.exec(path) ?? [];
  if (pid !== undefined && !Object.hasOwn(OF_PROCESS, name)) return null;
  if (pid === undefined && !Object.hasOwn(OF_MACHINE, name)) return null;
  const running = processes(state, clients());
  if (pid === undefined) return OF_MACHINE[name]?.(state, running) ?? null;
  const found = running.find((one) => one.pid === Number(pid));
  return found ? (OF_PROCESS[name]?.(found) ?? null) : null;
}

const OF_PROCESS: Readonly<Record<string, (process: Process) => string>> = {
  comm: ({ comm }) => `${comm}\n`,
  cmdline: ({ args }) => `${args.split(' ').join('\0')}\0`,
  status: ({ comm, state, pid, ppid, vsz, rss, shared, threads }) =>
    [
      `Name:\t${comm}`,
      'Umask:\t0022',
      `State:\t${state} (${state === 'R' ? 'running' : 'sleeping'})`,
      `Tgid:\t${pid}`,
      `Pid:\t${pid}`,
      `PPid:\t${ppid}`,
      size('VmSize', vsz),
      size('VmRSS', rss),
      size('RssAnon', rss - shared),
      size('RssFile', shared),
      `Threads:\t${threads}`,
      '',
    ].join('\n'),
};

function size(name: string, bytes: number): string {
  return `${name}:\t${String(Math.round(bytes / KIB)).padStart(8)} kB`;
}

type OfMachine = (state: NodeState, running: readonly Process[]) => string;

const OF_MACHINE: Readonly<Record<string, OfMachine>> = {
  meminfo: (_, running) => {
    const { total, free, available, cache } = memoryUse(running);
    const rows = { MemTotal: total, MemFree: free, MemAvailable: available, Cached: cache };
    const row = ([name, kib]: [string, number]) =>
      `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB\n`;
    return Object.entries(rows).map(row).join('');
  },
  loadavg: (state, running) => {
    const load = loads(state).map((value) => value.toFixed(2));
    const threads = running.reduce((sum, one) => sum + one.threads, 0);
    return `${load.join(' ')} 1/${threads} ${state.nextPid}\n`;
  },
  uptime: (state) =>
    `${(state.time - BOOTED).toFixed(2)} ${(3.9 * (state.time - BOOTED)).toFixed(2)}\n`,
};
