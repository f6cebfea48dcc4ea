import { noteCure } from '../cure.ts';
import type { World } from '../world.ts';
import { happen } from './events.ts';
import { begun, withEvent, withSteps } from './log.ts';

/** What a trainer asks for: the beginning of the drill, or an event by its number from 1. */
export type Injected = 'begin' | number;

/** What is heard of it: what stands in every terminal (empty for nothing), or null where it would change nothing now. */
export type Heard = string | null;

/** Lets a trainer's wish happen on a node that runs. `wall`: milliseconds since 1970. */
export function inject(world: World, what: Injected, wall: number): Heard {
  if (what === 'begin') {
    world.set(begun(world.state, wall));
    return '';
  }
  const happened = happen(world.state, what);
  if (!happened) return null;
  world.set(withEvent(happened.state, happened.id, wall));
  noteCure(world);
  noteSteps(world, wall);
  return happened.said;
}

/** Notes steps that were reached since the last line. */
export function noteSteps(world: World, wall: number): void {
  const next = withSteps(world.state, wall);
  if (next !== world.state) world.set(next);
}
