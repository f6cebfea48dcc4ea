import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../../commands/input.ts';
import { kubeletGrew } from '../../hardware.ts';
import { type Client, type Process, processes } from '../../processes.ts';
import type { World } from '../../world.ts';
import { COLUMNS, type Column, type Seen } from './columns.ts';
import { type Request, requestOf } from './request.ts';

/** What the columns compare that show how much memory a process has; a header may be another. */
const SIZES = [COLUMNS.rss, COLUMNS.pmem].map((column) => column?.key);

/** ps(1) of procps 3.3, over the node's processes. `clients` are the reader's own that wait. */
export function ps(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('ps', async (args) => {
    const request = requestOf(args);
    if (typeof request === 'string') return refusal(request);
    const { state } = world;
    const line = ['ps', ...args].join(' ');
    const found = selected(request, processes(state, clients(), { comm: 'ps', args: line }));
    const seen = found.map((process) => ({ process, now: state.time }));
    const text = textOf(rows(request, sorted(request, seen)));
    const shown = found.some(({ pid }) => pid === state.kubelet.pid);
    const sizes = request.columns.some(({ key }) => SIZES.includes(key));
    if (shown && sizes && kubeletGrew(state)) world.reach('memory');
    return bytesOut(text, '', found.length > 0 ? 0 : 1);
  });
}

function selected(request: Request, all: readonly Process[]): Process[] {
  const { pids, parents, names, users } = request;
  if (request.all || !(pids || parents || names || users))
    return all.filter(({ tty }) => request.all || tty !== '?');
  return all.filter(
    ({ pid, ppid, comm, user }) =>
      pids?.includes(pid) ||
      parents?.includes(ppid) ||
      // The kernel keeps 15 characters of a name; ps(1) compares as many.
      names?.some((name) => name.slice(0, 15) === comm) ||
      users?.includes(user),
  );
}

function sorted({ sort }: Request, seen: readonly Seen[]): Seen[] {
  return seen.toSorted((a, b) => {
    for (const { column, down } of sort) {
      const [x, y] = [column.key(a), column.key(b)];
      if (x !== y) return x < y === down ? 1 : -1;
    }
    return a.process.pid - b.process.pid;
  });
}

function rows({ columns, headers }: Request, seen: readonly Seen[]): string[] {
  const widths = columns.map(({ header, width }) => Math.max(header.length, width));
  const row = (texts: readonly string[]) => laid(columns, widths, texts);
  const titles = columns.map(({ header }) => header);
  const head = headers && titles.some((title) => title !== '') ? [row(titles)] : [];
  return [...head, ...seen.map((one) => row(columns.map(({ text }) => text(one))))];
}

/** Sets a row. What is too wide for its column takes the room from the padding of those after it, as procps does. */
function laid(
  columns: readonly Column[],
  widths: readonly number[],
  texts: readonly string[],
): string {
  let line = '';
  let end = -1;
  for (const [at, column] of columns.entries()) {
    const width = widths[at] ?? 0;
    const last = at === columns.length - 1;
    const whole = texts[at] ?? '';
    const text = column.cut && !last ? whole.slice(0, width) : whole;
    const start = end + 1;
    end = start + width;
    const gap = at === 0 ? 0 : 1;
    const from = column.right ? Math.max(line.length + gap, end - text.length) : start;
    line = line.padEnd(Math.max(from, line.length + gap)) + text;
  }
  return line;
}
