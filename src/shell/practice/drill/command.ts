import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../commands/input.ts';
import { formatted } from '../commands/date.ts';
import { WMEM_FILE } from '../files.ts';
import { EVENTS, type NodeState } from '../state.ts';
import type { World } from '../world.ts';
import { inject } from './inject.ts';
import { isEvent, minuteAt, numberOf } from './log.ts';

const USAGE = `usage: drill begin | drill NUMBER | drill log
(no command of a real node: by it the leader of a drill lets event 1 to ${EVENTS.length} happen)`;

/** `drill`: events by their number, where the leader of a drill cannot reach the page but by what is typed in it. */
export function drill(world: World): CustomCommand {
  return defineCommand('drill', async (args, { fs }) => {
    const [what = ''] = args;
    if (args.length !== 1) return refusal(USAGE, 2);
    if (what === 'log') return bytesOut(textOf(rows(world.state)));
    const asked = what === 'begin' ? what : numberIn(what);
    if (asked === null) return refusal(USAGE, 2);
    const heard = inject(world, asked, Date.now());
    // A setting that an event changed is a file, too (practice.ts).
    await fs.writeFile(WMEM_FILE, `${world.state.wmem}\n`);
    return heard === null ? refusal(`drill: event ${asked} changes nothing now`) : bytesOut(heard);
  });
}

/** The number of an event, or null. */
function numberIn(word: string): number | null {
  const number = Number(word);
  return /^\d+$/.test(word) && number >= 1 && number <= EVENTS.length ? number : null;
}

/** The log as a table: minute of the drill, the node's clock, and a number or the name of a step. */
function rows({ drill: going }: NodeState): string[] {
  if (!going) return ['no drill was begun'];
  return [
    'MINUTE  NODE      WHAT',
    ...going.log.map(({ at, wall, what }) => {
      const minute = String(minuteAt(going, wall));
      const name = isEvent(what) ? `event ${numberOf(what)}` : `step ${what}`;
      return `${minute.padStart(6)}  ${formatted('%H:%M:%S', at)}  ${name}`;
    }),
  ];
}
