import { type DrillRow, EVENTS, type EventId, type NodeView } from '../../shell/practice/state.ts';
import type { Word } from '../contract.ts';

export type Drill = NonNullable<NodeView['drill']>;

/** What the log of a drill is called as a file. */
export const LOG_NAME = 'stuck-in-send-drill.md';

const MINUTE = 60_000;
const COLUMNS = ['minute', 'clock', 'what'] as const;

/** Whole minutes of the drill at a time on the wall, in milliseconds. */
export function minuteAt({ began }: Pick<Drill, 'began'>, wall: number): number {
  return Math.max(0, Math.floor((wall - began) / MINUTE));
}

/** Whether a row tells of an event, and not of a step of the investigation. */
export function isEvent(what: DrillRow['what']): what is EventId {
  return EVENTS.some((id) => id === what);
}

/** The number of an event, from 1. */
export function numberOf(event: EventId): number {
  return EVENTS.indexOf(event) + 1;
}

/** The log as Markdown: for the debrief, so that it says what the numbers were. `clockOf`: a time of the node as it is shown. */
export function markdownOf(drill: Drill, clockOf: (time: number) => string, word: Word): string {
  const rows = drill.log.map(({ at, wall, what }) => {
    const words = isEvent(what)
      ? word('practice-node.drill.wasEvent', {
          n: numberOf(what),
          what: word(`practice-node.drill.event.${what}`),
        })
      : word('practice-node.drill.wasStep', { what: word(`practice-node.found.${what}`) });
    return `| ${minuteAt(drill, wall)} | ${clockOf(at)} | ${words} |`;
  });
  const began = new Date(drill.began).toISOString().slice(0, 16).replace('T', ' ');
  return [
    `# ${word('practice-node.drill.title')}`,
    '',
    word('practice-node.drill.beganAt', { began }),
    '',
    `| ${COLUMNS.map((name) => word(`practice-node.drill.col.${name}`)).join(' | ')} |`,
    '| ---: | :--- | :--- |',
    ...rows,
    '',
  ].join('\n');
}
