import type { CustomCommand } from 'just-bash/browser';
import { bytesOut, refusal, stdinOf } from '../../commands/input.ts';
import { has, lastValue, type Options, readOptions } from '../../commands/options.ts';
import { later } from '../changes.ts';
import { bornAt } from '../first.ts';
import type { Output } from '../jobs.ts';
import type { Container } from '../state.ts';
import { humanSize, usageOf } from '../usage.ts';
import { Left, type World } from '../world.ts';
import { type Ctx, callerOf, INTERRUPTED, waitingCommand } from './caller.ts';
import { execId, runIn } from './container.ts';
import { ago, byId, columns, containersOf, type Found } from './find.ts';

const KNOWN = 'ps, pods, stats, exec, version';
const SHORT_ID = 13;
/** A shell with nothing to do would wait for a terminal of its own. */
const ONLY_SHELL = /^(?:\/bin\/)?(?:ba|a)?sh$/;
/** An answer over the socket takes so long, seconds. Chosen. */
const ANSWER = 0.03;

/** crictl of cri-tools 1.22, over the CRI socket of containerd. */
export function crictl(world: World): CustomCommand {
  const tools: Readonly<Record<string, (args: readonly string[], ctx: Ctx) => Promise<Output>>> = {
    ps: async (args) => ps(world, args),
    pods: async (args) => pods(world, args),
    stats: (args, ctx) => stats(world, args, ctx),
    exec: (args, ctx) => exec(world, args, ctx),
    version: async () =>
      bytesOut(
        `Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  ${world.state.containerd.running}\nRuntimeApiVersion:  v1alpha2\n`,
      ),
  };
  return waitingCommand('crictl', async (args, ctx) => {
    const before = globals(args);
    if (typeof before === 'string') return refusal(before);
    const { endpoint, name, rest } = before;
    if (endpoint !== undefined && !SOCKETS.has(endpoint)) {
      world.set(later(world.state, CONNECT));
      return refusal(
        `FATA[0002] connect: connect endpoint '${endpoint}', make sure you are running as root and the endpoint has been started: context deadline exceeded`,
      );
    }
    const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (name === '--version' || name === '-v') return bytesOut('crictl version 1.22.0\n');
    if (!tool) {
      const what = name === '' ? 'give a command' : `No help topic for '${name}'`;
      return refusal(`${what}\n(the practice node's crictl knows: ${KNOWN})`, 3);
    }
    world.set(later(world.state, ANSWER));
    return tool(rest, ctx);
  });
}

/** There is one runtime here; its address may be written with and without the scheme. */
const SOCKETS = new Set([
  'unix:///run/containerd/containerd.sock',
  '/run/containerd/containerd.sock',
]);
/** `-t`: how long crictl tries to connect, and no limit to what it asks then (cri-tools cmd/crictl/stats.go), seconds. */
const CONNECT = 2;

interface Globals {
  readonly endpoint: string | undefined;
  readonly name: string;
  readonly rest: readonly string[];
}

/** Options before the command. `-t` and `-i` change nothing that can be seen: the runtime answers a connection at once. */
function globals(args: readonly string[]): Globals | string {
  const rest = [...args];
  let endpoint: string | undefined;
  while (rest[0]?.startsWith('-') && !/^(?:-v|--version)$/.test(rest[0])) {
    const [, flag = '', glued] =
      /^(-r|--runtime-endpoint|-i|--image-endpoint|-t|--timeout)(?:=(.*))?$/.exec(rest[0]) ?? [];
    if (flag === '') {
      return `Incorrect Usage: flag provided but not defined: ${rest[0]}\n(before a command the practice node's crictl knows: -r, -i, -t)`;
    }
    rest.shift();
    const value = glued ?? rest.shift();
    if (value === undefined) return `Incorrect Usage: flag needs an argument: ${flag}`;
    if (/^(?:-t|--timeout)$/.test(flag) && !/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(value)) {
      return `Incorrect Usage: invalid value "${value}" for flag ${flag}: parse error`;
    }
    if (/^(?:-r|--runtime-endpoint)$/.test(flag)) endpoint = value;
  }
  const [name = '', ...after] = rest;
  return { endpoint, name, rest: after };
}

