import type { CustomCommand } from 'just-bash/browser';
import { bytesOut, refusal, stdinOf } from '../../commands/input.ts';
import { has, lastValue } from '../../commands/options.ts';
import { later } from '../changes.ts';
import { KUBELET } from '../first.ts';
import type { Output } from '../jobs.ts';
import type { Container, Pod } from '../state.ts';
import type { World } from '../world.ts';
import { type Ctx, callerOf, waitingCommand } from './caller.ts';
import { execId, runIn } from './container.ts';
import { flags, podNamed } from './kubectl-flags.ts';
import { get } from './kubectl-get.ts';
import { top } from './kubectl-top.ts';

const KNOWN = 'get, exec, top, version';
/** An answer of the API server takes so long, seconds. Chosen. */
const ANSWER = 0.05;

/** kubectl 1.22, as far as the investigation uses it. */
export function kubectl(world: World): CustomCommand {
  const tools: Readonly<Record<string, (args: readonly string[], ctx: Ctx) => Promise<Output>>> = {
    get: (args, ctx) => get(world, args, ctx),
    exec: (args, ctx) => exec(world, args, ctx),
    top: async (args) => top(world, args),
    version: async (args) => version(args),
  };
  return waitingCommand('kubectl', async (args, ctx) => {
    const before = globals(args);
    if (typeof before === 'string') return refusal(before);
    const { given, name, rest } = before;
    if (given.config !== undefined && !(await ctx.fs.exists(given.config))) {
      return refusal(`error: stat ${given.config}: no such file or directory`);
    }
    const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (!tool) {
      const what =
        name === '' ? 'error: give a command' : `error: unknown command "${name}" for "kubectl"`;
      return refusal(`${what}\n(the practice node's kubectl knows: ${KNOWN})`);
    }
    if (name !== 'exec') world.set(later(world.state, ANSWER));
    return tool(
      name === 'top' ? [...rest, ...given.namespace] : [...given.namespace, ...rest],
      ctx,
    );
  });
}

interface Globals {
  /** `-n NAME`, to stand among the command's own options. */
  readonly namespace: readonly string[];
  readonly config: string | undefined;
}

/** Options may stand before the command, too: `kubectl -n kube-system get pods`. */
function globals(
  args: readonly string[],
): { readonly given: Globals; readonly name: string; readonly rest: readonly string[] } | string {
  const rest = [...args];
  let namespace: readonly string[] = [];
  let config: string | undefined;
  while (rest[0]?.startsWith('-')) {
    const [, flag = '', glued] = /^(-n|--namespace|--kubeconfig)(?:=(.*))?$/.exec(rest[0]) ?? [];
    if (flag === '')
      return `Error: unknown flag: ${rest[0]}\n(before a command the practice node knows: -n, --kubeconfig)`;
    rest.shift();
    const value = glued ?? rest.shift();
    if (value === undefined) return `Error: flag needs an argument: ${flag}`;
    if (flag === '--kubeconfig') config = value;
    else namespace = ['-n', value];
  }
  const [name = '', ...after] = rest;
  return { given: { namespace, config }, name, rest: after };
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
  const end = await world.exec(container.id, 'spdy', callerOf(ctx));
  // What kubectl prints when the runtime goes away below it was not captured; these are Go's words for it.
  if (end === 'broken') return refusal(`${old}error: unexpected EOF`);
  const ran = await runIn(
    world,
    { pod, container },
    command,
    has(options, 'i') ? stdinOf(ctx) : '',
    ctx,
  );
  return shown(world, ran, old);
}

function shown(world: World, ran: Awaited<ReturnType<typeof runIn>>, before: string): Output {
  if (ran.missing !== null) {
    return refusal(
      `${before}error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${execId(world)}": ${ran.missing}`,
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

/** Builds of v1.22.3, as `kubectl version` shows them: the archive's for linux/amd64. */
const BUILT = { Client: '2021-10-27T18:41:28Z', Server: '2021-10-27T18:35:25Z' } as const;
const COMMIT = 'c92036820499fedefec0f847e2054d824aea6cd1';

function version(args: readonly string[]): Output {
  const options = flags(args, 'SC', { short: 'S', client: 'C' });
  if ('exitCode' in options) return options;
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(KUBELET) ?? [];
  const of = (who: keyof typeof BUILT) => {
    const info = `version.Info{Major:"${major}", Minor:"${minor}", GitVersion:"${KUBELET}", GitCommit:"${COMMIT}", GitTreeState:"clean", BuildDate:"${BUILT[who]}", GoVersion:"go1.16.9", Compiler:"gc", Platform:"linux/amd64"}`;
    return `${who} Version: ${has(options, 'S') ? KUBELET : info}\n`;
  };
  return bytesOut(of('Client') + (has(options, 'C') ? '' : of('Server')));
}
