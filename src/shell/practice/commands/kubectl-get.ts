import type { ResolvedCommandContext } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { has, lastValue } from '../../commands/options.ts';
import { bornAt, KUBELET } from '../first.ts';
import type { Output } from '../jobs.ts';
import { RELEASE } from '../machine.ts';
import type { Pod } from '../state.ts';
import type { World } from '../world.ts';
import { age, columns } from './find.ts';
import { byName, flags, podNamed } from './kubectl-flags.ts';
import { raw } from './kubectl-raw.ts';

const DAYS = 10 * 86_400;

/** `kubectl get pods`, `kubectl get nodes`, by name or all, and `--raw`. */
export async function get(
  world: World,
  args: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<Output> {
  const options = flags(args, 'An:o:Hr:', {
    'all-namespaces': 'A',
    namespace: 'n',
    output: 'o',
    'no-headers': 'H',
    raw: 'r',
  });
  if ('exitCode' in options) return options;
  const path = lastValue(options, 'r');
  if (path !== undefined) return raw(world, path, ctx);
  const form = lastValue(options, 'o') ?? '';
  if (!['', 'wide', 'name'].includes(form)) {
    return refusal(
      `error: unable to match a printer suitable for the output format "${form}"\n(the practice node knows: -o wide, -o name)`,
    );
  }
  const asked = askedFor(options.operands);
  if (typeof asked === 'string') return refusal(asked);
  const namespace = lastValue(options, 'n') ?? 'default';
  const { rows, problems } =
    asked.kind === 'nodes'
      ? nodes(world, asked.names, form)
      : pods(world, asked.names, namespace, has(options, 'A'), form);
  const shown = has(options, 'H') && form !== 'name' ? rows.slice(1) : rows;
  const empty = rows.length <= 1 && form !== 'name';
  const text = empty ? '' : columns(shown, 3);
  const none =
    asked.names.length === 0 && problems === '' && rows.length <= (form === 'name' ? 0 : 1);
  const where = has(options, 'A')
    ? 'No resources found'
    : `No resources found in ${namespace} namespace.`;
  return bytesOut(text, none ? `${where}\n` : problems, problems === '' ? 0 : 1);
}

interface AskedFor {
  readonly kind: 'pods' | 'nodes';
  readonly names: readonly string[];
}

/** `pods a b`, `pod/a node/b`: one kind at a time. */
function askedFor(operands: readonly string[]): AskedFor | string {
  const [first] = operands;
  if (first === undefined) {
    return 'You must specify the type of resource to get.\n\nerror: Required resource not specified.\n(the practice node has: pods, nodes)';
  }
  const slashed = first.includes('/');
  const words = slashed ? operands.map((one) => one.split('/')) : [[first], ...operands.slice(1)];
  const types = slashed ? words.map(([type = '']) => type) : [first];
  const kinds = types.map((type) =>
    /^(?:no|nodes?)$/.test(type) ? 'nodes' : /^(?:po|pods?)$/.test(type) ? 'pods' : null,
  );
  const [kind] = kinds;
  const bad = types[kinds.indexOf(null)];
  if (bad !== undefined || !kind) {
    return `error: the server doesn't have a resource type "${bad}"\n(the practice node has: pods, nodes)`;
  }
  if (kinds.some((one) => one !== kind)) return 'error: the practice node gets one kind at a time';
  const names = slashed
    ? operands.map((one) => one.slice(one.indexOf('/') + 1))
    : operands.slice(1);
  return { kind, names };
}

type Rows = readonly (readonly string[])[];

interface Found {
  readonly rows: Rows;
  /** What the API server says of names that it does not know. */
  readonly problems: string;
}

function nodes(world: World, names: readonly string[], form: string): Found {
  const problems = names
    .filter((name) => name !== 'lab')
    .map((name) => `Error from server (NotFound): nodes "${name}" not found\n`)
    .join('');
  const seen = names.length === 0 || names.includes('lab');
  if (form === 'name') return { rows: seen ? [['node/lab']] : [], problems };
  const wide = form === 'wide';
  const head = ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'];
  const more = ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'];
  const row = ['lab', 'Ready', '<none>', age(world.time + DAYS), KUBELET];
  const rest = [
    '192.168.56.11',
    '<none>',
    'Debian GNU/Linux 11 (bullseye)',
    RELEASE,
    `containerd://${world.state.containerd.running}`,
  ];
  const rows = [
    wide ? [...head, ...more] : head,
    ...(seen ? [wide ? [...row, ...rest] : row] : []),
  ];
  return { rows, problems };
}

function pods(
  world: World,
  names: readonly string[],
  namespace: string,
  all: boolean,
  form: string,
): Found {
  const named = names.map((name) => podNamed(world, name, namespace));
  const problems = named.map((one) => ('exitCode' in one ? one.stderr : '')).join('');
  const shown =
    names.length > 0
      ? named.flatMap((one) => ('exitCode' in one ? [] : [one]))
      : byName(world.pods()).filter((pod) => all || pod.namespace === namespace);
  if (form === 'name') return { rows: shown.map((pod) => [`pod/${pod.name}`]), problems };
  const wide = form === 'wide';
  const head = [
    ...(all ? ['NAMESPACE'] : []),
    'NAME',
    'READY',
    'STATUS',
    'RESTARTS',
    'AGE',
    ...(wide ? ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'] : []),
  ];
  return { rows: [head, ...shown.map((pod) => row(world, pod, all, wide))], problems };
}

function row(world: World, pod: Pod, all: boolean, wide: boolean): readonly string[] {
  const n = pod.containers.length - 1;
  const again = Math.max(...pod.containers.slice(1).map(({ started }) => started));
  const restarts = pod.restarts === 0 ? '0' : `${pod.restarts} (${age(world.time - again)} ago)`;
  return [
    ...(all ? [pod.namespace] : []),
    pod.name,
    `${n}/${n}`,
    'Running',
    restarts,
    age(world.time - bornAt(pod)),
    ...(wide ? [pod.ip, 'lab', '<none>', '<none>'] : []),
  ];
}
