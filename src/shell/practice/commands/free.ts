import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../commands/input.ts';
import { readOptions } from '../../commands/options.ts';
import { dateOf } from '../changes.ts';
import { memoryUse, uptimeLine } from '../hardware.ts';
import { BOOTED } from '../machine.ts';
import { type Client, processes } from '../processes.ts';
import type { World } from '../world.ts';

const HEADERS = ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
const LABEL = 8;
const COLUMN = 12;
const UNITS = ['Ki', 'Mi', 'Gi', 'Ti'];

/** free(1) of procps 3.3. */
export function free(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('free', async (args) => {
    const options = readOptions(args, {
      short: 'bkmgh',
      long: { bytes: 'b', kibi: 'k', mebi: 'm', gibi: 'g', human: 'h' },
    });
    if (typeof options === 'string' || options.operands.length > 0) {
      const what = typeof options === 'string' ? options : 'no operands';
      return refusal(
        `free: ${what}\n\nUsage:\n free [options]\n\n(the practice node knows: free [-b|-k|-m|-g|-h])`,
      );
    }
    const unit = options.given.at(-1)?.[0] ?? 'k';
    const use = memoryUse(processes(world.state, clients()));
    const { total, used, free: left, shared, cache, available } = use;
    const row = (label: string, values: readonly (number | string)[]) =>
      label.padEnd(LABEL) +
      values
        .map((value) => (typeof value === 'string' ? value : sized(value, unit)).padStart(COLUMN))
        .join('');
    return bytesOut(
      textOf([
        row('', HEADERS),
        row('Mem:', [total, used, left, shared, cache, available]),
        row('Swap:', [0, 0, 0]),
      ]),
    );
  });
}

/** KiB in a unit, cut as procps cuts. */
function sized(kib: number, unit: string): string {
  if (unit === 'b') return String(kib * 1024);
  if (unit === 'k') return String(kib);
  if (unit === 'm') return String(Math.floor(kib / 1024));
  if (unit === 'g') return String(Math.floor(kib / 1024 ** 2));
  if (kib === 0) return '0B';
  let value = kib;
  let at = 0;
  for (; value >= 1024; at++) value /= 1024;
  return `${value < 9.95 ? value.toFixed(1) : Math.floor(value)}${UNITS[at]}`;
}

/** uptime(1): since the node's kernel runs. */
export function uptime(world: World): CustomCommand {
  return defineCommand('uptime', async (args) => {
    const { state } = world;
    const since = dateOf(BOOTED).toISOString().slice(0, 19).replace('T', ' ');
    if (args.length === 0) {
      return bytesOut(` ${uptimeLine(state, dateOf(state.time).toISOString().slice(11, 19))}\n`);
    }
    if (args.length === 1 && /^(?:-s|--since)$/.test(args[0] ?? '')) return bytesOut(`${since}\n`);
    if (args.length === 1 && /^(?:-p|--pretty)$/.test(args[0] ?? '')) {
      return bytesOut(`up ${pretty(state.time)}\n`);
    }
    return refusal(
      `uptime: unrecognized option '${args[0]}'\n\nUsage:\n uptime [options]\n\n(the practice node knows: uptime [-p|-s])`,
    );
  });
}

/** `1 week, 3 days, 12 minutes`. */
function pretty(time: number): string {
  const minutes = Math.floor((time - BOOTED) / 60);
  const parts: [number, string][] = [
    [Math.floor(minutes / 10_080), 'week'],
    [Math.floor(minutes / 1_440) % 7, 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count === 1 ? '' : 's'}`)
    .join(', ');
}
