import { type Filtered, filter } from '../../evidence/pprof/filter.ts';
import { flame } from '../../evidence/pprof/flame.ts';
import type { Leftover } from '../../evidence/pprof/leftovers.ts';
import { packages } from '../../evidence/pprof/packages.ts';
import { peek } from '../../evidence/pprof/peek.ts';
import { type Profile, typeNamed } from '../../evidence/pprof/profile.ts';
import { type Top, type TopRow, top } from '../../evidence/pprof/top.ts';
import type { Answer, DiffPanel, Panel, Question, Reading, TopPanel } from './answer.ts';
import { changes, tally } from './changes.ts';
import { columnsOf } from './flame-columns.ts';

/** What was read, before anybody asks: `less` is the profile without its base. */
export interface Found {
  readonly profile: Profile;
  readonly leftovers: readonly Leftover[];
  readonly base: Profile | null;
  readonly less: Profile | null;
}

/** A reading that answers on this thread. */
interface LocalReading extends Reading {
  ask(question: Question): Answer;
}

/** So many names are offered to choose a function from. */
const NAMES = 300;

/** Answers questions about what was read, each from the profile anew. */
export function readingFrom(found: Found): LocalReading {
  return { ask: (question) => answer(found, question), close: () => {} };
}

/** What focus and ignore leave of each profile. */
interface Kept {
  readonly profile: Profile;
  readonly base: Profile | null;
  readonly less: Profile | null;
}

function answer(found: Found, question: Question): Answer {
  const { profile } = found;
  const named = typeNamed(profile, question.type);
  const type = named < 0 ? profile.defaultType : named;
  const whole = top(profile, type);
  const kept = keep(found, question);
  const table = kept.ok && kept.some ? top(kept.value.profile, type) : whole;
  const from = kept.ok ? kept.value : found;
  return {
    question,
    facts: {
      form: profile.form,
      sampleTypes: profile.sampleTypes,
      samples: profile.samples.size,
      timeNanos: profile.timeNanos,
      durationNanos: profile.durationNanos,
      leftovers: found.leftovers,
    },
    sampleType: whole.sampleType,
    total: table.total,
    whole: whole.total,
    kept: from.profile.samples.size,
    fault: kept.ok ? null : { part: kept.part, problem: kept.problem, at: kept.at },
    panel: panelOf(from, type, table, question),
  };
}

/** `some` is false where nothing was asked to go. */
function keep(
  { profile, base, less }: Found,
  { focus, ignore }: Question,
):
  | { readonly ok: true; readonly value: Kept; readonly some: boolean }
  | Extract<Filtered, { ok: false }> {
  if (focus === '' && ignore === '')
    return { ok: true, value: { profile, base, less }, some: false };
  const parts: Profile[] = [];
  for (const part of [profile, base, less]) {
    if (!part) continue;
    const filtered = filter(part, { focus, ignore });
    if (!filtered.ok) return filtered;
    parts.push(filtered.value);
  }
  const [first = profile, second = null, third = null] = parts;
  return { ok: true, value: { profile: first, base: second, less: third }, some: true };
}

function panelOf(kept: Kept, type: number, table: Top, question: Question): Panel {
  const { profile } = kept;
  switch (question.view) {
    case 'top':
      return topPanel(profile, type, table, question);
    case 'flame':
      return { is: 'flame', flame: columnsOf(flame(profile, type, growth(question))) };
    case 'diff':
      return diffPanel(kept, type, table, question);
    case 'packages':
      return { is: 'packages', shares: packages(profile, type) };
    case 'peek': {
      const names = top(profile, type, { sort: 'cum' }).rows(NAMES);
      const func = question.func || table.rows(1)[0]?.func || '';
      return {
        is: 'peek',
        func,
        peek: func === '' ? null : peek(profile, type, func),
        names: names.map((row) => row.func),
      };
    }
  }
}

function growth({ reversed, byPackage }: Question) {
  return { reversed, by: byPackage ? ('package' as const) : ('function' as const) };
}

function topPanel(profile: Profile, type: number, table: Top, question: Question): TopPanel {
  const { sort, up, search, limit } = question;
  const sorted = sort === 'flat' ? table : top(profile, type, { sort });
  const wanted = search.toLowerCase();
  const rows: TopRow[] = [];
  let matching = 0;
  for (let at = 0; at < sorted.size; at++) {
    const row = sorted.row(up ? sorted.size - 1 - at : at);
    if (!row.func.toLowerCase().includes(wanted)) continue;
    if (matching++ < limit) rows.push(row);
  }
  return { is: 'top', rows, matching, size: table.size, largest: table.rows(1)[0] ?? null };
}

function diffPanel(kept: Kept, type: number, after: Top, question: Question): DiffPanel {
  if (!kept.base || !kept.less) return { is: 'diff', compared: null };
  const before = top(kept.base, type);
  const all = changes(before, after);
  const { sort, up, search, limit } = question;
  const wanted = search.toLowerCase();
  const matching = all
    .filter(({ func, kind }) => kind !== 'same' && func.toLowerCase().includes(wanted))
    .sort((a, b) => {
      const order = sort === 'name' ? 0 : Math.abs(Number(b[sort])) - Math.abs(Number(a[sort]));
      return (order || (a.func < b.func ? -1 : 1)) * (up ? -1 : 1);
    });
  const largest = all.reduce<(typeof all)[number] | null>(
    (most, one) => (most && Math.abs(Number(most.flat)) >= Math.abs(Number(one.flat)) ? most : one),
    null,
  );
  return {
    is: 'diff',
    compared: {
      before: before.total,
      after: after.total,
      rows: matching.slice(0, limit),
      matching: matching.length,
      counts: tally(all),
      largest,
      flame: columnsOf(flame(kept.less, type, growth(question))),
    },
  };
}
