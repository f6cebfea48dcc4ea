import type { CustomCommand } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import type { Caller, World } from '../world.ts';
import { callerOf, waitingCommand } from './caller.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
/** Nobody at this terminal waits longer: such a sleep ends only when it is interrupted, seconds. */
const NEVER = 30 * 86_400;

/** `1.5`, `10m`, `infinity` as seconds; null for what is none (coreutils' xnumtoumax with its suffixes). */
export function secondsOf(text: string): number | null {
  if (/^inf(?:inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const [, number, unit = ''] = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? null : Number(number) * (UNITS[unit] ?? 1);
}

/** sleep(1): time passes on the node. */
export function sleep(world: World): CustomCommand {
  return waitingCommand('sleep', async (args, ctx) => {
    const option = args.find((arg) => /^-(?!\.?\d)/.test(arg));
    if (option !== undefined) {
      return refusal(
        `sleep: unrecognized option '${option}'\nTry 'sleep --help' for more information.`,
      );
    }
    if (args.length === 0) {
      return refusal("sleep: missing operand\nTry 'sleep --help' for more information.");
    }
    const times = args.map(secondsOf);
    const wrong = args.filter((_, i) => times[i] === null);
    if (wrong.length > 0) {
      const lines = wrong.map((arg) => `sleep: invalid time interval ‘${arg}’\n`);
      return refusal(`${lines.join('')}Try 'sleep --help' for more information.`);
    }
    const seconds = times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
    await pass(world, seconds, callerOf(ctx));
    return bytesOut('');
  });
}

/**
 * Waits so long. In the foreground by an alarm, so that another of the same line (timeout) may come first and end it; in the
 * background until time has passed.
 */
async function pass(world: World, seconds: number, caller: Caller): Promise<void> {
  if (seconds > NEVER) return world.watch<undefined>(() => null, caller);
  if (!caller.foreground) return world.sleep(seconds, caller);
  await world.settle();
  let rung: true | null = null;
  const off = world.alarm(seconds, () => {
    rung = true;
    world.set(world.state);
  });
  try {
    await world.watch(() => rung, caller);
  } finally {
    off();
  }
}
