import { SNDBUF } from '../../../../model/kernel/charge.ts';
import type { SocketName } from '../../../../model/kernel/program.ts';
import { hungConnection } from '../../../../model/simulate/storm.ts';
import { hexOf } from '../../first.ts';
import type { Client } from '../../processes.ts';
import type { Connection, Hang, NodeState, Pod } from '../../state.ts';

/** A unix stream socket as the kernel's diag shows it. */
export interface Socket {
  readonly state: 'ESTAB' | 'LISTEN';
  /** Bytes to read. */
  readonly received: number;
  /** What the sender is charged until its peer reads: sk_wmem_alloc. For a listener its backlog. */
  readonly charged: number;
  /** Path it is bound to, or `*`. */
  readonly path: string;
  readonly inode: number;
  /** 0: a listener has none. */
  readonly peer: number;
  readonly owner: { readonly name: string; readonly pid: number; readonly fd: number };
  /** SO_SNDBUF, bytes. */
  readonly sndbuf: number;
}

const CONTAINERD_SOCK = '/run/containerd/containerd.sock';
const JOURNAL = '/run/systemd/journal/stdout';
const BACKLOG = 4096;
/** Inodes of the node's first sockets, and how far the pods' lie apart. */
const FIRST_INODE = 18_204;
const APART = 4_211;
/** One client's connection took so many inodes. */
const CLIENT_INODES = 70_000;
/** File descriptors, as in evidence containerd-1.4.11/idle/ss-xmp.txt and pod-deadlock/ss-xmp.txt. */
const FDS = { containerd: 15, perConnection: 4, shimListener: 11, shimFirst: 13, shimMore: 32 };
const PUBLISHER = { containerd: 16, shim: 29 };

/** Every unix stream socket of the node that takes part: containerd's, the shims', kubelet's and the reader's clients'. */
export function socketsOf(state: NodeState, clients: readonly Client[]): Socket[] {
  let fd = FDS.containerd;
  const pods = state.pods.flatMap((pod, index) => {
    const sockets = podSockets(state, pod, FIRST_INODE + (index + 1) * APART, fd);
    fd += FDS.perConnection * (pod.containers.length + 1);
    return sockets;
  });
  return [...daemonSockets(state), ...pods, ...clientSockets(state, clients)];
}

/** The path of a pod's shim. The real name is a SHA-256 of the sandbox's id; this one is digits by a seed. */
export function shimPath(pod: Pod): string {
  const seed = Number.parseInt(pod.containers[0]?.id.slice(0, 8) ?? '0', 16);
  return `/run/containerd/s/${hexOf(seed)(64)}`;
}

function podSockets(state: NodeState, pod: Pod, inode: number, fd: number): Socket[] {
  const { containerd } = state;
  const shim = pod.shim.pid;
  const path = shimPath(pod);
  // A pod that was made again has other sockets.
  const base = inode + pod.restarts * 57 + (containerd.pid % 97) * 3;
  const publisher = pair(
    { path: '*', owner: { name: 'containerd-shim', pid: shim, fd: PUBLISHER.shim } },
    {
      path: `${CONTAINERD_SOCK}.ttrpc`,
      owner: {
        name: 'containerd',
        pid: containerd.pid,
        fd: fd + PUBLISHER.containerd - FDS.containerd,
      },
    },
    base,
  );
  const connections = pod.containers.flatMap(({ connection }, index) => {
    const { toServer, toClient } = heldBy(connection);
    return pair(
      {
        path: '*',
        owner: { name: 'containerd', pid: containerd.pid, fd: fd + index * FDS.perConnection },
        sndbuf: connection.sndbuf,
        charged: toServer.charge,
        received: toClient.bytes,
      },
      {
        path,
        owner: {
          name: 'containerd-shim',
          pid: shim,
          fd: index === 0 ? FDS.shimFirst : FDS.shimMore + index - 1,
        },
        sndbuf: connection.sndbuf,
        charged: toClient.charge,
        received: toServer.bytes,
      },
      base + 20 + index * 31,
    );
  });
  const owner = { name: 'containerd-shim', pid: shim, fd: FDS.shimListener };
  return [listener(path, base - 3, owner), ...connections, ...publisher];
}

