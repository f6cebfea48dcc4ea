import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { noteCure } from '../cure.ts';
import { numberOf, SIGNALS, type SignalName, signalOf } from '../signal-names.ts';
import { type Dumps, signalled } from '../signals.ts';
import type { World } from '../world.ts';
import type { Kill } from './pgrep.ts';

/** The shell's jobs: whether there is one of that pid or `%spec` that a signal could go to. */
export interface KillableJobs {
  kill(spec: string, signal: string): boolean;
  readonly running: readonly { readonly pid: number }[];
}

/** Signals that end a job of the shell. */
const ENDS: ReadonlySet<string> = new Set(['HUP', 'INT', 'QUIT', 'ABRT', 'KILL', 'PIPE', 'TERM']);

const USAGE =
  'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';

/** Sends signals to processes of the node and to jobs of the shell. */
export function killOf(world: World, jobs: KillableJobs, dumps: Dumps): Kill {
  return (pid, signal) => {
    const name = signalOf(signal);
    if (name === null) return 'Invalid argument';
    if (jobs.running.some((job) => job.pid === pid)) {
      if (name === '0') return null;
      return ENDS.has(name) && jobs.kill(String(pid), name) ? null : notForJobs(name);
    }
    const { state, error, killed } = signalled(world.state, pid, name, dumps);
    if (state !== world.state) world.set(state);
    if (killed !== undefined) noteCure(world);
    return error;
  };
}

/** bash's `kill`. */
export function kill(jobs: KillableJobs, send: Kill): CustomCommand {
  return defineCommand('kill', async (args) => {
    if (args[0] === '-l' || args[0] === '-L') return list(args.slice(1));
    const read = signalAndRest(args);
    if (typeof read === 'string') return refusal(read, read === USAGE ? 2 : 1);
    const { signal, operands } = read;
    if (operands.length === 0) return refusal(USAGE, 2);
    const problems = operands.flatMap((operand) => {
      if (operand.startsWith('%')) {
        if (!ENDS.has(signal)) return [`bash: kill: ${operand}: ${notForJobs(signal)}`];
        return jobs.kill(operand, signal) ? [] : [`bash: kill: ${operand}: no such job`];
      }
      if (!/^\d+$/.test(operand)) {
        return [`bash: kill: ${operand}: arguments must be process or job IDs`];
      }
      const problem = send(Number(operand), signal);
      return problem === null ? [] : [`bash: kill: (${operand}) - ${problem}`];
    });
    return problems.length === 0 ? bytesOut('') : refusal(problems.join('\n'));
  });
}

function notForJobs(signal: string): string {
  return `(the practice node does not know what SIG${signal} does to a job)`;
}

function signalAndRest(
  args: readonly string[],
): { readonly signal: SignalName | '0'; readonly operands: readonly string[] } | string {
  const [first = '', second] = args;
  if (first === '--') return { signal: 'TERM', operands: args.slice(1) };
  if (!first.startsWith('-')) return { signal: 'TERM', operands: args };
  const apart = first === '-s' || first === '-n';
  const word = apart ? second : first.slice(1);
  if (word === undefined) return `bash: kill: ${first}: option requires an argument`;
  const signal = signalOf(word);
  if (signal === null) return `bash: kill: ${word}: invalid signal specification`;
  const operands = args.slice(apart ? 2 : 1);
  return { signal, operands: operands[0] === '--' ? operands.slice(1) : operands };
}

/** `kill -l` lists all, five a line; with words it turns numbers into names and names into numbers. */
function list(words: readonly string[]) {
  if (words.length === 0) {
    const cells = SIGNALS.map((name) => `${String(numberOf(name)).padStart(2)}) SIG${name}`);
    const rows = Array.from({ length: Math.ceil(cells.length / 5) }, (_, i) =>
      cells.slice(5 * i, 5 * i + 5).join('\t'),
    );
    return bytesOut(`${rows.join('\n')}\n`);
  }
  const answers = words.map((word) => {
    const signal = signalOf(word);
    if (signal === null || signal === '0') return null;
    return /^\d+$/.test(word) ? signal : String(numberOf(signal));
  });
  const bad = words[answers.indexOf(null)];
  if (bad !== undefined) return refusal(`bash: kill: ${bad}: invalid signal specification`);
  return bytesOut(`${answers.join('\n')}\n`);
}
