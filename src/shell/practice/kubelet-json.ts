import { dateOf } from './changes.ts';
import { bornAt } from './first.ts';
import { MEM_TOTAL } from './machine.ts';
import { memoryNow } from './memory.ts';
import { programOf } from './programs.ts';
import type { Container, NodeState, Pod } from './state.ts';

const NODE = 'lab';
const NANO = 1e9;
const KIB = 1024;

/** RFC 3339 in whole seconds, as Kubernetes writes its times. */
function at(time: number): string {
  return dateOf(time)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
}

/** Containers that CRI counts: not the sandboxes' own. */
function ordinary({ containers }: Pod): readonly Container[] {
  return containers.filter(({ name }) => name !== 'pause');
}

function usage(time: number, rss: number, cpu: number, since: number): object {
  return {
    cpu: {
      time: at(time),
      usageNanoCores: Math.round(cpu * NANO),
      usageCoreNanoSeconds: Math.round(cpu * NANO * (time - since)),
    },
    memory: { time: at(time), usageBytes: rss, workingSetBytes: rss, rssBytes: rss },
  };
}

/** GET /stats/summary: of the real answer (kubelet stats/v1alpha1) processor and memory, no file systems and no network. */
export function summary(state: NodeState): string {
  const { time } = state;
  const memory = memoryNow(state);
  const daemon = (name: string, rss: number, since: number) => ({
    name,
    startTime: at(since),
    ...usage(time, rss, 0.02, since),
  });
  const pods = state.pods.map((pod) => ({
    podRef: { name: pod.name, namespace: pod.namespace, uid: pod.uid },
    startTime: at(bornAt(pod)),
    containers: ordinary(pod).map(({ name, image, started }) => {
      const { rss, cpu } = programOf(image);
      return { name, startTime: at(started), ...usage(time, rss * KIB, cpu, started) };
    }),
  }));
  const node = {
    nodeName: NODE,
    systemContainers: [
      daemon('kubelet', memory.kubelet, state.kubelet.started),
      daemon('runtime', memory.containerd, state.containerd.started),
    ],
    startTime: at(state.kubelet.started),
    memory: {
      time: at(time),
      availableBytes: MEM_TOTAL * KIB - memory.kubelet - memory.containerd,
    },
  };
  return `${JSON.stringify({ node, pods }, null, 1)}\n`;
}

/** GET /pods: what kubelet runs, the fields that an investigation reads. */
export function podList(state: NodeState): string {
  const items = state.pods.map((pod) => ({
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      uid: pod.uid,
      creationTimestamp: at(bornAt(pod)),
    },
    spec: {
      containers: ordinary(pod).map(({ name, image }) => ({ name, image })),
      nodeName: NODE,
    },
    status: {
      phase: 'Running',
      podIP: pod.ip,
      startTime: at(bornAt(pod)),
      containerStatuses: ordinary(pod).map(({ name, image, id, started }) => ({
        name,
        state: { running: { startedAt: at(started) } },
        ready: true,
        restartCount: pod.restarts,
        image,
        containerID: `containerd://${id}`,
      })),
    },
  }));
  return `${JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items })}\n`;
}