interface Held {
  /** What the sender is charged, bytes of skb truesize. */
  readonly charge: number;
  /** What the reader has not read, bytes. */
  readonly bytes: number;
}

const EMPTY: Held = { charge: 0, bytes: 0 };
const known = new WeakMap<Hang, Record<SocketName, Held>>();

/** What stands in both directions of a connection: nothing, unless it hangs. Then as the model's sockets have it. */
function heldBy({ hang }: Connection): Record<SocketName, Held> {
  if (hang === null) return { toServer: EMPTY, toClient: EMPTY };
  const before = known.get(hang);
  if (before) return before;
  const { at: _, phase, ...load } = hang;
  const { machine, state } = hungConnection(load, phase);
  const held = (name: SocketName): Held => {
    const { calls, buffered, charge } = machine.inSocket(state, name);
    const sizes = machine.params.sockets[name].reader?.bytes ?? [];
    // The oldest are in the reader's own buffer by now: the kernel has them no more.
    const bytes = calls.slice(buffered).reduce((sum, call) => sum + (sizes[call] ?? 0), 0);
    return { charge, bytes };
  };
  const both = { toServer: held('toServer'), toClient: held('toClient') };
  known.set(hang, both);
  return both;
}

function daemonSockets({ containerd, kubelet }: NodeState): Socket[] {
  const daemon = { name: 'containerd', pid: containerd.pid };
  const journald = { name: 'systemd-journal', pid: 287 };
  return [
    listener(CONTAINERD_SOCK, FIRST_INODE - 40, { ...daemon, fd: 9 }),
    listener(`${CONTAINERD_SOCK}.ttrpc`, FIRST_INODE - 39, { ...daemon, fd: 8 }),
    listener(JOURNAL, FIRST_INODE - 900, { name: 'systemd', pid: 1, fd: 41 }),
    ...[daemon, { name: 'kubelet', pid: kubelet.pid }].flatMap((one, i) =>
      pair(
        { path: '*', owner: { ...one, fd: 2 } },
        { path: JOURNAL, owner: { ...journald, fd: 21 + i } },
        FIRST_INODE - 30 + 4 * i + (one.pid % 89) * 5,
      ),
    ),
    // kubelet has a connection of its own for the runtime, and one for images.
    ...[0, 1].flatMap((i) =>
      pair(
        { path: '*', owner: { name: 'kubelet', pid: kubelet.pid, fd: 12 + i } },
        { path: CONTAINERD_SOCK, owner: { ...daemon, fd: 11 + i } },
        FIRST_INODE + 40 + 3 * i + ((kubelet.pid + containerd.pid) % 89) * 5,
      ),
    ),
  ];
}

/** crictl and ctr that wait hold a connection to containerd each; kubectl goes through the API server. */
function clientSockets({ containerd }: NodeState, clients: readonly Client[]): Socket[] {
  const direct = clients.flatMap(({ pid, command }) => {
    const name = /^(?:\S*\/)?(crictl|ctr)\b/.exec(command)?.[1];
    return name ? [{ pid, name }] : [];
  });
  return direct.flatMap(({ pid, name }, i) =>
    pair(
      { path: '*', owner: { name, pid, fd: 3 } },
      {
        path: CONTAINERD_SOCK,
        owner: { name: 'containerd', pid: containerd.pid, fd: 200 + i },
      },
      CLIENT_INODES + 2 * pid,
    ),
  );
}

type End = Pick<Socket, 'path' | 'owner'> &
  Partial<Pick<Socket, 'sndbuf' | 'charged' | 'received'>>;

/** Two ends that are connected, the one that connected first. */
function pair(client: End, server: End, inode: number): Socket[] {
  const one = (end: End, own: number, peer: number): Socket => ({
    state: 'ESTAB',
    received: 0,
    charged: 0,
    sndbuf: SNDBUF,
    ...end,
    inode: own,
    peer,
  });
  return [one(server, inode + 1, inode), one(client, inode, inode + 1)];
}

function listener(path: string, inode: number, owner: Socket['owner']): Socket {
  return {
    state: 'LISTEN',
    received: 0,
    charged: BACKLOG,
    path,
    inode,
    peer: 0,
    owner,
    sndbuf: SNDBUF,
  };
}