function read(
  args: readonly string[],
  short: string,
  long: Readonly<Record<string, string>>,
  tool: string,
): Options | Output {
  const options = readOptions(args, { short, long });
  const much = typeof options !== 'string' && options.operands.length > (tool === 'stats' ? 1 : 0);
  if (much && tool !== 'exec') return refusal(`crictl ${tool}: too many arguments`);
  return typeof options === 'string'
    ? refusal(
        `Incorrect Usage: ${options}\n(the practice node's crictl ${tool} knows: ${[...short.replace(/:/g, '')].map((one) => `-${one}`).join(' ')} ${Object.keys(
          long,
        )
          .map((one) => `--${one}`)
          .join(' ')})`,
        1,
      )
    : options;
}

/** Containers of containers: the sandboxes' own are none to CRI. Newest first, as crictl sorts them. */
function ordinary(world: World): readonly Found[] {
  return containersOf(world)
    .filter(({ container }) => container.name !== 'pause')
    .toSorted((a, b) => b.container.started - a.container.started);
}

function ps(world: World, args: readonly string[]): Output {
  const options = read(
    args,
    'aqp:N:T',
    { all: 'a', quiet: 'q', name: 'N', pod: 'p', 'no-trunc': 'T' },
    'ps',
  );
  if ('exitCode' in options) return options;
  const shown = ordinary(world).filter(({ container, pod }) => {
    const name = lastValue(options, 'N');
    const sandbox = lastValue(options, 'p');
    return (
      (name === undefined || container.name.includes(name)) &&
      (sandbox === undefined || pod.containers[0]?.id.startsWith(sandbox) === true)
    );
  });
  const id = (text: string) => (has(options, 'T') ? text : text.slice(0, SHORT_ID));
  if (has(options, 'q'))
    return bytesOut(shown.map(({ container }) => `${container.id}\n`).join(''));
  return bytesOut(
    columns(
      [
        ['CONTAINER', 'IMAGE', 'CREATED', 'STATE', 'NAME', 'ATTEMPT', 'POD ID'],
        ...shown.map(({ pod, container }) => [
          id(container.id),
          container.image,
          ago(world.time - container.started),
          'Running',
          container.name,
          String(pod.restarts),
          id(pod.containers[0]?.id ?? ''),
        ]),
      ],
      5,
      20,
    ),
  );
}

function pods(world: World, args: readonly string[]): Output {
  const options = read(args, 'qN:S:', { quiet: 'q', name: 'N', namespace: 'S' }, 'pods');
  if ('exitCode' in options) return options;
  const name = lastValue(options, 'N') ?? '';
  const namespace = lastValue(options, 'S');
  const shown = world
    .pods()
    .toSorted((a, b) => b.shim.started - a.shim.started)
    .filter(
      (pod) => pod.name.includes(name) && (namespace === undefined || pod.namespace === namespace),
    );
  if (has(options, 'q')) return bytesOut(shown.map((pod) => `${pod.containers[0]?.id}\n`).join(''));
  return bytesOut(
    columns(
      [
        ['POD ID', 'CREATED', 'STATE', 'NAME', 'NAMESPACE', 'ATTEMPT', 'RUNTIME'],
        ...shown.map((pod) => [
          (pod.containers[0]?.id ?? '').slice(0, SHORT_ID),
          ago(world.time - pod.shim.started),
          'Ready',
          pod.name,
          pod.namespace,
          // A sandbox is made again with its shim; a container that ends is made again in it.
          String(pod.shim.started > bornAt(pod) ? pod.restarts : 0),
          '(default)',
        ]),
      ],
      5,
      20,
    ),
  );
}

