/**
 * Everything a finding can say, by id. The words stand in content/strings under `diagnose.<list>.<id>`;
 * a test holds the two together, so an id that is added here without words does not pass.
 */

/** Why a finding is as sure as it is: `diagnose.why.<id>`. */
export const WHYS = [
  /** Both ends, and the later half already stood when the earlier was dumped: all waits held at one moment. */
  'overlap',
  /** Both ends, but nothing shows that they stood so at one moment. */
  'both-ends',
  /** It has stood like this for whole minutes. */
  'waited',
  /** A dump of the same process, seconds apart, shows the same goroutines at the same lines. */
  'stayed',
  /** The same, but the dumps do not say how far apart they were taken. */
  'stayed-untimed',
  /** Waits of under a minute: it may pass. */
  'moment',
  /** The form of the dump has neither states nor times. */
  'no-states',
  /** A table of lines has neither states nor goroutines. */
  'table',
  /** Part of the dump is missing. */
  'cut',
  /** The dump given as the other end's does not show the other half. */
  'peer-reads',
  /** The same connection was moving answers when the dump was taken. */
  'moving',
  /** Longer than any call with kubelet's own deadline can take. */
  'past-timeout',
  /** They are open; whether anybody still uses them, the dump does not say. */
  'open',
  /** One dump, one stack with most of the goroutines, most of them old. */
  'share',
  /** More in the later dump, and those of the earlier one are still there. */
  'grew-and-stayed',
  /** More in the later dump. */
  'grew',
  /** ttrpc was seen, and all of it rests or moves. */
  'at-rest',
  /** Some connections do not show all of their goroutines. */
  'partly',
  /** There is no ttrpc in it, so that most rules had nothing to look at. */
  'no-ttrpc',
  /** The runtime itself says so. */
  'runtime-says',
] as const;
export type Why = (typeof WHYS)[number];

/** What was counted: `diagnose.count.<id>`, with `{n}`. */
export const COUNTS = [
  'goroutines',
  'queue',
  'await',
  'respond',
  'method',
  'lock',
  'send-lock',
  'callers',
  'aged',
  'late',
  'before',
  'locked',
  'lock-sites',
  'for-ever',
  'execs',
  'starting',
  'streams',
  'zlib-megabytes',
  'rpcs',
  'rpcs-asked',
  'share',
  'connections',
  'resting',
  'calls',
] as const;
export type CountId = (typeof COUNTS)[number];

/** What a goroutine of the proof is: `diagnose.role.<id>`. */
export const ROLES = [
  'client.loop',
  'client.sender',
  'client.receiver',
  'client.caller',
  'client.writer',
  'client.holder',
  'server.loop',
  'server.receiver',
  'server.handler',
  /** Waits for a lock inside the RPC method. */
  'locked',
  /** Stands behind that lock in the same function: it may hold it. */
  'lock-suspect',
  'cri-caller',
  'exec',
  'stream',
  'crowd',
  'crash',
  /** A row of a table of lines. */
  'row',
] as const;
export type ProofRole = (typeof ROLES)[number];

/** What the finding rules out: `diagnose.excludes.<id>`. `M…` are ids of lesson/misconception.ts. */
export const EXCLUDES = [
  'M1',
  'M2',
  'M3',
  'M5',
  'M9',
  'M10',
  'M12',
  'M14',
  /** Handlers that are slow: they have finished. */
  'slow-handlers',
  /** A lock inside the RPC methods. */
  'method-locks',
  /** The circle of ttrpc. */
  'ttrpc-circle',
  /** A hang of the whole process: other connections go on. */
  'whole-process',
  /** A peer that merely does not read. */
  'idle-peer',
  /** A client of family A's single loop. */
  'single-loop',
] as const;
export type ExcludeId = (typeof EXCLUDES)[number];

/** What the evidence cannot tell: `diagnose.unknown.<id>`. */
export const UNKNOWNS = [
  /** Family and version of the other end. */
  'peer-family',
  /** Whether the other end's half is there. */
  'peer-half',
  /** Which of several stuck connections of the other end belongs to this one. */
  'which-peer',
  /** The other end was given and has no half. */
  'peer-unmatched',
  /** Which version this is: its lines are not in the book. */
  'version',
  /** What was lost with the missing part. */
  'lost',
  /** A dump never shows who holds a mutex. */
  'lock-holder',
  /** Why the peer does not read. */
  'peer-reason',
  /** Why the shim does not answer. */
  'shim-reason',
  /** Why containerd does not answer. */
  'containerd-reason',
  /** Whether it grows or is only busy. */
  'growing',
  /** Whether somebody still uses the execs. */
  'in-use',
  /** What handlers wait for inside their methods. */
  'inside-methods',
  /** Hangs that no rule here knows. */
  'other-hangs',
  /** Whether lines of a table are of one connection. */
  'same-connection',
] as const;
export type UnknownId = (typeof UNKNOWNS)[number];

/** What to do next: `diagnose.next.<id>`. */
export const STEPS = [
  'take-containerd',
  'take-shim',
  'take-peer',
  'take-again',
  'take-states',
  'take-whole',
  'take-heaps',
  'look-for',
  'look-callers',
  'look-suspect',
  'look-peer',
  'look-created',
  'restart-containerd',
  'upgrade-daemon',
  'upgrade-1-7',
  'upgrade-kubelet',
  'end-execs',
  'try-one-container',
  'read-stack',
  'read-channel',
  'keep',
] as const;
export type StepId = (typeof STEPS)[number];
