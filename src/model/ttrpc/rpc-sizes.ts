/** Bytes of one call's two frames, each with its header of 10 bytes. */
export interface RpcSize {
  readonly request: number;
  readonly response: number;
}

/**
 * Frame sizes in bytes, header included, by the RPC of `containerd.task.v2.Task`: measured on frames made of containerd
 * 1.4.12's own generated types, with 64-digit ids and the metadata `containerd-namespace-ttrpc: k8s.io`, no deadline.
 * Requests carry both the container's id and the exec's, but for `StateOfContainer` and the two `Stats`; `Exec` has an
 * environment of two variables. Answers are good ones, and the longer end: `Stats` of cgroup v1 has every field set, 8
 * CPUs and two of each list. Nobody measured the answer to `StateOfContainer`; it is taken to be as long as
 * that to `State`, though it lacks the exec's id. The tests encode the requests again and come to the same numbers.
 */
export const rpcSizes = {
  State: { request: 215, response: 901 },
  StateOfContainer: { request: 148, response: 901 },
  Stats: { request: 148, response: 1117 },
  StatsV2: { request: 148, response: 498 },
  Exec: { request: 1960, response: 10 },
  Start: { request: 215, response: 16 },
  Wait: { request: 214, response: 26 },
  Delete: { request: 216, response: 30 },
  Kill: { request: 216, response: 10 },
  CloseIO: { request: 219, response: 10 },
} as const satisfies Readonly<Record<string, RpcSize>>;

/** An RPC whose frames were measured. */
export type RpcName = keyof typeof rpcSizes;