/** Asks one container after the other, as containerd does (model/leak/stats-list.ts): one that hangs holds up the rest. */
async function stats(world: World, args: readonly string[], ctx: Ctx): Promise<Output> {
  const options = read(args, 'as:i:', { all: 'a', id: 'i', seconds: 's' }, 'stats');
  if ('exitCode' in options) return options;
  const seconds = lastValue(options, 's') ?? '1';
  if (!/^\d+$/.test(seconds)) {
    return refusal(`Incorrect Usage: invalid value "${seconds}" for flag -s: parse error`);
  }
  const prefix = lastValue(options, 'i') ?? options.operands[0];
  const asked = () =>
    ordinary(world).filter(
      ({ container }) => prefix === undefined || container.id.startsWith(prefix),
    );
  const stuck = () => asked().some(({ container }) => container.connection.hang !== null);
  try {
    // It asks twice: processor time is what was used in between.
    await world.watch(() => (stuck() ? null : true), callerOf(ctx));
    await world.sleep(Number(seconds), callerOf(ctx));
    await world.watch(() => (stuck() ? null : true), callerOf(ctx));
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    world.reach('stats');
    return { stdout: '', stderr: '', exitCode: INTERRUPTED };
  }
  return bytesOut(
    columns(
      [
        ['CONTAINER', 'CPU %', 'MEM', 'DISK', 'INODES'],
        ...asked()
          .toSorted((a, b) => (a.container.id < b.container.id ? -1 : 1))
          .map(({ container }) => statsRow(container)),
      ],
      5,
      20,
    ),
  );
}

function statsRow(container: Container): readonly string[] {
  const { cpu, memory, disk, inodes } = usageOf(container);
  return [
    container.id.slice(0, SHORT_ID),
    (100 * cpu).toFixed(2),
    humanSize(memory),
    humanSize(disk),
    String(inodes),
  ];
}

async function exec(world: World, args: readonly string[], ctx: Ctx): Promise<Output> {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  const flags = args.slice(0, at < 0 ? args.length : at);
  const options = read(flags, 'ist', { interactive: 'i', sync: 's', tty: 't' }, 'exec');
  if ('exitCode' in options) return options;
  const [prefix = '', ...command] =
    at < 0 ? [] : args.slice(at).filter((arg, i) => i !== 1 || arg !== '--');
  if (prefix === '')
    return refusal('"exec" requires at least 2 arguments\n(crictl exec CONTAINER COMMAND)');
  const found = byId(ordinary(world), prefix);
  if (typeof found === 'string')
    return refusal(`FATA[0000] execing command in container: ${found}`);
  if (command.length === 0)
    return refusal('FATA[0000] execing command in container: please specify the command');
  if (has(options, 't') && ONLY_SHELL.test(command.join(' '))) {
    return refusal(
      '(the practice node has one terminal: give the shell its line, as in  crictl exec CONTAINER sh -c "ls /opt")',
    );
  }
  const end = await world.exec(
    found.container.id,
    has(options, 's') ? 'ctr' : 'spdy',
    callerOf(ctx),
  );
  if (end === 'broken') {
    return refusal(
      'FATA[0000] execing command in container: rpc error: code = Unavailable desc = transport is closing',
    );
  }
  const ran = await runIn(world, found, command, has(options, 'i') ? stdinOf(ctx) : '', ctx);
  if (ran.missing !== null) {
    return refusal(
      `FATA[0000] execing command in container: failed to exec in container: failed to start exec "${execId(world)}": ${ran.missing}`,
    );
  }
  const code =
    ran.exitCode === 0
      ? ''
      : `FATA[0000] execing command in container: command terminated with exit code ${ran.exitCode}\n`;
  return { stdout: ran.stdout, stderr: ran.stderr + code, exitCode: ran.exitCode === 0 ? 0 : 1 };
}
