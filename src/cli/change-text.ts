import type { StackChange } from '../evidence/goroutine/diff.ts';
import { type Cell, table } from './columns.ts';
import type { Call } from './command.ts';
import { landmarks, shortPlace } from './places.ts';
import type { Seen, SeenDump } from './seen.ts';

/** Stacks shown unless `--top` says otherwise. */
const TOP = 10;

/** What became of an earlier dump: how many more or fewer, in which stacks, and who has not moved since. */
export function changeText({ change }: SeenDump, { earlier }: Seen, call: Call): string[] {
  const { terminal, word } = call;
  const name = earlier?.name ?? '';
  if (!change) return [word('cli.change.noPartner', { name })];
  const { before, after, process, movement, stacks } = change.diff;
  const changed = stacks.filter(({ kind }) => kind !== 'same');
  const top = call.number('top') || (call.has('top') ? changed.length : TOP);
  const rest = changed.length - Math.min(changed.length, top);
  const rows = changed
    .slice(0, top)
    .map((one): readonly Cell[] => [
      { text: signed(one, call), look: one.after > one.before ? 'warn' : 'good' },
      `${word.number(one.before)} → ${word.number(one.after)}`,
      word(`cli.change.${one.kind}`),
      landmarks(one.stack.frames).map(shortPlace).join(' ← '),
    ]);
  const columns = [
    { title: word('cli.column.change'), align: 'right' as const },
    { title: word('cli.column.counts') },
    { title: '' },
    { title: word('cli.column.where') },
  ];
  return [
    terminal.paint('strong', word('cli.change.title', { name, before, after })),
    word(`cli.change.process.${process}`),
    ...(movement
      ? [
          word('cli.change.movement', {
            stayed: movement.stayed.length,
            moved: movement.moved.length,
            started: movement.started.length,
            ended: movement.ended.length,
          }),
        ]
      : []),
    ...(rows.length > 0 ? table(columns, rows, terminal) : [word('cli.change.none')]),
    ...(rest > 0 ? [terminal.paint('dim', word('cli.groups.more', { n: rest }))] : []),
  ];
}

function signed({ before, after }: StackChange, { word }: Call): string {
  const by = after - before;
  return by > 0 ? `+${word.number(by)}` : `−${word.number(-by)}`;
}
