import type { Amount } from '../evidence/pprof/columns.ts';
import { top } from '../evidence/pprof/top.ts';
import { format, formatExact } from '../evidence/pprof/unit.ts';
import { type Cell, table } from './columns.ts';
import type { Call } from './command.ts';
import type { Fault } from './fault.ts';
import { functionNamed, peekText } from './peek-text.ts';
import { printable } from './printable.ts';
import type { Shown } from './shown.ts';

/** Rows shown unless `--top` says otherwise. */
const TOP = 20;
/** Remarks shown of what was not understood. */
const LEFTOVERS = 3;

/** A profile for people: what it is, what it adds up to, and who holds the most. */
export function profileText(shown: Shown, call: Call): readonly string[] | Fault {
  const { terminal, word } = call;
  const asked = call.value('peek');
  const head = headText(shown, call);
  if (asked === undefined) {
    const tops = shown.types.flatMap((type) => ['', ...topText(shown, type, call)]);
    return [...head, ...tops, ...leftoversText(shown, call)];
  }
  const func = functionNamed(shown, asked, word);
  if (!func.ok) return func;
  return [
    ...head,
    '',
    ...peekText(shown, func.name, terminal, word),
    ...leftoversText(shown, call),
  ];
}

function headText(shown: Shown, { terminal, word }: Call): string[] {
  const { name, profile, base, kept } = shown;
  const types = profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ');
  const facts = [
    word('cli.profile.samples', { n: profile.samples.size }),
    printable(types),
    ...timeText(profile.timeNanos),
    ...(Number(profile.durationNanos) > 0
      ? [word('cli.profile.lasted', { time: format(profile.durationNanos, 'nanoseconds') })]
      : []),
  ];
  return [
    `${terminal.paint('strong', printable(name))}  ${terminal.paint('dim', facts.join(' · '))}`,
    ...(base === '' ? [] : [word('cli.profile.less', { base: printable(base) })]),
    ...(kept ? [word('cli.profile.kept', { n: kept.kept, of: kept.of })] : []),
  ];
}

/** When it was taken, in UTC; nothing where the file does not say, or says what is no time. */
function timeText(nanos: Amount): string[] {
  const milliseconds = Number(nanos) / 1e6;
  const date = new Date(milliseconds);
  return milliseconds > 0 && !Number.isNaN(date.getTime()) ? [date.toISOString()] : [];
}

function topText({ profile, base }: Shown, type: number, call: Call): string[] {
  const { terminal, word } = call;
  const all = top(profile, type);
  const { unit } = all.sampleType;
  const size = call.number('top') || (call.has('top') ? all.size : TOP);
  const total = Number(all.total) || 1;
  const share = (value: Amount) => `${((Number(value) / total) * 100).toFixed(1)}%`;
  const signed = (value: Amount) =>
    base !== '' && value > 0 ? `+${format(value, unit)}` : format(value, unit);
  const rows = all
    .rows(size)
    .map(({ func, flat, cum }): readonly Cell[] => [
      { text: signed(flat), look: 'number' },
      share(flat),
      { text: signed(cum), look: 'number' },
      share(cum),
      printable(func),
    ]);
  const right = { align: 'right' } as const;
  const columns = [
    { title: word('cli.column.flat'), ...right },
    { title: '', ...right },
    { title: word('cli.column.cum'), ...right },
    { title: '', ...right },
    { title: word('cli.column.function') },
  ];
  const rest = all.size - Math.min(all.size, size);
  const key = base === '' ? 'cli.profile.total' : 'cli.profile.changed';
  return [
    terminal.paint(
      'strong',
      word(key, {
        type: printable(all.sampleType.type),
        value: format(all.total, unit),
        exact: formatExact(all.total, unit),
      }),
    ),
    ...table(columns, rows, terminal),
    ...(rest > 0 ? [terminal.paint('dim', word('cli.groups.more', { n: rest }))] : []),
  ];
}

function leftoversText({ leftovers }: Shown, { terminal, word }: Call): string[] {
  if (leftovers.length === 0) return [];
  return [
    '',
    word('cli.profile.leftovers', { n: leftovers.length }),
    ...leftovers
      .slice(0, LEFTOVERS)
      .map(({ at, in: unit, text }) =>
        terminal.paint('dim', `  ${word(`cli.profile.${unit}`, { at })}: ${printable(text)}`),
      ),
  ];
}
