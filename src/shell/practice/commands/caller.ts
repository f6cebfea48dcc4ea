import {
  type CommandContext,
  type CustomCommand,
  defineCommand,
  type ExecResult,
  type ResolvedCommandContext,
} from 'just-bash/browser';
import { type Caller, Left } from '../world.ts';

export type Ctx = ResolvedCommandContext;

/** Exit code of what Ctrl-C ended. */
export const INTERRUPTED = 130;

/** Set in the shells of the background (jobs.ts). */
export const IN_BACKGROUND = '__BACKGROUND';

/** How the command stands to the line that began it. */
export function callerOf({ signal, env }: Pick<CommandContext, 'signal' | 'env'>): Caller {
  return { signal, foreground: !env.has(IN_BACKGROUND) };
}

/** A command that may have to wait. When its wait is ended (Left), it ends too, without a word. */
export function waitingCommand(
  name: string,
  execute: (args: string[], ctx: Ctx) => Promise<ExecResult>,
): CustomCommand {
  return defineCommand(name, async (args, ctx) => {
    try {
      return await execute(args, ctx);
    } catch (error) {
      if (error instanceof Left) return { stdout: '', stderr: '', exitCode: INTERRUPTED };
      throw error;
    }
  });
}
