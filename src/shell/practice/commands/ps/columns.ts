import { dateOf } from '../../changes.ts';
import { MEM_TOTAL, two } from '../../machine.ts';
import type { Process } from '../../processes.ts';

/** What the columns are computed of. */
export interface Seen {
  readonly process: Process;
  /** Seconds of the node's time. */
  readonly now: number;
}

/** A column as procps 3.3 prints it. */
export interface Column {
  readonly header: string;
  readonly width: number;
  readonly right: boolean;
  readonly text: (seen: Seen) => string;
  /** What `--sort` compares. */
  readonly key: (seen: Seen) => number | string;
  /** Cut to its width unless it is the last: command lines. */
  readonly cut?: true;
}

const KIB = 1024;
const DAY = 86_400;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const rss: Column = number('RSS', 5, ({ process }) => Math.round(process.rss / KIB));
const vsz: Column = number('VSZ', 6, ({ process }) => Math.round(process.vsz / KIB));
const pid: Column = number('PID', 7, ({ process }) => process.pid);
const nlwp: Column = number('NLWP', 4, ({ process }) => process.threads);
const share = (header: string, of: (seen: Seen) => number): Column => ({
  header,
  width: 4,
  right: true,
  text: (seen) => of(seen).toFixed(1),
  key: of,
});
const pcpu = share('%CPU', cpuShare);
const pmem = share('%MEM', memoryShare);
const user = words('USER', 8, ({ process }) => process.user);
const comm: Column = {
  ...words('COMMAND', 15, ({ process }) => process.comm),
  cut: true,
};
const args: Column = {
  ...words('COMMAND', 27, ({ process }) => process.args),
  cut: true,
};

/** The columns that `-o` knows, by each of their names in ps(1). */
export const COLUMNS: Readonly<Record<string, Column>> = {
  pid,
  ppid: number('PPID', 7, ({ process }) => process.ppid),
  user,
  euser: { ...user, header: 'EUSER' },
  uname: user,
  rss,
  rssize: rss,
  rsz: { ...rss, header: 'RSZ' },
  vsz,
  vsize: vsz,
  pmem,
  '%mem': pmem,
  pcpu,
  '%cpu': pcpu,
  c: number('C', 2, (seen) => Math.floor(cpuShare(seen))),
  nlwp,
  thcount: { ...nlwp, header: 'THCNT', width: 5 },
  etime: {
    ...number('ELAPSED', 11, age),
    text: (seen) => clockOf(age(seen), false),
  },
  etimes: number('ELAPSED', 7, age),
  time: { ...number('TIME', 8, cpuTime), text: (seen) => clockOf(cpuTime(seen), true) },
  cputime: { ...number('TIME', 8, cpuTime), text: (seen) => clockOf(cpuTime(seen), true) },
  bsdtime: { ...number('TIME', 6, cpuTime), text: (seen) => minutesOf(cpuTime(seen)) },
  start: { ...number('STARTED', 8, ({ process }) => process.started), text: startOf },
  lstart: { ...number('STARTED', 24, ({ process }) => process.started), text: longStartOf },
  start_time: { ...number('START', 5, ({ process }) => process.started), text: dayOf },
  stime: { ...number('STIME', 5, ({ process }) => process.started), text: dayOf },
  tty: words('TT', 8, ({ process }) => process.tty),
  tt: words('TT', 8, ({ process }) => process.tty),
  tname: words('TTY', 8, ({ process }) => process.tty),
  stat: words('STAT', 4, ({ process }) => statOf(process)),
  s: words('S', 1, ({ process }) => process.state),
  state: words('S', 1, ({ process }) => process.state),
  comm,
  ucmd: { ...comm, header: 'CMD' },
  args,
  command: args,
  cmd: { ...args, header: 'CMD' },
};

function number(header: string, width: number, key: (seen: Seen) => number): Column {
  return { header, width, right: true, text: (seen) => String(Math.floor(key(seen))), key };
}

function words(header: string, width: number, key: (seen: Seen) => string): Column {
  return { header, width, right: false, text: key, key };
}

function age({ process, now }: Seen): number {
  return Math.max(0, Math.floor(now - process.started));
}

function cpuTime({ process }: Seen): number {
  return Math.floor(process.cpu);
}

/** Percent of one processor over the process's life, as ps(1) counts it. */
function cpuShare(seen: Seen): number {
  const lived = seen.now - seen.process.started;
  return lived < 1 ? 0 : (seen.process.cpu * 100) / lived;
}

/** Percent of the machine's memory. */
export function memoryShare({ process }: Seen): number {
  return (process.rss * 100) / (MEM_TOTAL * KIB);
}

export function statOf({ state, leader, threads, tty }: Process): string {
  // What runs in the foreground of its terminal carries a plus: the command that looks.
  const front = tty !== '?' && state === 'R';
  return `${state}${leader ? 's' : ''}${threads > 1 ? 'l' : ''}${front ? '+' : ''}`;
}

/** `[[dd-]hh:]mm:ss`; processor time always has its hours. */
function clockOf(seconds: number, hours: boolean): string {
  const days = Math.floor(seconds / DAY);
  const hour = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (days > 0) return `${hours ? days : two(days)}-${two(hour)}:${rest}`;
  return hours || hour > 0 ? `${two(hour)}:${rest}` : rest;
}

/** `mmm:ss`: minutes and seconds of BSD's ps. */
function minutesOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** `HH:MM` today, `Nov08` before. */
function dayOf({ process, now }: Seen): string {
  const then = dateOf(process.started);
  const today = dateOf(now);
  if (then.toISOString().slice(0, 10) === today.toISOString().slice(0, 10))
    return `${two(then.getUTCHours())}:${two(then.getUTCMinutes())}`;
  return `${MONTHS[then.getUTCMonth()]}${two(then.getUTCDate())}`;
}

/** `HH:MM:SS` within a day, `Nov 08` before. */
function startOf({ process, now }: Seen): string {
  const then = dateOf(process.started);
  if (now - process.started < DAY) return then.toISOString().slice(11, 19);
  return `${MONTHS[then.getUTCMonth()]} ${two(then.getUTCDate())}`;
}

function longStartOf({ process }: Seen): string {
  const then = dateOf(process.started);
  const day = String(then.getUTCDate()).padStart(2);
  const clock = then.toISOString().slice(11, 19);
  return `${WEEKDAYS[then.getUTCDay()]} ${MONTHS[then.getUTCMonth()]} ${day} ${clock} ${then.getUTCFullYear()}`;
}
