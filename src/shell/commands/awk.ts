import { defineCommand, type ExecResult, type ResolvedCommandContext } from 'just-bash/browser';
import { AwkSyntaxError } from '../awk/ast.ts';
import { type Answers, AwkError, type Machine, Need, type Start } from '../awk/machine.ts';
import { parseAwk } from '../awk/parse.ts';
import { runAwk } from '../awk/run.ts';
import { bytesOut, readBytes, refusal, stdinOf } from './input.ts';

/**
 * `awk` as POSIX has it, over bytes like Debian's mawk. just-bash's own takes no RS, without a word: with it
 * `awk 'BEGIN{RS=""} /server.go:459/'`, the way to cut one goroutine out of a dump, prints one line.
 */
export const awk = defineCommand('awk', async (args, ctx) => {
  const read = await readArguments(args, ctx);
  if (typeof read === 'string') return refusal(`awk: ${read}`, 2);
  const answers: Answers = { files: new Map(), commands: [] };
  try {
    const program = parseAwk(toBytes(read.program));
    for (;;) {
      try {
        const machine = runAwk(program, {
          operands: read.operands.map(toBytes),
          variables: read.variables,
          environment: ctx.env,
          stdin: stdinOf(ctx),
          answers,
          turns: ctx.limits.maxAwkIterations,
        });
        return await finish(machine, ctx);
      } catch (need) {
        if (!(need instanceof Need)) throw need;
        await answer(need, answers, ctx);
      }
    }
  } catch (error) {
    if (
      error instanceof AwkSyntaxError ||
      error instanceof AwkError ||
      error instanceof SyntaxError
    ) {
      return refusal(`awk: ${error.message}`, 2);
    }
    throw error;
  }
});

interface Arguments {
  readonly program: string;
  readonly operands: readonly string[];
  readonly variables: Start['variables'];
}

async function readArguments(
  args: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<Arguments | string> {
  const variables: [string, string][] = [];
  const sources: string[] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      at++;
      break;
    }
    if (!arg.startsWith('-') || arg === '-') break;
    const letter = arg[1] ?? '';
    if (!'Fvf'.includes(letter)) return `option not known: ${arg}`;
    const value = arg.length > 2 ? arg.slice(2) : args[++at];
    if (value === undefined) return `option requires an argument -- '${letter}'`;
    if (letter === 'f') {
      const file = await readBytes(value, ctx);
      if ('reason' in file) return `cannot open ${value} (${file.reason})`;
      sources.push(file.bytes);
    } else if (letter === 'F') {
      variables.push(['FS', value === 't' ? '\\t' : toBytes(value)]);
    } else {
      const [, name, text] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(value) ?? [];
      if (name === undefined || text === undefined) return `improper assignment: -v ${value}`;
      variables.push([name, toBytes(text)]);
    }
  }
  const program = sources.length > 0 ? sources.join('\n') : args[at++];
  if (program === undefined) return "usage: awk [-F fs] [-v var=value] 'program' [file ...]";
  return { program, operands: args.slice(at), variables };
}

async function answer(need: Need, answers: Answers, ctx: ResolvedCommandContext): Promise<void> {
  if (need.file !== null) answers.files.set(need.file, await readBytes(fromBytes(need.file), ctx));
  if (need.command !== null)
    answers.commands.push(await run(need.command.line, need.command.stdin, ctx));
}

async function run(
  line: string,
  stdin: string,
  ctx: ResolvedCommandContext,
): Promise<Answers['commands'][number]> {
  const done = await ctx.exec?.(fromBytes(line), { cwd: ctx.cwd, stdin, stdinKind: 'bytes' });
  if (done === undefined)
    return { stdout: '', stderr: 'awk: no shell to run a command\n', code: 127 };
  const stdout = done.stdoutKind === 'bytes' ? done.stdout : toBytes(done.stdout);
  return { stdout, stderr: done.stderr, code: done.exitCode };
}

/** Writes the files and feeds the pipes that the program left open, in the order in which it opened them. */
async function finish(machine: Machine, ctx: ResolvedCommandContext): Promise<ExecResult> {
  let stdout = machine.out.join('');
  let stderr = machine.err.join('');
  for (const [path, { pieces, append }] of machine.files) {
    const full = ctx.fs.resolvePath(ctx.cwd, fromBytes(path));
    if (append) await ctx.fs.appendFile(full, pieces.join(''), 'latin1');
    else await ctx.fs.writeFile(full, pieces.join(''), 'latin1');
  }
  for (const [line, pieces] of machine.pipes) {
    const done = await run(line, pieces.join(''), ctx);
    stdout += done.stdout;
    stderr += done.stderr;
  }
  return bytesOut(stdout, stderr, machine.exitCode);
}

/** Text as bytes, one character each. */
function toBytes(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : String.fromCharCode(...new TextEncoder().encode(text));
}

function fromBytes(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}
