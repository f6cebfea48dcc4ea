import { SNDBUF } from '../../model/kernel/charge.ts';
import { randomOf } from '../../model/simulate/random.ts';
import type { Connection, Container, NodeState, Pod } from './state.ts';

/** Releases that the node starts with: the last of 1.4 before the post, and a kubelet of before kubernetes#120262. */
export const FIRST_CONTAINERD = '1.4.11';
export const KUBELET = 'v1.22.3';

/** A seed with which the first storm of 200 execs hangs; of the first sixty, 53 are such (model/simulate/storm.ts). */
export const SEED = 5;

/** The pod that the post's script goes to; its container has no name there. */
export const TARGET = 'test-74cf75b654-gw5hk';

const DAY = 86_400;

/** Pods of the node: namespace, name, address, container and image, each started so many days ago. */
const PODS = [
  [
    'kube-system',
    'kube-proxy-x7k2p',
    '192.168.56.11',
    'kube-proxy',
    'k8s.gcr.io/kube-proxy:v1.22.3',
    9,
  ],
  [
    'kube-system',
    'coredns-78fcd69978-4nqzl',
    '10.244.1.2',
    'coredns',
    'k8s.gcr.io/coredns/coredns:v1.8.4',
    9,
  ],
  [
    'monitoring',
    'node-exporter-mq5vd',
    '192.168.56.11',
    'node-exporter',
    'quay.io/prometheus/node-exporter:v1.2.2',
    8,
  ],
  ['default', TARGET, '10.244.1.7', 'test', 'docker.io/library/busybox:1.34', 3],
  ['default', 'web-6b7f6db7f-2xq8l', '10.244.1.8', 'web', 'docker.io/library/nginx:1.21', 2],
] as const;

/** Seconds that containerd was up before kubelet was, after the boot. */
const BEFORE_KUBELET = 14;

const PAUSE = 'k8s.gcr.io/pause:3.5';
const FIRST_PID = 2200;

/** A node at its first moment: nothing hangs. The same seed gives the same node. */
export function firstNode(seed: number = SEED): NodeState {
  const digits = hexOf(seed);
  const pid = pidsFrom(FIRST_PID, 19);
  const pods = PODS.map(([namespace, name, ip, container, image, days]): Pod => {
    const started = -days * DAY;
    const shim = { pid: pid(), started, release: FIRST_CONTAINERD };
    const make = (called: string, from: string): Container => ({
      id: digits(64),
      name: called,
      image: from,
      pid: pid(),
      started,
      connection: opened(started, SNDBUF),
    });
    return {
      namespace,
      name,
      ip,
      uid: [8, 4, 4, 4, 12].map(digits).join('-'),
      shim,
      containers: [make('pause', PAUSE), make(container, image)],
      restarts: 0,
    };
  });
  const started = -10 * DAY;
  return {
    format: 'stuck-in-send/node',
    version: 1,
    seed,
    time: 0,
    containerd: {
      pid: 812,
      started: started - BEFORE_KUBELET,
      installed: FIRST_CONTAINERD,
      running: FIRST_CONTAINERD,
    },
    kubelet: { pid: 1031, started, peak: 0, own: 0 },
    wmem: SNDBUF,
    pods,
    journal: [],
    nextPid: 31_600,
    updated: false,
    memory: [],
    reached: [],
  };
}

/** When a pod was made, seconds: its containers and its shim may have been started again since. */
export function bornAt({ name, shim }: Pod): number {
  const days = PODS.find(([, own]) => own === name)?.[5];
  return days === undefined ? shim.started : -days * DAY;
}

/** A connection that was just opened: at rest. */
export function opened(at: number, sndbuf: number): Connection {
  return { opened: at, sndbuf, hang: null, waiting: [] };
}

/** Process ids, each so much above the last. */
export function pidsFrom(first: number, step: number): () => number {
  let next = first;
  return () => {
    next += step;
    return next;
  };
}

/** Hexadecimal digits by a seed. */
export function hexOf(seed: number): (length: number) => string {
  const random = randomOf(seed);
  return (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}
