import { defineCommand } from 'just-bash/browser';
import { refusal } from '../../commands/input.ts';

/** rm(1) with GNU's failsafe, which just-bash 3.4.2 lacks. */
export const rm = defineCommand('rm', async (args, ctx) => {
  const deep = args.some((arg) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(arg));
  const root = args.find((arg) => /^\//.test(arg) && ctx.fs.resolvePath(ctx.cwd, arg) === '/');
  if (deep && args.includes('--no-preserve-root')) {
    return refusal('rm: the practice node keeps its root: reset it instead');
  }
  if (deep && root !== undefined) {
    return refusal(
      "rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe",
    );
  }
  if (!ctx.origCommand) return refusal('rm: cannot run here');
  return ctx.origCommand([...args]);
});
