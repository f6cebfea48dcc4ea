import { defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { bytesOut, readBytes, refusal, stdinOf } from './input.ts';
import { has, type Options, readOptions } from './options.ts';

/**
 * `gzip`, `gunzip` and `zcat` over the platform's own streams: just-bash's need node:zlib and fail in a browser.
 * Levels and other switches are taken and have no effect; `-l` and `-t` are refused.
 */
export const gzip = named('gzip', 'pack');
export const gunzip = named('gunzip', 'unpack');
export const zcat = named('zcat', 'show');

type Work = 'pack' | 'unpack' | 'show';

function named(name: string, usual: Work) {
  return defineCommand(name, async (args, ctx) => {
    const options = readOptions(args, {
      short: 'cdkfqn123456789',
      long: {
        stdout: 'c',
        'to-stdout': 'c',
        decompress: 'd',
        uncompress: 'd',
        keep: 'k',
        force: 'f',
      },
    });
    if (typeof options === 'string') return refusal(`${name}: ${options}`);
    const work = usual === 'pack' && has(options, 'd') ? 'unpack' : usual;
    const operands = options.operands.length === 0 ? ['-'] : options.operands;
    let stdout = '';
    let stderr = '';
    for (const operand of operands) {
      const done = await one(operand, work, options, ctx);
      stdout += done.stdout;
      if (done.problem !== '') stderr += `${name}: ${done.problem}\n`;
    }
    return bytesOut(stdout, stderr, stderr === '' ? 0 : 1);
  });
}

async function one(
  operand: string,
  work: Work,
  options: Options,
  ctx: ResolvedCommandContext,
): Promise<{ stdout: string; problem: string }> {
  const read = operand === '-' ? { bytes: stdinOf(ctx) } : await readBytes(operand, ctx);
  if ('reason' in read) return { stdout: '', problem: `${operand}: ${read.reason}` };
  const bytes = Uint8Array.from(read.bytes, (char) => char.charCodeAt(0));
  if (work !== 'pack' && !(bytes[0] === 0x1f && bytes[1] === 0x8b)) {
    return { stdout: '', problem: `${operand === '-' ? 'stdin' : operand}: not in gzip format` };
  }
  const out = await through(
    bytes,
    work === 'pack' ? new CompressionStream('gzip') : new DecompressionStream('gzip'),
  ).catch(() => null);
  if (out === null) return { stdout: '', problem: `${operand}: invalid compressed data` };
  if (operand === '-' || work === 'show' || has(options, 'c')) {
    return { stdout: latin1(out), problem: '' };
  }
  const target = work === 'pack' ? `${operand}.gz` : operand.replace(/\.gz$/, '');
  if (target === operand) return { stdout: '', problem: `${operand}: unknown suffix -- ignored` };
  const at = ctx.fs.resolvePath(ctx.cwd, target);
  if (!has(options, 'f') && (await ctx.fs.exists(at))) {
    return { stdout: '', problem: `${target} already exists;	not overwritten` };
  }
  await ctx.fs.writeFile(at, out);
  if (!has(options, 'k')) await ctx.fs.rm(ctx.fs.resolvePath(ctx.cwd, operand));
  return { stdout: '', problem: '' };
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer(),
  );
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return text;
}
