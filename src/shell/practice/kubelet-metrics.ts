import { dateOf } from './changes.ts';
import { waitingCalls } from './kubelet-stacks.ts';
import { memoryNow } from './memory.ts';
import { restingCount } from './profiles.ts';
import type { NodeState } from './state.ts';

/** GET /metrics: a few of the real names, in Prometheus' text form. It comes only when nothing hangs. */
export function kubeletMetrics(state: NodeState): string {
  const goroutines = restingCount(state) + waitingCalls(state).length;
  const started = dateOf(state.kubelet.started).getTime() / 1000;
  const running = state.pods
    .flatMap(({ containers }) => containers)
    .filter(({ name }) => name !== 'pause');
  return [
    metric('go_goroutines', 'Number of goroutines that currently exist.', 'gauge', goroutines),
    metric(
      'kubelet_node_name',
      "The node's name. The count is always 1.",
      'gauge',
      1,
      '{node="lab"}',
    ),
    metric(
      'kubelet_running_containers',
      'Number of containers currently running',
      'gauge',
      running.length,
      '{container_state="running"}',
    ),
    metric(
      'kubelet_running_pods',
      'Number of pods that have a running pod sandbox',
      'gauge',
      state.pods.length,
    ),
    metric(
      'process_resident_memory_bytes',
      'Resident memory size in bytes.',
      'gauge',
      memoryNow(state).kubelet,
    ),
    metric(
      'process_start_time_seconds',
      'Start time of the process since unix epoch in seconds.',
      'gauge',
      started,
    ),
  ].join('');
}

function metric(name: string, help: string, type: string, value: number, labels = ''): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name}${labels} ${written(value)}\n`;
}

/** As Go's strconv writes a float: with an exponent from 21 digits on in `g`, from 1e+06 on as Prometheus prints it. */
function written(value: number): string {
  if (Math.abs(value) < 1e6) return String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e+');
  return `${digits}e+${exponent.padStart(2, '0')}`;
}
