import { type CustomCommand, defineCommand, type ExecResult } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../commands/input.ts';
import { has, lastValue, type Options, readOptions } from '../../commands/options.ts';
import { type Client, type Process, processes } from '../processes.ts';
import { signalOf } from '../signal-names.ts';
import type { World } from '../world.ts';

const LONG = {
  full: 'f',
  'list-name': 'l',
  'list-full': 'a',
  exact: 'x',
  newest: 'n',
  oldest: 'o',
  euid: 'u',
  parent: 'P',
  count: 'c',
  'ignore-case': 'i',
  inverse: 'v',
  delimiter: 'd',
};
const CRITERIA = 'fxnoiu:P:v';
const NONE = 1;
const SYNTAX = 2;

/** Sends a signal to a process; gives bash's words if it could not. */
export type Kill = (pid: number, signal: string) => string | null;

/** pgrep(1), over names as the kernel keeps them: 15 characters. */
export function pgrep(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('pgrep', async (args) => {
    const options = readOptions(args, { short: `${CRITERIA}lacd:`, long: LONG });
    const found = matches('pgrep', options, world, clients);
    if (!Array.isArray(found) || typeof options === 'string') return found as ExecResult;
    const exitCode = found.length > 0 ? 0 : NONE;
    if (has(options, 'c')) return bytesOut(`${found.length}\n`, '', exitCode);
    const texts = found.map(({ pid, comm, args: line }) =>
      has(options, 'a') ? `${pid} ${line}` : has(options, 'l') ? `${pid} ${comm}` : String(pid),
    );
    const between = lastValue(options, 'd');
    const text =
      between === undefined ? textOf(texts) : textOf(texts.length > 0 ? [texts.join(between)] : []);
    return bytesOut(text, '', exitCode);
  });
}

/** pkill(1). */
export function pkill(world: World, clients: () => readonly Client[], kill: Kill): CustomCommand {
  return defineCommand('pkill', async (args) => {
    const named = args.find((arg) => /^-(?:\d+|[A-Z]{3,}\d?)$/.test(arg));
    const rest = args.filter((arg) => arg !== named);
    const options = readOptions(rest, { short: `${CRITERIA}es:`, long: { ...LONG, signal: 's' } });
    const asked = typeof options === 'string' ? undefined : lastValue(options, 's');
    const signal = signalOf(asked ?? named?.slice(1) ?? 'TERM');
    if (signal === null) return refusal(`pkill: unknown signal ${asked ?? named}`, SYNTAX);
    const found = matches('pkill', options, world, clients);
    if (!Array.isArray(found) || typeof options === 'string') return found as ExecResult;
    let stdout = '';
    let stderr = '';
    for (const { pid, comm } of found) {
      const problem = kill(pid, signal);
      if (problem !== null) stderr += `pkill: killing pid ${pid} failed: ${problem}\n`;
      else if (has(options, 'e')) stdout += `${comm} killed (pid ${pid})\n`;
    }
    return bytesOut(stdout, stderr, found.length > 0 && stderr === '' ? 0 : NONE);
  });
}

/** pidof(8): newest first, by the name of the program or its path. */
export function pidof(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('pidof', async (args) => {
    const options = readOptions(args, { short: 'sx' });
    if (typeof options === 'string') return refusal(`pidof: ${options}`);
    const found = processes(world.state, clients())
      .filter(({ args: line, comm }) => {
        const path = line.split(' ')[0]?.replace(/^-|:$/g, '') ?? '';
        const name = path.split('/').at(-1);
        return options.operands.some((one) => one === path || one === name || one === comm);
      })
      .map(({ pid }) => String(pid))
      .toReversed();
    const shown = has(options, 's') ? found.slice(0, 1) : found;
    return shown.length > 0 ? bytesOut(`${shown.join(' ')}\n`) : bytesOut('', '', NONE);
  });
}

/** Processes that an expression and the criteria choose, by pid; or the refusal. */
function matches(
  tool: string,
  options: Options | string,
  world: World,
  clients: () => readonly Client[],
): Process[] | ExecResult {
  const usage = `(the practice node knows: ${tool} [-f] [-x] [-i] [-v] [-n|-o] [-u USER] [-P PPID]${tool === 'pgrep' ? ' [-l] [-a] [-c] [-d SEP]' : ' [-e] [-SIGNAL]'} PATTERN)`;
  if (typeof options === 'string') {
    return refusal(
      `${tool}: ${options}\n\nUsage:\n ${tool} [options] <pattern>\n\n${usage}`,
      SYNTAX,
    );
  }
  const [pattern, ...more] = options.operands;
  const user = lastValue(options, 'u');
  const parent = lastValue(options, 'P');
  if (pattern === undefined && user === undefined && parent === undefined) {
    return refusal(
      `${tool}: no matching criteria specified\nTry \`${tool} --help' for more information.`,
      SYNTAX,
    );
  }
  if (more.length > 0) {
    return refusal(
      `${tool}: only one pattern can be provided\nTry \`${tool} --help' for more information.`,
      SYNTAX,
    );
  }
  let expression: RegExp;
  try {
    const whole = has(options, 'x') ? `^(?:${pattern ?? ''})$` : (pattern ?? '');
    expression = new RegExp(whole, has(options, 'i') ? 'i' : '');
  } catch {
    return refusal(`${tool}: Invalid regular expression`, SYNTAX);
  }
  const found = processes(world.state, clients()).filter(({ comm, args, user: owner, ppid }) => {
    const fits =
      expression.test(has(options, 'f') ? args : comm) &&
      (user === undefined || user.split(',').includes(owner)) &&
      (parent === undefined || parent.split(',').includes(String(ppid)));
    return fits !== has(options, 'v');
  });
  const byAge = found.toSorted((a, b) => a.started - b.started || a.pid - b.pid);
  if (has(options, 'n')) return byAge.slice(-1);
  if (has(options, 'o')) return byAge.slice(0, 1);
  return found;
}
