import type { CustomCommand } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { later } from '../changes.ts';
import type { Output } from '../jobs.ts';
import type { World } from '../world.ts';
import { debian } from './apt/archive.ts';
import { type Ctx, callerOf, waitingCommand } from './caller.ts';
import { runIn } from './container.ts';
import { columns, containersOf } from './find.ts';

const KNOWN = 'containers ls, task ls, task exec, pprof, version';
/** containerd@v1.4.12 services/tasks/local.go:76: how long the daemon waits for a shim's State in a list, seconds. */
const STATE_TIMEOUT = 2;
const ANSWER = 0.02;
const SOCKET = '/run/containerd/containerd.sock';

/** ctr of containerd 1.4. The namespace of Kubernetes' containers has to be named, as there. */
export function ctr(
  world: World,
  pprof: (world: World, args: readonly string[], ctx: Ctx) => Promise<Output>,
): CustomCommand {
  return waitingCommand('ctr', async (args, ctx) => {
    const { namespace, address, rest } = globals(args);
    const [group = '', name = '', ...operands] = rest;
    if (address !== SOCKET && group !== 'pprof') {
      return refusal(
        `ctr: failed to dial "${address}": connection error: desc = "transport: error while dialing: dial unix ${address}: connect: no such file or directory"`,
      );
    }
    world.set(later(world.state, ANSWER));
    if (group === 'pprof') return pprof(world, rest.slice(1), ctx);
    if (group === 'version') return version(world);
    const task = /^(?:t|tasks?)$/.test(group);
    const list = /^(?:ls|list)$/.test(name);
    const seen = namespace === 'k8s.io' ? containersOf(world) : [];
    const odd = operands.find((one) => one !== '-q' && one !== '--quiet');
    if (list && odd !== undefined) {
      return refusal(
        `Incorrect Usage: ${odd} has no meaning here\n(the practice node's ctr ${group} ls knows: -q)`,
      );
    }
    const quiet = operands.includes('-q') || operands.includes('--quiet');
    if (/^(?:c|containers?)$/.test(group) && list) {
      if (quiet) return bytesOut(seen.map(({ container }) => `${container.id}\n`).join(''));
      return bytesOut(
        columns(
          [
            ['CONTAINER', 'IMAGE', 'RUNTIME'],
            ...seen.map(({ container }) => [
              container.id,
              container.image,
              'io.containerd.runc.v2',
            ]),
          ],
          4,
        ),
      );
    }
    if (task && list) return tasks(world, seen, quiet, ctx);
    if (task && name === 'exec') return exec(world, operands, namespace, ctx);
    const what = rest.length === 0 ? 'give a command' : `No help topic for '${rest.join(' ')}'`;
    return refusal(`${what}\n(the practice node's ctr knows: ${KNOWN})`, 3);
  });
}

function globals(args: readonly string[]): {
  readonly namespace: string;
  readonly address: string;
  readonly rest: readonly string[];
} {
  let namespace = 'default';
  let address = SOCKET;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    const [, flag = '', glued] = /^--?(n|namespace|a|address)(?:=(.*))?$/.exec(arg) ?? [];
    if (flag === '') break;
    const value = glued ?? args[++at] ?? '';
    if (flag.startsWith('n')) namespace = value;
    else address = value.replace(/^unix:\/\//, '');
  }
  return { namespace, address, rest: args.slice(at) };
}

/** A list asks every shim for its task's State, one after the other, and waits 2 s for one that does not answer. */
async function tasks(
  world: World,
  seen: ReturnType<typeof containersOf>,
  quiet: boolean,
  ctx: Ctx,
): Promise<Output> {
  const stuck = seen.filter(({ container }) => container.connection.hang !== null);
  if (stuck.length > 0) await world.sleep(STATE_TIMEOUT * stuck.length, callerOf(ctx));
  if (quiet) return bytesOut(seen.map(({ container }) => `${container.id}\n`).join(''));
  const rows = seen.map(({ container }) =>
    container.connection.hang === null
      ? [container.id, String(container.pid), 'RUNNING']
      : [container.id, '0', 'UNKNOWN'],
  );
  return bytesOut(columns([['TASK', 'PID', 'STATUS'], ...rows], 4));
}

async function exec(
  world: World,
  args: readonly string[],
  namespace: string,
  ctx: Ctx,
): Promise<Output> {
  const rest = [...args];
  let id = '';
  while (rest[0]?.startsWith('-')) {
    const option = rest.shift() ?? '';
    if (option === '--exec-id') id = rest.shift() ?? '';
    else if (option.startsWith('--exec-id=')) id = option.slice('--exec-id='.length);
    else if (option !== '-t' && option !== '--tty') {
      return refusal(
        `Incorrect Usage: flag provided but not defined: ${option.replace(/^-/, '')}\n(the practice node's ctr task exec knows: --exec-id, -t)`,
      );
    }
  }
  const [container = '', ...command] = rest;
  if (id === '') return refusal('ctr: exec id must not be empty: invalid argument');
  if (container === '') return refusal('ctr: container id must be provided');
  if (command.length === 0) return refusal('ctr: give a command for the container');
  const found = containersOf(world).find((one) => one.container.id === container);
  if (!found || namespace !== 'k8s.io') {
    return refusal(`ctr: container "${container}" in namespace "${namespace}": not found`);
  }
  const end = await world.exec(container, 'ctr', callerOf(ctx));
  if (end === 'broken') return refusal('ctr: ttrpc: closed: unknown');
  const { missing, ...ran } = await runIn(world, found, command, '', ctx);
  return missing === null ? ran : refusal(`ctr: failed to start exec "${id}": ${missing}`);
}

function version({ state: { containerd } }: World): Output {
  const part = (name: string, release: string) =>
    `${name}:\n  Version:  ${release}\n  Revision: ${debian(release)}\n`;
  return bytesOut(`${part('Client', containerd.installed)}\n${part('Server', containerd.running)}`);
}
