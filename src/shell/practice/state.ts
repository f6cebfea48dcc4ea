/** The practice node as plain data: enough to go on from, to save to a file, and to make every dump and profile of. */

/** A process of the node's own that is always there, and since when it runs. */
export interface Daemon {
  readonly pid: number;
  /** Seconds of the node's time. */
  readonly started: number;
}

/** containerd: what is installed, and what runs. An upgrade changes the first, a restart the second. */
export interface Containerd extends Daemon {
  /** Release of the package on the disk: `1.4.11`. */
  readonly installed: string;
  /** Release of the process. */
  readonly running: string;
}

export interface Kubelet extends Daemon {
  /** Highest resident size since it started, bytes: a Go process gives little back at once. */
  readonly peak: number;
  /** Calls of ListContainerStats of the reader's own making (GET /stats/summary, /metrics) that wait and stay. */
  readonly own: number;
}

/** How a connection came to hang: from this the state of its goroutines is made again, step by step. */
export interface Hang {
  /** Seconds of the node's time. */
  readonly at: number;
  /** Execs under way when it hung; none of them ends. */
  readonly execs: number;
  /** Which phase of their calls hung (model/simulate/storm.ts). */
  readonly phase: number;
  readonly client: 'A' | 'B' | 'C' | 'D';
  readonly server: 'S1' | 'S2';
  /** SO_SNDBUF of both ends, bytes. */
  readonly sndbuf: number;
  readonly seed: number;
}

/** An exec that waits in containerd: in the storm, or come later to a connection that hung already. */
export interface Waiting {
  readonly since: number;
  /** Over SPDY as kubectl and crictl do, or of `ctr`, which needs none. */
  readonly over: 'spdy' | 'ctr';
}

/** containerd's connection to the shim, one for each container. */
export interface Connection {
  readonly opened: number;
  /** SO_SNDBUF: what net.core.wmem_default was when it was opened, bytes. */
  readonly sndbuf: number;
  readonly hang: Hang | null;
  readonly waiting: readonly Waiting[];
}

export interface Container {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** `pause` for the sandbox's own. */
  readonly name: string;
  readonly image: string;
  readonly pid: number;
  readonly started: number;
  readonly connection: Connection;
}

/** A pod with its shim: the sandbox's container first, which every pod has. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
  readonly shim: Daemon & {
    /** Release of the shim that was started; an upgrade does not change a process. */
    readonly release: string;
  };
  readonly containers: readonly Container[];
  readonly restarts: number;
}

/** A record of the journal: what a process wrote as one line. journald cuts it where it is too long (journal.ts). */
export interface Entry {
  readonly at: number;
  readonly unit: 'containerd' | 'kubelet' | 'systemd' | 'sudo' | 'kernel';
  readonly pid: number;
  readonly text: string;
}

export interface NodeState {
  readonly format: 'stuck-in-send/node';
  readonly version: 1;
  readonly seed: number;
  /** Seconds since the node's first moment (BOOT), with fractions. */
  readonly time: number;
  readonly containerd: Containerd;
  readonly kubelet: Kubelet;
  /** net.core.wmem_default, bytes. */
  readonly wmem: number;
  readonly pods: readonly Pod[];
  readonly journal: readonly Entry[];
  /** What the journal held before this was deleted, seconds of the node's time; absent where nothing was. */
  readonly journalFrom?: number;
  readonly nextPid: number;
  /** `apt-get update` was run. */
  readonly updated: boolean;
  /** Memory of the past: one point a minute. */
  readonly memory: readonly MemoryPoint[];
  /** What of the investigation was done (goals.ts). */
  readonly reached: readonly GoalId[];
  /** A drill, from the moment that it was begun (drill/log.ts). */
  readonly drill?: Drill;
}

/** Where a node may begin: at its first moment, or on the morning after a storm of execs (start.ts). */
export const STARTS = ['new', 'morning'] as const;

export type Start = (typeof STARTS)[number];

/** Resident sizes at a time, bytes. */
export interface MemoryPoint {
  readonly time: number;
  readonly kubelet: number;
  readonly containerd: number;
}

/** Steps of the investigation, in the order in which the incident took them. */
export const GOALS = [
  /** kubelet's memory was looked at, and has grown. */
  'memory',
  /** A profile or dump of kubelet that shows who waits. */
  'kubelet',
  /** A call for stats that does not come back was seen. */
  'stats',
  /** The execs of the script hang. */
  'storm',
  /** containerd's heap or goroutines were read: spdystream, or callers in ttrpc. */
  'containerd',
  /** SIGUSR1 was sent to the shim of the hung connection. */
  'shim',
  /** The dump's lines were counted: :404 and :459 stand there. */
  'lines',
  /** A repaired containerd runs, and nothing hangs. */
  'cure',
  /** And the script was run against it: every exec ended. */
  'proof',
] as const;

export type GoalId = (typeof GOALS)[number];

/** What a trainer may let happen in a drill, by its number from 1 (drill/events.ts). */
export const EVENTS = [
  'kubelet-restarted',
  'more-execs',
  'replica',
  'delete-asked',
  'journal-emptied',
  'buffer-raised',
  'package-upgraded',
  'shim-killed',
] as const;

export type EventId = (typeof EVENTS)[number];

/** A drill in a room: when it began, and what happened since. Times on the wall are milliseconds since 1970. */
export interface Drill {
  readonly began: number;
  /** Steps that were reached before it began. */
  readonly before: readonly GoalId[];
  readonly log: readonly DrillRow[];
}

/** An event that was let happen, or a step of the investigation that was reached. */
export interface DrillRow {
  /** Seconds of the node's time. */
  readonly at: number;
  readonly wall: number;
  readonly what: EventId | GoalId;
}

/** What a page shows of the node. */
export interface NodeView {
  readonly time: number;
  /** RFC 3339, UTC. */
  readonly clock: string;
  /** Release of containerd that runs. */
  readonly containerd: string;
  /** The past, and the present as its last point. At most 240 points. */
  readonly memory: readonly MemoryPoint[];
  readonly reached: readonly GoalId[];
  /** Lines that wait in the background (`jobs`). */
  readonly jobs: number;
  /** A drill that goes on, and the numbers of the events whose moment it is. */
  readonly drill: (Drill & { readonly due: readonly number[] }) | null;
}

/** The node's first moment: the day of the post's incident is not known, so it is the day of the post. */
export const BOOT = Date.parse('2021-11-09T07:50:43Z');
