import { type CustomCommand, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { refusal, stdinOf } from '../../commands/input.ts';
import { quoted } from '../background.ts';
import type { Output } from '../jobs.ts';

/** Words that stand before a command and change nothing of it here: nobody hangs up, and the reader is root already. */
export const nohup = before('nohup', /^$/, 127, 'nohup: missing operand');
export const sudo = before('sudo', /^-(?:[EHn]|-preserve-env)$/, 1, 'usage: sudo [-EHn] command');

function before(name: string, flags: RegExp, missing: number, usage: string): CustomCommand {
  return defineCommand(name, async (args, ctx): Promise<Output> => {
    const at = args.findIndex((arg) => !flags.test(arg));
    const [program = '', ...rest] = at < 0 ? [] : args.slice(at);
    if (program === '') return refusal(usage, missing === 127 ? 125 : 1);
    if (program.startsWith('-')) {
      return refusal(
        `${name}: unrecognized option '${program}'\n(the practice node knows: ${name} COMMAND)`,
        missing === 127 ? 125 : 1,
      );
    }
    const ran = await run(program, rest, ctx);
    if (ran.exitCode !== 127 || !ran.stderr.includes('command not found')) return ran;
    const words =
      name === 'sudo'
        ? `sudo: ${program}: command not found`
        : `nohup: failed to run command '${program}': No such file or directory`;
    return refusal(words, missing);
  });
}

async function run(
  program: string,
  args: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<Output> {
  if (!ctx.exec) return refusal(`bash: ${program}: cannot execute`, 126);
  return ctx.exec(quoted(program), {
    cwd: ctx.cwd,
    args: [...args],
    stdin: stdinOf(ctx),
    stdinKind: 'bytes',
    ...(ctx.exportedEnv && { env: ctx.exportedEnv }),
    ...(ctx.signal && { signal: ctx.signal }),
  });
}
