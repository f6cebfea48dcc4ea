import { defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { refusal } from './input.ts';
import { withoutColour } from './mended.ts';

const TAKES_VALUE = 'ABCDdefm';

/**
 * just-bash's grep with three things set right: of several `-e` it knows only the last, without a word; `-H` it does
 * not know (a second file asks for the same); `--color` means nothing here.
 */
export const grep = defineCommand('grep', async (args, ctx) => {
  if (!ctx.origCommand) return refusal('grep: cannot run here', 2);
  const { rest, patterns, names } = sortOut(withoutColour(args));
  const file = names ? ['/dev/null'] : [];
  if (patterns.length < 2) {
    return ctx.origCommand([...patterns.flatMap((pattern) => ['-e', pattern]), ...rest, ...file]);
  }
  const list = await patternFile(patterns, ctx);
  try {
    return await ctx.origCommand(['-f', list, ...rest, ...file]);
  } finally {
    await ctx.fs.rm(list, { force: true });
  }
});

/** Takes the `-e` patterns and the `H`s out of the arguments. */
function sortOut(args: readonly string[]): { rest: string[]; patterns: string[]; names: boolean } {
  const rest: string[] = [];
  const patterns: string[] = [];
  let names = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      rest.push(...args.slice(i));
      break;
    }
    const long = /^--regexp(?:=([\s\S]*))?$/.exec(arg);
    if (long) patterns.push(long[1] ?? args[++i] ?? '');
    else if (arg === '--with-filename') names = true;
    else if (!/^-[a-zA-Z]/.test(arg)) rest.push(arg);
    else {
      const end = [...arg].findIndex((letter, at) => at > 0 && TAKES_VALUE.includes(letter));
      const letters = end < 0 ? arg : arg.slice(0, end);
      if (letters.includes('H')) names = true;
      const flags = letters.replaceAll('H', '');
      if (flags !== '-') rest.push(flags);
      if (end < 0) continue;
      const value = end + 1 < arg.length ? arg.slice(end + 1) : (args[++i] ?? '');
      if (arg[end] === 'e') patterns.push(value);
      else rest.push(`-${arg[end]}`, value);
    }
  }
  return { rest, patterns, names };
}

async function patternFile(
  patterns: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<string> {
  for (let n = 0; ; n++) {
    const path = `/tmp/.grep-patterns-${n}`;
    if (await ctx.fs.exists(path)) continue;
    await ctx.fs.writeFile(path, `${patterns.join('\n')}\n`);
    return path;
  }
}
