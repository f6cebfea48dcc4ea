import type { CustomCommand } from 'just-bash/browser';
import type { Jobs } from '../jobs.ts';
import type { World } from '../world.ts';
import { crictl } from './crictl.ts';
import { ctr } from './ctr.ts';
import { ctrPprof } from './ctr-pprof.ts';
import { curl } from './curl.ts';
import { kubectl } from './kubectl.ts';
import { go, pprof } from './pprof/pprof.ts';
import { systemCommands } from './system.ts';

/** The commands of the practice node, over one node. A new one is a file here, and a line. */
export function nodeCommands(world: World, jobs: Jobs): CustomCommand[] {
  return [
    crictl(world),
    ctr(world, ctrPprof),
    curl(world),
    go(world),
    kubectl(world),
    pprof(world),
    ...systemCommands(world, jobs),
  ];
}
