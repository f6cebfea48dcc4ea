import { isEvent, minuteAt, numberOf } from '../../shell/practice/drill/log.ts';
import type { NodeView } from '../../shell/practice/state.ts';
import type { Word } from '../contract.ts';

export type Drill = NonNullable<NodeView['drill']>;

/** What the log of a drill is called as a file. */
export const LOG_NAME = 'stuck-in-send-drill.md';

const COLUMNS = ['minute', 'clock', 'what'] as const;

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
