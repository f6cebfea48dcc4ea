import type { CustomCommand } from 'just-bash/browser';
import { containerdLog, shimDump } from '../dumps.ts';
import type { Client } from '../processes.ts';
import type { World } from '../world.ts';
import { apt, aptCache, aptGet } from './apt/apt.ts';
import { dpkg } from './apt/dpkg.ts';
import { nohup, sudo } from './before.ts';
import { date } from './date.ts';
import { free, uptime } from './free.ts';
import { help, watch } from './help.ts';
import { journalctl } from './journalctl.ts';
import { type KillableJobs, kill, killOf } from './kill.ts';
import { ls } from './ls.ts';
import { pgrep, pidof, pkill } from './pgrep.ts';
import { ps } from './ps/ps.ts';
import { rm } from './rm.ts';
import { sleep } from './sleep.ts';
import { df, dmesg, lscpu, nproc, uname } from './small.ts';
import { ss } from './ss/ss.ts';
import { sysctl } from './sysctl/sysctl.ts';
import { systemctl } from './systemctl/systemctl.ts';
import { timeout } from './timeout.ts';
import { top } from './top.ts';
import { versions } from './versions.ts';

/** What of the shell's jobs the commands need: who waits, and how to end it. */
export interface SystemJobs extends KillableJobs {
  readonly running: readonly {
    readonly pid: number;
    readonly text: string;
    /** Seconds of the node's time. */
    readonly since: number;
    /** Variables of the shell that it was begun in: its command line is shown with their values. */
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

/** The commands of the node's system: processes, memory, sockets, signals. */
export function systemCommands(world: World, jobs: SystemJobs): CustomCommand[] {
  const clients = () => clientsOf(jobs);
  const send = killOf(world, jobs, { shimDump, containerdLog });
  return [
    apt(world),
    aptCache(world),
    aptGet(world),
    date(world),
    df,
    dmesg,
    dpkg(world),
    free(world, clients),
    help,
    journalctl(world),
    kill(jobs, send),
    ls(world),
    lscpu,
    nohup,
    nproc,
    pgrep(world, clients),
    pidof(world, clients),
    pkill(world, clients, send),
    ps(world, clients),
    rm,
    sleep(world),
    ss(world, clients),
    sudo,
    sysctl(world),
    systemctl(world, clients),
    timeout(world),
    top(world, clients),
    uname,
    uptime(world),
    watch,
    ...versions(world),
  ];
}

/** The reader's lines that wait, as processes. */
export function clientsOf({ running }: Pick<SystemJobs, 'running'>): readonly Client[] {
  return running.map(clientOf);
}

/** A line of the background as the process that waits in it: without the brackets of a subshell, quotes, redirections, and names of variables. */
function clientOf({ pid, text, since, env = {} }: SystemJobs['running'][number]): Client {
  const command = text
    .replace(/^\(\s*|\s*\)$/g, '')
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, one, other) => env[one ?? other] ?? whole)
    .replace(/\s*\d?>+\s*(?:&\d|[^\s|;&]+)/g, '')
    .replace(/["']/g, '');
  return { pid, since, command };
}
