import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, stdinOf } from '../../commands/input.ts';
import { has, lastValue } from '../../commands/options.ts';
import { later } from '../changes.ts';
import { KUBELET } from '../first.ts';
import type { Output } from '../jobs.ts';
import type { Container, Pod } from '../state.ts';
import { Left, type World } from '../world.ts';
import { callerOf } from './caller.ts';
import { runIn } from './container.ts';
import { flags, podNamed } from './kubectl-flags.ts';
import { get } from './kubectl-get.ts';

type Ctx = Parameters<Parameters<typeof defineCommand>[1]>[1];

const KNOWN = 'get, exec, top, version';
/** An answer of the API server takes so long, seconds. Chosen. */
const ANSWER = 0.05;

/** kubectl 1.22, as far as the investigation uses it. */
export function kubectl(world: World): CustomCommand {
  const tools: Readonly<Record<string, (args: readonly string[], ctx: Ctx) => Promise<Output>>> = {
    get: async (args) => get(world, args),
    exec: (args, ctx) => exec(world, args, ctx),
    top: async (args) => top(world, args),
    version: async (args) => version(args),
  };
  return defineCommand('kubectl', async (args, ctx) => {
    const [name = '', ...rest] = args;
    const tool = tools[name];
    if (!tool) {
      const what =
        name === '' ? 'error: give a command' : `error: unknown command "${name}" for "kubectl"`;
      return refusal(`${what}\n(the practice node's kubectl knows: ${KNOWN})`);
    }
    if (name !== 'exec') world.set(later(world.state, ANSWER));
    return tool(rest, ctx);
  });
}

async function exec(world: World, args: readonly string[], ctx: Ctx): Promise<Output> {
  const dashes = args.indexOf('--');
  const options = flags(dashes < 0 ? args : args.slice(0, dashes), 'itn:c:q', {
    stdin: 'i',
    tty: 't',
    namespace: 'n',
    container: 'c',
    quiet: 'q',
  });
  if ('exitCode' in options) return options;
  const [name, ...bare] = options.operands;
  if (name === undefined) return refusal('error: pod, type/name or --filename must be specified');
  const command = dashes < 0 ? bare : args.slice(dashes + 1);
  const old =
    dashes < 0
      ? 'kubectl exec [POD] [COMMAND] is DEPRECATED and will be removed in a future version. Use kubectl exec [POD] -- [COMMAND] instead.\n'
      : '';
  if (command.length === 0)
    return refusal('error: you must specify at least one command for the container');
  const pod = podNamed(world, name, lastValue(options, 'n') ?? 'default');
  if ('exitCode' in pod) return pod;
  const container = containerIn(pod, lastValue(options, 'c'));
  if ('exitCode' in container) return container;
  if (
    has(options, 't') &&
    /^(?:\/bin\/)?(?:ba)?sh$/.test(command[0] ?? '') &&
    command.length === 1
  ) {
    return refusal(
      '(the practice node has one terminal: give the shell its line, as in  kubectl exec POD -- sh -c "ls /opt")',
    );
  }
  try {
    const end = await world.exec(container.id, 'spdy', callerOf(ctx));
    // What kubectl prints when the runtime goes away below it was not captured; these are Go's words for it.
    if (end === 'broken') return refusal(`${old}error: unexpected EOF`);
  } catch (error) {
    if (error instanceof Left) return { stdout: '', stderr: '', exitCode: 130 };
    throw error;
  }
  return shown(await runIn(pod, container, command, has(options, 'i') ? stdinOf(ctx) : ''), old);
}

function shown(ran: Awaited<ReturnType<typeof runIn>>, before: string): Output {
  if (ran.missing !== null) {
    return refusal(
      `${before}error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: ${ran.missing}`,
    );
  }
  const { stdout, stderr, exitCode } = ran;
  const end = exitCode === 0 ? '' : `command terminated with exit code ${exitCode}\n`;
  return { stdout, stderr: before + stderr + end, exitCode };
}

function containerIn(pod: Pod, name: string | undefined): Container | Output {
  const found =
    name === undefined
      ? pod.containers.find((one) => one.name !== 'pause')
      : pod.containers.find((one) => one.name === name && name !== 'pause');
  return (
    found ??
    refusal(`Error from server (BadRequest): container ${name} is not valid for pod ${pod.name}`)
  );
}

/** metrics-server has no fresh figures of a node whose kubelet does not answer. */
function top(world: World, args: readonly string[]): Output {
  const [what = '', ...rest] = args;
  const options = flags(rest, 'n:AH', { namespace: 'n', 'all-namespaces': 'A', 'no-headers': 'H' });
  if ('exitCode' in options) return options;
  const isNode = /^(?:no|nodes?)$/.test(what);
  if (!isNode && !/^(?:po|pods?)$/.test(what)) {
    return refusal('error: give node or pod\n(kubectl top node, kubectl top pod)');
  }
  if (!world.answers) return refusal('error: metrics not available yet');
  const [memory, cpu] = [1873, 164];
  if (isNode) {
    return bytesOut(
      `NAME   CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%   \nlab    ${cpu}m         4%     ${memory}Mi          12%       \n`,
    );
  }
  const namespace = lastValue(options, 'n') ?? 'default';
  const pods = world.pods().filter((pod) => has(options, 'A') || pod.namespace === namespace);
  const width = Math.max(...pods.map((pod) => pod.name.length)) + 3;
  const rows = pods.map(
    (pod, at) => `${pod.name.padEnd(width)}${`${at}m`.padEnd(13)}${`${4 + at * 7}Mi`.padEnd(16)}\n`,
  );
  return bytesOut(`${'NAME'.padEnd(width)}CPU(cores)   MEMORY(bytes)   \n${rows.join('')}`);
}

function version(args: readonly string[]): Output {
  const options = flags(args, 'SC', { short: 'S', client: 'C' });
  if ('exitCode' in options) return options;
  const of = (who: string) => `${who} Version: ${KUBELET}\n`;
  return bytesOut(of('Client') + (has(options, 'C') ? '' : of('Server')));
}
