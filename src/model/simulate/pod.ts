import { type Load, ordinary } from './load.ts';
import { type Ended, simulate } from './simulate.ts';

/** A pod of two containers, for each of which containerd opens a connection: the pause container's connection at rest, the other one stuck. */
export interface Pod {
  readonly stuck: Ended;
  readonly idle: Ended;
}

/**
 * A load whose run gives the post's counts: 164 handlers with an answer in hand, and with the pause container's Wait six
 * in their methods. Found by `node test/model/post/find.ts`; the counts come out of the run.
 */
export const postLoad: Load = {
  ...ordinary,
  calls: 600,
  callers: 600,
  longCalls: 5,
  delay: 4000,
  seed: 23,
};

/** Runs a load on one connection beside another one whose only call, a Wait, has begun and goes on. */
export function runPod(load: Load = postLoad): Pod {
  return {
    stuck: simulate(load),
    idle: simulate({ ...load, calls: 1, callers: 1, longCalls: 1 }),
  };
}
