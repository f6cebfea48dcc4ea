import type { CommandContext } from 'just-bash/browser';
import type { Caller } from '../world.ts';

/** Set in the shells of the background (jobs.ts). */
export const IN_BACKGROUND = '__BACKGROUND';

/** How the command stands to the line that began it. */
export function callerOf({ signal, env }: Pick<CommandContext, 'signal' | 'env'>): Caller {
  return { signal, foreground: !env.has(IN_BACKGROUND) };
}
