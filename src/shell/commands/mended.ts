import { defineCommand, type ExecResult, type ResolvedCommandContext } from 'just-bash/browser';
import { refusal } from './input.ts';
import { has, lastValue, readOptions } from './options.ts';

/**
 * Commands of just-bash 3.4.2 whose work is right and whose manners are not: each is called with the switches it
 * knows, and its output is set as coreutils sets it.
 */

/** GNU ls takes `--color`; nothing here is coloured, so it is dropped. */
export const ls = mended('ls', withoutColour, longListing);

/** `paste` without a file reads standard input, and its letters may be bundled (`paste -sd+`). */
export const paste = mended('paste', (args) => {
  const options = readOptions(args, { short: 'sd:', long: { serial: 's', delimiters: 'd' } });
  if (typeof options === 'string') return args;
  const delimiter = lastValue(options, 'd');
  return [
    ...(has(options, 's') ? ['-s'] : []),
    ...(delimiter === undefined ? [] : ['-d', delimiter]),
    ...(options.operands.length === 0 ? ['-'] : options.operands),
  ];
});

/** `-n1` and `-n 1` are the same; just-bash knows the second. */
export const xargs = mended('xargs', (args) =>
  args.flatMap((arg) => {
    const [, letter, value] = /^-([nIPLd])(.+)$/.exec(arg) ?? [];
    return letter === undefined || value === undefined ? [arg] : [`-${letter}`, value];
  }),
);

/** Pagers show their file and end, as they do when their output is no terminal. */
export const less = mended(
  'less',
  (args) => args.filter((arg) => !/^-./.test(arg)),
  undefined,
  'cat',
);
export const more = mended(
  'more',
  (args) => args.filter((arg) => !/^-./.test(arg)),
  undefined,
  'cat',
);

function mended(
  name: string,
  args: (given: readonly string[]) => readonly string[],
  output: (stdout: string, given: readonly string[]) => string = (stdout) => stdout,
  under = name,
) {
  return defineCommand(name, async (given, ctx): Promise<ExecResult> => {
    const result = await call(under, name, args(given), ctx);
    return { ...result, stdout: output(result.stdout, given) };
  });
}

async function call(
  under: string,
  name: string,
  args: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<ExecResult> {
  if (under === name && ctx.origCommand) return ctx.origCommand([...args]);
  if (!ctx.exec) return refusal(`${name}: cannot run here`);
  return ctx.exec(under, {
    cwd: ctx.cwd,
    args: [...args],
    stdin: ctx.stdin as unknown as string,
    stdinKind: 'bytes',
  });
}

export function withoutColour(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !/^--colou?r(=|$)/.test(arg));
}

/** just-bash lists every file as `user user`, ends folders with a slash, and puts blank lines between those of `-d`. */
function longListing(stdout: string, args: readonly string[]): string {
  if (args.some((arg) => /^-[a-zA-Z0-9]*d/.test(arg))) return stdout.replace(/\n\n+/g, '\n');
  if (!args.some((arg) => /^-[a-zA-Z0-9]*l/.test(arg))) return stdout;
  const marks = args.some((arg) => /^-[a-zA-Z0-9]*F/.test(arg));
  return stdout.replace(
    /^([dl-][rwx-]{9} +\d+) user user (.*?)(\/?)$/gm,
    (_, head, rest, slash) => `${head} root root ${rest}${marks ? slash : ''}`,
  );
}
