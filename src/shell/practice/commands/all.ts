import type { CustomCommand } from 'just-bash/browser';
import { bytesOut } from '../../commands/input.ts';
import type { Jobs } from '../jobs.ts';
import type { World } from '../world.ts';
import { crictl } from './crictl.ts';
import { ctr } from './ctr.ts';
import { kubectl } from './kubectl.ts';

/** The commands of the practice node, over one node. A new one is a file here, and a line. */
export function nodeCommands(world: World, _jobs: Jobs): CustomCommand[] {
  return [crictl(world), ctr(world, async () => bytesOut('')), kubectl(world)];
}
