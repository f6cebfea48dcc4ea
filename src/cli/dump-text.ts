import type { Group } from '../evidence/goroutine/group.ts';
import type { Reading } from '../evidence/goroutine/types.ts';
import { decodeTable } from '../evidence/ttrpc/table.ts';
import { changeText } from './change-text.ts';
import { type Cell, table } from './columns.ts';
import type { Call } from './command.ts';
import { findingText } from './finding-text.ts';
import { landmarks, shortAt, shortPlace, wholeAt } from './places.ts';
import { printable } from './printable.ts';
import { wrap } from './prose.ts';
import type { Seen, SeenDump, SeenTable } from './seen.ts';

/** Groups shown unless `--top` says otherwise. */
const TOP = 20;
/** Lines shown of what was not understood. */
const LEFTOVERS = 3;

/** Writes what was found for people: findings first, then what they rest on. */
export async function writeText(seen: Seen, call: Call): Promise<void> {
  const { terminal, word } = call;
  const { name, reading, shortfalls } = seen.file;
  for (const shortfall of shortfalls) terminal.remark(printable(`${name}: ${shortfall}`));
  for (const [at, dump] of seen.dumps.entries()) {
    if (at > 0) await terminal.write('\n');
    await terminal.lines([
      ...headText(dump, seen, call),
      ...dump.findings.flatMap((told) => ['', ...findingText(told, terminal, word)]),
      ...(seen.earlier ? ['', ...changeText(dump, seen, call)] : []),
      '',
      ...groupsText(dump, seen, call),
    ]);
  }
  for (const table of seen.tables) await terminal.lines(tableText(table, name, call));
  await terminal.lines(restText(reading, call));
}

function headText(
  { dump, number, matched }: SeenDump,
  { file }: Seen,
  { terminal, word, value }: Call,
): string[] {
  const n = file.reading.dumps.length;
  const lines = dump.from === dump.to ? 'cli.dump.line' : 'cli.dump.lines';
  const parts = [
    ...(n > 1 ? [word('cli.dump.number', { number, n })] : []),
    word(`goroutine-dump.form.${dump.form}`),
    word(lines, { from: String(dump.from), to: String(dump.to) }),
    ...[dump.time ?? '', dump.source].filter((part) => part !== '').map(printable),
  ];
  const lost = dump.headers - dump.size;
  const context = dump.context?.[0];
  return [
    `${terminal.paint('strong', printable(file.name))}  ${terminal.paint('dim', parts.join(' · '))}`,
    word('cli.dump.seen', { headers: dump.headers, read: dump.size }) +
      (lost > 0 ? terminal.paint('warn', ` ${word('cli.dump.lost', { n: lost })}`) : ''),
    ...(context ? [`${word('cli.dump.context')} ${printable(context.text)}`] : []),
    ...(value('filter') ? [word('cli.dump.matched', { n: matched.size, of: dump.size })] : []),
  ];
}

function groupsText({ groups, matched }: SeenDump, { by }: Seen, call: Call): string[] {
  const { terminal, word } = call;
  const heading = word('cli.groups.title', {
    n: groups.length,
    by: word(`goroutine-dump.by.${by}`),
  });
  if (matched.size === 0) return [word('goroutine-dump.noMatch')];
  const top = call.number('top') || (call.has('top') ? groups.length : TOP);
  const shown = groups.slice(0, top);
  const rows = shown.flatMap((group): readonly (readonly Cell[])[] => {
    const [first = '', ...more] = call.has('stacks')
      ? stackLines(group, call)
      : whereLines(group, by, call);
    const state = statesText(group, call);
    const wait = group.minutes > 0 ? word('cli.groups.minutes', { n: group.minutes }) : '';
    return [
      [{ text: word.number(group.count), look: 'number' }, state, wait, first],
      ...more.map((line): readonly Cell[] => ['', '', '', { text: line, look: 'dim' }]),
    ];
  });
  const columns = [
    { title: word('cli.column.count'), align: 'right' as const },
    { title: word('cli.column.state') },
    { title: word('cli.column.wait'), align: 'right' as const },
    { title: word(by === 'locations' ? 'cli.column.line' : 'cli.column.where') },
  ];
  const rest = groups.length - shown.length;
  return [
    terminal.paint('strong', heading),
    ...table(columns, rows, terminal),
    ...(rest > 0 ? [terminal.paint('dim', word('cli.groups.more', { n: rest }))] : []),
  ];
}

