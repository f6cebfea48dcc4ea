import { bytesOut, refusal } from '../../commands/input.ts';
import { has, lastValue } from '../../commands/options.ts';
import { memoryUse } from '../hardware.ts';
import type { Output } from '../jobs.ts';
import { CPUS, MEM_TOTAL } from '../machine.ts';
import { processes } from '../processes.ts';
import type { Pod } from '../state.ts';
import { usageOf } from '../usage.ts';
import type { World } from '../world.ts';
import { columns } from './find.ts';
import { byName, flags, podNamed } from './kubectl-flags.ts';

const MIB = 1024;
/** Of the page cache so much is active, and counts as the node's working set. Chosen. */
const ACTIVE = 0.6;

/**
 * `kubectl top node` and `kubectl top pod`. Of a node whose kubelet does not answer metrics-server keeps no figures, and
 * an empty list is "not available yet" (kubernetes staging/src/k8s.io/kubectl/pkg/cmd/top/top_node.go, RunTopNode).
 */
export function top(world: World, args: readonly string[]): Output {
  const [what = '', ...rest] = args;
  const options = flags(rest, 'n:AH', { namespace: 'n', 'all-namespaces': 'A', 'no-headers': 'H' });
  if ('exitCode' in options) return options;
  const isNode = /^(?:no|nodes?)$/.test(what);
  if (!isNode && !/^(?:po|pods?)$/.test(what)) {
    return refusal('error: give node or pod\n(kubectl top node, kubectl top pod)');
  }
  const [name, ...more] = options.operands;
  if (more.length > 0) return refusal(`error: one NAME at most\n(kubectl top ${what} [NAME])`);
  if (isNode && name !== undefined && (name !== 'lab' || !world.answers)) {
    return missing('nodemetrics', name);
  }
  const namespace = lastValue(options, 'n') ?? 'default';
  const all = has(options, 'A');
  const named = name === undefined || isNode ? null : podNamed(world, name, namespace);
  if (named && ('exitCode' in named || !world.answers)) {
    return missing('podmetrics', `${namespace}/${name}`);
  }
  if (!world.answers) return refusal('error: metrics not available yet');
  const chosen = named ? [named as Pod] : byName(world.pods());
  const rows = isNode
    ? nodeRows(world)
    : podRows(
        chosen.filter((pod) => all || pod.namespace === namespace),
        all,
      );
  if (rows.length === 1) return refusal(`No resources found in ${namespace} namespace.`, 0);
  return bytesOut(columns(has(options, 'H') ? rows.slice(1) : rows, 3));
}

type Rows = readonly (readonly string[])[];

function missing(resource: string, name: string): Output {
  return refusal(`Error from server (NotFound): ${resource}.metrics.k8s.io "${name}" not found`);
}

/** Each cell ends its column, the last one too: the printer ends a row with a tab. */
function nodeRows(world: World): Rows {
  const running = processes(world.state, []);
  const { used, cache } = memoryUse(running);
  const memory = used + cache * ACTIVE;
  const aged = running.map(({ cpu, started }) => cpu / Math.max(1, world.time - started));
  const cpu = Math.ceil(1000 * aged.reduce((sum, share) => sum + share, SYSTEM));
  const share = (part: number, whole: number) => `${Math.floor((100 * part) / whole)}%`;
  return [
    ['NAME', 'CPU(cores)', 'CPU%', 'MEMORY(bytes)', 'MEMORY%', ''],
    [
      'lab',
      `${cpu}m`,
      share(cpu, CPUS * 1000),
      `${Math.floor(memory / MIB)}Mi`,
      share(memory, MEM_TOTAL),
      '',
    ],
  ];
}

/** The kernel's own work and what comes and goes, as a share of one processor. Chosen. */
const SYSTEM = 0.004;

function podRows(pods: readonly Pod[], all: boolean): Rows {
  const head = ['NAME', 'CPU(cores)', 'MEMORY(bytes)', ''];
  const rows = pods.map((pod) => {
    const uses = pod.containers.filter(({ name }) => name !== 'pause').map(usageOf);
    const cpu = Math.ceil(1000 * uses.reduce((sum, use) => sum + use.cpu, 0));
    const memory = Math.floor(uses.reduce((sum, use) => sum + use.memory, 0) / MIB ** 2);
    const row = [pod.name, `${cpu}m`, `${memory}Mi`, ''];
    return all ? [pod.namespace, ...row] : row;
  });
  return [all ? ['NAMESPACE', ...head] : head, ...rows];
}
