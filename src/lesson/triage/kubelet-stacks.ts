import data from './kubelet.json' with { type: 'json' };

/** A stack of kubelet, as a dump prints it. */
export interface KubeletStack {
  readonly state: string;
  readonly stack: string;
}

/**
 * kubelet was not captured: these are the stacks that the practice node's kubelet is made of
 * (shell/practice/kubelet-stacks.ts, with their sources). A line that is not known is 0. Made by
 * test/lesson/triage/extract.ts; a test holds that the two are the same.
 */
export interface KubeletStacks {
  readonly writer: KubeletStack;
  readonly resting: readonly KubeletStack[];
  /** Calls of ListContainerStats that wait: asked for by /stats/summary, by /metrics, by the eviction manager. */
  readonly calls: readonly KubeletStack[];
}

export const kubelet: KubeletStacks = data;

const ROOT = '/go/src/k8s.io/kubernetes/_output/dockerized/go/src/k8s.io/kubernetes/pkg/kubelet';
const PACKAGE = 'k8s.io/kubernetes/pkg/kubelet';

/**
 * What kubelet runs for each pod, and for each probe of a container: kubernetes@v1.22.0 pkg/kubelet/pod_workers.go
 * (UpdatePod starts managePodLoop), pkg/kubelet/prober/prober_manager.go (AddPod starts run) and prober/worker.go.
 */
export const perPod: KubeletStack = {
  state: 'chan receive',
  stack: `${PACKAGE}.(*podWorkers).managePodLoop(...)\n\t${ROOT}/pod_workers.go:0\n${PACKAGE}.(*podWorkers).UpdatePod.func1(...)\n\t${ROOT}/pod_workers.go:0\ncreated by ${PACKAGE}.(*podWorkers).UpdatePod\n\t${ROOT}/pod_workers.go:0`,
};
export const perProbe: KubeletStack = {
  state: 'select',
  stack: `${PACKAGE}/prober.(*worker).run(...)\n\t${ROOT}/prober/worker.go:0\ncreated by ${PACKAGE}/prober.(*manager).AddPod\n\t${ROOT}/prober/prober_manager.go:0`,
};
