import type { Rule } from './rule.ts';
import { containerdCallersPileUp } from './rules/containerd-callers-pile-up.ts';
import { crashed } from './rules/crashed.ts';
import { execPileUp } from './rules/exec-pile-up.ts';
import { growthWithoutBlock } from './rules/growth-without-block.ts';
import { healthy } from './rules/healthy.ts';
import { kubeletCallersPileUp } from './rules/kubelet-callers-pile-up.ts';
import { lockPileUp, shimMutexPileup } from './rules/lock-pile-up.ts';
import { nilChannel } from './rules/nil-channel.ts';
import { peerDoesNotRead } from './rules/peer-does-not-read.ts';
import { ttrpcBoth } from './rules/ttrpc-both.ts';
import { ttrpcClientClosed } from './rules/ttrpc-client-closed.ts';
import { ttrpcClientStuckA, ttrpcClientStuckC, ttrpcServerStuck } from './rules/ttrpc-stuck.ts';

/** Every rule, in the order in which they look: what explains comes before what merely counts. */
export const rules: readonly Rule[] = [
  ttrpcBoth,
  ttrpcServerStuck,
  ttrpcClientStuckA,
  ttrpcClientStuckC,
  ttrpcClientClosed,
  peerDoesNotRead,
  shimMutexPileup,
  containerdCallersPileUp,
  kubeletCallersPileUp,
  execPileUp,
  lockPileUp,
  nilChannel,
  crashed,
  growthWithoutBlock,
  healthy,
];
