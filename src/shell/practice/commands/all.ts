import type { CustomCommand } from 'just-bash/browser';
import type { World } from '../world.ts';

/** The commands of the practice node, over one node. A new one is a file here, and a line. */
export function nodeCommands(_world: World): CustomCommand[] {
  return [];
}
