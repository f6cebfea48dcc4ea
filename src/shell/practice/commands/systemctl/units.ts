import { CONTAINERD_ARGS, KUBELET_ARGS, type Process } from '../../processes.ts';
import type { NodeState } from '../../state.ts';

/** A service that systemctl knows. */
export interface Unit {
  readonly name: string;
  readonly description: string;
  readonly docs: string;
  /** Drop-in beside the unit's file. */
  readonly dropIn: string | null;
  readonly file: string;
  /** The text of the unit's files, as `systemctl cat` shows them. */
  readonly text: string;
  main(state: NodeState): { readonly pid: number; readonly started: number };
  /** Whether a process is in the service's control group. */
  owns(process: Process, state: NodeState): boolean;
}

/** containerd.service of containerd@v1.4.11, with Debian's path: KillMode=process leaves the shims, Restart=always starts it again. */
const containerd: Unit = {
  name: 'containerd.service',
  description: 'containerd container runtime',
  docs: 'https://containerd.io',
  dropIn: null,
  file: '/lib/systemd/system/containerd.service',
  text: `# /lib/systemd/system/containerd.service
[Unit]
Description=containerd container runtime
Documentation=https://containerd.io
After=network.target local-fs.target

[Service]
ExecStartPre=-/sbin/modprobe overlay
ExecStart=${CONTAINERD_ARGS}

Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNPROC=infinity
LimitCORE=infinity
LimitNOFILE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`,
  main: (state) => state.containerd,
  owns: ({ pid, comm }, state) => pid === state.containerd.pid || comm === 'containerd-shim',
};

const kubelet: Unit = {
  name: 'kubelet.service',
  description: 'kubelet: The Kubernetes Node Agent',
  docs: 'https://kubernetes.io/docs/home/',
  dropIn: '10-kubeadm.conf',
  file: '/lib/systemd/system/kubelet.service',
  text: `# /lib/systemd/system/kubelet.service
[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/home/
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target

# /etc/systemd/system/kubelet.service.d/10-kubeadm.conf
[Service]
ExecStart=
ExecStart=${KUBELET_ARGS}
`,
  main: (state) => state.kubelet,
  owns: ({ pid }, state) => pid === state.kubelet.pid,
};

export const UNITS: readonly Unit[] = [containerd, kubelet];

/** `containerd` or `containerd.service`. */
export function unitOf(name: string): Unit | undefined {
  return UNITS.find((unit) => unit.name === name || unit.name === `${name}.service`);
}
