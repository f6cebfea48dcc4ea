import { bytesOut, refusal } from '../../commands/input.ts';
import { has, lastValue } from '../../commands/options.ts';
import { KUBELET } from '../first.ts';
import type { Output } from '../jobs.ts';
import type { Pod } from '../state.ts';
import type { World } from '../world.ts';
import { age, columns } from './find.ts';
import { flags, podNamed } from './kubectl-flags.ts';

const DAYS = 10 * 86_400;

/** `kubectl get pods` and `kubectl get nodes`. */
export function get(world: World, args: readonly string[]): Output {
  const options = flags(args, 'An:o:H', {
    'all-namespaces': 'A',
    namespace: 'n',
    output: 'o',
    'no-headers': 'H',
  });
  if ('exitCode' in options) return options;
  const [what = '', name] = options.operands;
  const form = lastValue(options, 'o') ?? '';
  if (!['', 'wide', 'name'].includes(form)) {
    return refusal(
      `error: unable to match a printer suitable for the output format "${form}"\n(the practice node knows: -o wide, -o name)`,
    );
  }
  const rows = /^(?:no|nodes?)$/.test(what)
    ? nodes(world, form)
    : /^(?:po|pods?)$/.test(what)
      ? pods(world, name, lastValue(options, 'n') ?? 'default', has(options, 'A'), form)
      : refusal(
          `error: the server doesn't have a resource type "${what}"\n(the practice node has: pods, nodes)`,
        );
  if ('exitCode' in rows) return rows;
  return bytesOut(columns(has(options, 'H') ? rows.slice(1) : rows, 3));
}

type Rows = readonly (readonly string[])[];

function nodes(world: World, form: string): Rows {
  if (form === 'name') return [['node/lab']];
  const head = ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'];
  const row = ['lab', 'Ready', '<none>', age(world.time + DAYS), KUBELET];
  if (form !== 'wide') return [head, row];
  return [
    [...head, 'INTERNAL-IP', 'OS-IMAGE', 'CONTAINER-RUNTIME'],
    [
      ...row,
      '192.168.56.11',
      'Debian GNU/Linux 11 (bullseye)',
      `containerd://${world.state.containerd.running}`,
    ],
  ];
}

function pods(
  world: World,
  name: string | undefined,
  namespace: string,
  all: boolean,
  form: string,
): Rows | Output {
  const named = name === undefined ? null : podNamed(world, name, namespace);
  if (named && 'exitCode' in named) return named;
  const shown = named ? [named] : world.pods().filter((pod) => all || pod.namespace === namespace);
  if (shown.length === 0) return refusal(`No resources found in ${namespace} namespace.`, 0);
  if (form === 'name') return shown.map((pod) => [`pod/${pod.name}`]);
  const wide = form === 'wide';
  const head = [
    ...(all ? ['NAMESPACE'] : []),
    'NAME',
    'READY',
    'STATUS',
    'RESTARTS',
    'AGE',
    ...(wide ? ['IP', 'NODE'] : []),
  ];
  return [head, ...shown.map((pod) => row(world, pod, all, wide))];
}

function row(world: World, pod: Pod, all: boolean, wide: boolean): readonly string[] {
  const n = pod.containers.length - 1;
  const restarts =
    pod.restarts === 0 ? '0' : `${pod.restarts} (${age(world.time - pod.shim.started)} ago)`;
  const born = Math.min(pod.shim.started, -86_400);
  return [
    ...(all ? [pod.namespace] : []),
    pod.name,
    `${n}/${n}`,
    'Running',
    restarts,
    age(world.time - born),
    ...(wide ? [pod.ip, 'lab'] : []),
  ];
}
