import { dateOf, logged, stamp } from '../changes.ts';
import { FIRST_CONTAINERD, firstNode, KUBELET } from '../first.ts';
import { BOOTED, two } from '../machine.ts';
import type { Entry, NodeState, Pod } from '../state.ts';

const MONTH_DAY = (time: number): string => {
  const at = dateOf(time);
  return `${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}`;
};

/**
 * What the journal held before the node's first moment: services at boot, pods at their start, systemd's timers. The messages
 * are those that these programs write (containerd@v1.4.11 cmd/containerd and its CRI plugin, as in evidence
 * containerd-1.4.11/exec-300-mutex/containerd.log.gz; kubelet 1.22 in public bug reports); times are chosen.
 */
export function entriesBefore(): readonly Entry[] {
  made ??= [...atBoot(), ...timers(), ...NODE.pods.flatMap((pod) => podStarted(pod, NODE))].sort(
    (a, b) => a.at - b.at,
  );
  return made;
}

let made: readonly Entry[] | null = null;
/** The node as it first was: what happens later to its pods does not change what stands in the journal. */
const NODE: NodeState = firstNode();

const systemd = (at: number, text: string): Entry => ({ at, unit: 'systemd', pid: 1, text });

const containerdOf =
  ({ containerd: { pid } }: NodeState) =>
  (at: number, message: string, ...fields: string[]): Entry => ({
    at,
    unit: 'containerd',
    pid,
    text: logged({ ...NODE, time: at }, 'info', message, ...fields),
  });

const kubeletOf =
  ({ kubelet: { pid } }: NodeState) =>
  (at: number, place: string, text: string): Entry => {
    const clock = stamp(at).slice(11, 26);
    return {
      at,
      unit: 'kubelet',
      pid,
      text: `I${MONTH_DAY(at)} ${clock} ${String(pid).padStart(7)} ${place}] ${text}`,
    };
  };

function atBoot(): Entry[] {
  const at = NODE.kubelet.started;
  const up = NODE.containerd.started;
  const [containerd, kubelet] = [containerdOf(NODE), kubeletOf(NODE)];
  return [
    systemd(BOOTED + 6.1, 'Starting containerd container runtime...'),
    containerd(
      up - 0.5,
      'starting containerd',
      `revision=${FIRST_CONTAINERD}-1`,
      `version=${FIRST_CONTAINERD}`,
    ),
    ...PLUGINS.map((plugin, i) => {
      const type = plugin.split('.').slice(0, 4).join('.');
      return containerd(up - 0.4 + i / 100, `loading plugin \\"${plugin}\\"...`, `type=${type}`);
    }),
    containerd(up - 0.2, 'Start subscribing containerd event'),
    containerd(up - 0.2, 'Start recovering state'),
    containerd(up - 0.1, 'Start event monitor'),
    containerd(up - 0.1, 'Start snapshots syncer'),
    containerd(up - 0.1, 'Start streaming server'),
    containerd(up, 'containerd successfully booted in 0.044154s'),
    systemd(up, 'Started containerd container runtime.'),
    systemd(at, 'Started kubelet: The Kubernetes Node Agent.'),
    kubelet(at + 0.9, 'server.go:440', `"Kubelet version" kubeletVersion="${KUBELET}"`),
    kubelet(at + 4.2, 'kubelet_node_status.go:73', '"Successfully registered node" node="lab"'),
    kubelet(at + 4.6, 'apiserver.go:52', '"Watching apiserver"'),
  ];
}

const PLUGINS = [
  'io.containerd.content.v1.content',
  'io.containerd.snapshotter.v1.overlayfs',
  'io.containerd.metadata.v1.bolt',
  'io.containerd.runtime.v2.task',
  'io.containerd.monitor.v1.cgroups',
  'io.containerd.service.v1.tasks-service',
  'io.containerd.grpc.v1.cri',
];

const DAY = 86_400;
/** Nightly timers of Debian 11, each some seconds' work, counted back from the first moment. */
const TIMERS = [
  [3_020, 'Cleanup of Temporary Directories', 'systemd-tmpfiles-clean.service', 0.1],
  [6_240, 'Daily apt upgrade and clean activities', 'apt-daily-upgrade.service', 1.4],
  [28_243, 'Rotate log files', 'logrotate.service', 0.6],
  [28_243, 'Daily man-db regeneration', 'man-db.service', 1.1],
  [41_500, 'Daily apt download activities', 'apt-daily.service', 2.2],
] as const;

function timers(): Entry[] {
  return [0, 1, 2].flatMap((days) =>
    TIMERS.flatMap(([ago, name, unit, takes]) => {
      const at = -ago - days * (DAY + 37);
      return [
        systemd(at, `Starting ${name}...`),
        systemd(at + takes, `${unit}: Succeeded.`),
        systemd(at + takes, `Finished ${name}.`),
      ];
    }),
  );
}

/** What is written when a pod is started, by the kubelet and containerd of a node. */
export function podStarted(
  { namespace, name, uid, shim, containers }: Pod,
  by: NodeState,
): Entry[] {
  const at = shim.started;
  const [containerd, kubelet] = [containerdOf(by), kubeletOf(by)];
  const [sandbox, app] = containers;
  if (!sandbox || !app) return [];
  const pod = `&PodSandboxMetadata{Name:${name},Uid:${uid},Namespace:${namespace},Attempt:0,}`;
  const of = `&ContainerMetadata{Name:${app.name},Attempt:0,}`;
  const within = `CreateContainer within sandbox \\"${sandbox.id}\\" for`;
  const volume = `kube-api-access-${uid.slice(0, 5)}`;
  const path = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${sandbox.id}`;
  return [
    kubelet(at - 0.6, 'topology_manager.go:200', '"Topology Admit Handler"'),
    kubelet(
      at - 0.5,
      'reconciler.go:224',
      `"operationExecutor.VerifyControllerAttachedVolume started for volume \\"${volume}\\" (UniqueName: \\"kubernetes.io/projected/${uid}-${volume}\\") pod \\"${name}\\" (UID: \\"${uid}\\") "`,
    ),
    containerd(at - 0.2, `RunPodSandbox for ${pod}`),
    containerd(at, 'starting signal loop', 'namespace=k8s.io', `path=${path}`, `pid=${shim.pid}`),
    containerd(at + 0.2, `RunPodSandbox for ${pod} returns sandbox id \\"${sandbox.id}\\"`),
    containerd(at + 0.3, `${within} container ${of}`),
    containerd(at + 0.4, `${within} ${of} returns container id \\"${app.id}\\"`),
    containerd(at + 0.4, `StartContainer for \\"${app.id}\\"`),
    containerd(at + 0.7, `StartContainer for \\"${app.id}\\" returns successfully`),
  ];
}
