import { type CustomCommand, defineCommand, type ExecResult } from 'just-bash/browser';
import { refusal, stdinOf } from '../../commands/input.ts';
import { quoted } from '../background.ts';
import { numberOf, signalOf } from '../signal-names.ts';
import type { World } from '../world.ts';
import { secondsOf } from './sleep.ts';

const TIMED_OUT = 124;
const FAILED = 125;
const MISSING = 127;
const SIGNALLED = 128;
/** The interpreter's own words where it stops between two commands. */
const ABORTED = /^bash: execution aborted\n/m;
/** A name in quotes is not seen as that of a script, and its jobs would not be jobs (background.ts). */
const PLAIN = /^[\w./-]+$/;
const HINT = "Try 'timeout --help' for more information.";

interface Wanted {
  readonly signal: string;
  readonly preserve: boolean;
  readonly seconds: number;
  readonly command: readonly string[];
}

/**
 * timeout(1): ends a command by its clock, which is the node's. Every command here ends at once when it is told to, so that
 * `-k` has nothing to do. Of a shell that is ended between two commands, what it had said is lost (just-bash 3.4.2).
 */
export function timeout(world: World): CustomCommand {
  return defineCommand('timeout', async (args, ctx) => {
    const wanted = wantedOf(args);
    if (typeof wanted === 'string') return refusal(wanted, FAILED);
    const { seconds, command, signal, preserve } = wanted;
    const [name = '', ...rest] = command;
    const { exec } = ctx;
    if (!exec)
      return refusal(`timeout: failed to run command ‘${name}’: Operation not permitted`, 126);
    const abort = new AbortController();
    const leave = () => abort.abort();
    ctx.signal?.addEventListener('abort', leave);
    let late = false;
    // 0 means no limit.
    const off =
      seconds > 0 && Number.isFinite(seconds)
        ? world.alarm(seconds, () => {
            late = true;
            abort.abort();
          })
        : () => undefined;
    try {
      const result = await exec(PLAIN.test(name) ? name : quoted(name), {
        cwd: ctx.cwd,
        args: rest,
        signal: abort.signal,
        stdin: stdinOf(ctx),
        stdinKind: 'bytes',
      });
      if (!late) return unfound(result, name);
      const killed = SIGNALLED + numberOf(signalOf(signal) as 'TERM');
      const exitCode = preserve || signal === 'KILL' ? killed : TIMED_OUT;
      return { ...result, stderr: result.stderr.replace(ABORTED, ''), exitCode };
    } finally {
      off();
      ctx.signal?.removeEventListener('abort', leave);
    }
  });
}

/** A missing command is timeout's to tell, not the shell's. */
function unfound(result: ExecResult, name: string): ExecResult {
  if (result.exitCode !== MISSING || !/command not found/.test(result.stderr)) return result;
  const stderr = `timeout: failed to run command ‘${name}’: No such file or directory\n`;
  return { ...result, stderr };
}

/** Options stand before the duration; what comes after is the command's. */
function wantedOf(args: readonly string[]): Wanted | string {
  const rest = [...args];
  let signal = 'TERM';
  let preserve = false;
  while (rest[0]?.startsWith('-')) {
    const option = rest.shift() ?? '';
    if (option === '--') break;
    const [, key, glued] = /^(-s|-k|--signal|--kill-after)(?:=?(.+))?$/.exec(option) ?? [];
    if (option === '--preserve-status') preserve = true;
    else if (option === '--foreground' || option === '-v' || option === '--verbose') {
      return `timeout: ${option} has no meaning here\n(the practice node knows: timeout [-s SIGNAL] [-k DURATION] [--preserve-status] DURATION COMMAND...)`;
    } else if (key !== undefined) {
      const value = glued ?? rest.shift();
      if (value === undefined)
        return `timeout: option requires an argument -- '${key.replace(/^-+/, '')}'\n${HINT}`;
      const problem =
        key === '-s' || key === '--signal' ? signalProblem(value) : durationProblem(value);
      if (problem !== null) return problem;
      if (key === '-s' || key === '--signal') signal = String(signalOf(value));
    } else return `timeout: unrecognized option '${option}'\n${HINT}`;
  }
  const [duration, ...command] = rest;
  if (duration === undefined || command.length === 0) return `${HINT}`;
  const problem = durationProblem(duration);
  if (problem !== null) return problem;
  return { signal, preserve, seconds: secondsOf(duration) ?? 0, command };
}

function signalProblem(text: string): string | null {
  const signal = signalOf(text);
  return signal === null || signal === '0' ? `timeout: ‘${text}’: invalid signal\n${HINT}` : null;
}

function durationProblem(text: string): string | null {
  return secondsOf(text) === null ? `timeout: invalid time interval ‘${text}’\n${HINT}` : null;
}
