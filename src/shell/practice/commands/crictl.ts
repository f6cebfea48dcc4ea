import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, stdinOf } from '../../commands/input.ts';
import { has, lastValue, type Options, readOptions } from '../../commands/options.ts';
import { later } from '../changes.ts';
import type { Output } from '../jobs.ts';
import { Left, type World } from '../world.ts';
import { callerOf } from './caller.ts';
import { runIn } from './container.ts';
import { ago, byId, columns, containersOf, type Found } from './find.ts';

type Ctx = Parameters<Parameters<typeof defineCommand>[1]>[1];

const KNOWN = 'ps, pods, stats, exec, version';
const SHORT_ID = 13;
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
  return defineCommand('crictl', async (args, ctx) => {
    const [name = '', ...rest] = withoutEndpoint(args);
    const tool = tools[name];
    if (name === '--version' || name === '-v') return bytesOut('crictl version 1.22.0\n');
    if (!tool) {
      const what = name === '' ? 'give a command' : `No help topic for '${name}'`;
      return refusal(`${what}\n(the practice node's crictl knows: ${KNOWN})`, 3);
    }
    world.set(later(world.state, ANSWER));
    return tool(rest, ctx);
  });
}

/** `-r unix:///run/containerd/containerd.sock` and its like before the command: there is one runtime here. */
function withoutEndpoint(args: readonly string[]): readonly string[] {
  const [first = '', , ...rest] = args;
  return ['-r', '--runtime-endpoint', '-t', '--timeout'].includes(first) ? rest : args;
}

function read(
  args: readonly string[],
  short: string,
  long: Readonly<Record<string, string>>,
  tool: string,
): Options | Output {
  const options = readOptions(args, { short, long });
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

/** Containers of containers: the sandboxes' own are none to CRI. */
function ordinary(world: World): readonly Found[] {
  return containersOf(world).filter(({ container }) => container.name !== 'pause');
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
          String(pod.restarts),
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
  const options = read(args, 'as:i:o:', { all: 'a', id: 'i', seconds: 's', output: 'o' }, 'stats');
  if ('exitCode' in options) return options;
  const prefix = lastValue(options, 'i') ?? options.operands[0];
  const asked = () =>
    ordinary(world).filter(
      ({ container }) => prefix === undefined || container.id.startsWith(prefix),
    );
  const stuck = () => asked().some(({ container }) => container.connection.hang !== null);
  try {
    await world.watch(() => (stuck() ? null : true), callerOf(ctx));
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    world.reach('stats');
    return { stdout: '', stderr: '', exitCode: 130 };
  }
  return bytesOut(
    columns(
      [
        ['CONTAINER', 'CPU %', 'MEM', 'DISK', 'INODES'],
        ...asked().map(({ container }, at) => [
          container.id.slice(0, SHORT_ID),
          '0.00',
          `${(container.name === 'test' ? 0.9 : 9 + at * 3.7).toFixed(3)}MB`,
          `${(28.67 + at * 8.192).toFixed(2)}kB`,
          String(12 + at * 2),
        ]),
      ],
      5,
      20,
    ),
  );
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
  try {
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
  } catch (error) {
    if (error instanceof Left) return { stdout: '', stderr: '', exitCode: 130 };
    throw error;
  }
  const ran = await runIn(
    found.pod,
    found.container,
    command,
    has(options, 'i') ? stdinOf(ctx) : '',
  );
  if (ran.missing !== null) {
    return refusal(
      `FATA[0000] execing command in container: failed to exec in container: failed to start exec: ${ran.missing}`,
    );
  }
  const code =
    ran.exitCode === 0
      ? ''
      : `FATA[0000] execing command in container: command terminated with exit code ${ran.exitCode}\n`;
  return { stdout: ran.stdout, stderr: ran.stderr + code, exitCode: ran.exitCode === 0 ? 0 : 1 };
}
