import type { ExecResult, ResolvedCommandContext } from 'just-bash/browser';

/**
 * What a command reads, one character a byte (U+0000 to U+00FF). just-bash carries pipes in this form, and comparing
 * such strings compares bytes: the order of `LC_ALL=C`.
 */
export interface Input {
  /** As the reader wrote it; `-` or empty is standard input. */
  readonly name: string;
  readonly bytes: string;
}

/** Standard input of a command. `ByteString` is a string at run time, hidden behind a brand. */
export function stdinOf(ctx: ResolvedCommandContext): string {
  return ctx.stdin as unknown as string;
}

/** A file's bytes, or the reason why there are none, in the words of the C library. */
export async function readBytes(
  path: string,
  ctx: ResolvedCommandContext,
): Promise<{ readonly bytes: string } | { readonly reason: string }> {
  if (path === '/dev/stdin') return { bytes: stdinOf(ctx) };
  const full = ctx.fs.resolvePath(ctx.cwd, path);
  try {
    if ((await ctx.fs.stat(full)).isDirectory) return { reason: 'Is a directory' };
    const bytes = await ctx.fs.readFileBytes?.(full);
    return { bytes: bytes as unknown as string };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { reason: text.startsWith('ENOENT') ? 'No such file or directory' : text };
  }
}

/** Reads all operands in order (`-`, or none at all, is standard input). `complain` words the error of one. */
export async function readInputs(
  operands: readonly string[],
  ctx: ResolvedCommandContext,
  complain: (name: string, reason: string) => string,
): Promise<{ readonly inputs: Input[]; readonly problems: string }> {
  if (operands.length === 0) return { inputs: [{ name: '', bytes: stdinOf(ctx) }], problems: '' };
  const inputs: Input[] = [];
  let problems = '';
  for (const name of operands) {
    if (name === '-') {
      inputs.push({ name, bytes: stdinOf(ctx) });
      continue;
    }
    const read = await readBytes(name, ctx);
    if ('bytes' in read) inputs.push({ name, bytes: read.bytes });
    else problems += complain(name, read.reason);
  }
  return { inputs, problems };
}

/** Lines without their line feeds; a last line without one counts too. */
export function linesOf(bytes: string): string[] {
  const lines = bytes.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Lines with a line feed after each. */
export function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** Output as bytes. */
export function bytesOut(stdout: string, stderr = '', exitCode = 0): ExecResult {
  return { stdout, stdoutKind: 'bytes', stderr, exitCode };
}

/** A refusal: nothing on standard output, a reason on standard error. */
export function refusal(stderr: string, exitCode = 1): ExecResult {
  return { stdout: '', stderr: `${stderr}\n`, exitCode };
}