/** The states of a group, the most frequent first; with numbers where there are several. */
function statesText({ states }: Group, { word }: Call): string {
  const [only, ...others] = states;
  if (!only || others.length === 0) return printable(only?.state ?? '');
  const shown = states.slice(0, 2).map(({ state, count }) => `${state} ${word.number(count)}`);
  return printable(shown.join(', ') + (others.length > 1 ? ' …' : ''));
}

/** What the group shares, where it stands, whose work it is, and who created it. */
function whereLines(group: Group, by: string, { word }: Call): string[] {
  const { key, stack, createdBy, stacks } = group;
  if (by === 'locations') return [printable(key)];
  const [inner, outer] = landmarks(stack.frames);
  const places = inner ? [shortPlace(inner), ...(outer ? [`← ${shortPlace(outer)}`] : [])] : [];
  const shared = by === 'package' || by === 'state' ? [printable(key)] : [];
  const creator = createdBy && word('cli.groups.createdBy', { place: shortPlace(createdBy) });
  const others = stacks > 1 ? [word('goroutine-dump.stacks', { n: stacks })] : [];
  if (shared.length > 0) return [...shared, ...others];
  return [...places, ...(creator ? [creator] : []), ...others];
}

function stackLines({ stack, createdBy, stacks }: Group, { word }: Call): string[] {
  const { elided } = stack;
  return [
    ...stack.frames.map((frame) => `${printable(frame.func)}  ${wholeAt(frame)}`.trimEnd()),
    ...(elided > 0 ? [word('goroutine-dump.elided', { n: elided })] : []),
    ...(elided < 0 ? [word('goroutine-dump.elidedSome')] : []),
    ...(createdBy
      ? [
          word('cli.groups.createdBy', {
            place: `${printable(createdBy.func)}  ${wholeAt(createdBy)}`,
          }),
        ]
      : []),
    ...(stacks > 1 ? [word('goroutine-dump.stacks', { n: stacks })] : []),
  ];
}

/** A `sort | uniq -c` table: what each row means, as far as its lines are ttrpc's. */
function tableText(
  { table: { rows, from, to }, findings }: SeenTable,
  name: string,
  { terminal, word }: Call,
): string[] {
  const decoded = decodeTable(rows);
  const cells = decoded.rows.map(({ row, match, tag }): readonly Cell[] => [
    { text: word.number(row.count), look: 'number' },
    shortAt(row),
    match ? word(`ttrpc.actor.${match.actor}`) : '',
    { text: word(`ttrpc.tag.${tag}`), look: tag === 'circle' ? 'warn' : 'dim' },
  ]);
  const columns = [
    { title: word('cli.column.count'), align: 'right' as const },
    { title: word('cli.column.line') },
    { title: word('cli.column.goroutine') },
    { title: word('cli.column.means') },
  ];
  return [
    `${terminal.paint('strong', printable(name))}  ${terminal.paint('dim', word('cli.dump.lines', { from: String(from), to: String(to) }))}`,
    ...wrap(word('goroutine-dump.tableNote'), terminal),
    ...findings.flatMap((told) => ['', ...findingText(told, terminal, word)]),
    '',
    ...table(columns, cells, terminal),
  ];
}

/** What was not understood, and what stands between the dumps. */
function restText(
  { leftovers, moreLeftovers, notices }: Reading,
  { terminal, word }: Call,
): string[] {
  const all = leftovers.length + moreLeftovers;
  const more = all - Math.min(all, LEFTOVERS);
  return [
    ...(all > 0 || notices.length > 0 ? [''] : []),
    ...notices.map(({ code, line, count }) =>
      word(`cli.notice.${code}`, { line: String(line), n: count }),
    ),
    ...(all > 0 ? [word('goroutine-dump.leftovers', { n: all })] : []),
    ...leftovers
      .slice(0, LEFTOVERS)
      .map(({ line, text }) =>
        terminal.paint('dim', `  ${line}: ${printable(text).slice(0, 160)}`),
      ),
    ...(more > 0 ? [terminal.paint('dim', `  ${word('cli.leftovers.more', { n: more })}`)] : []),
  ];
}
