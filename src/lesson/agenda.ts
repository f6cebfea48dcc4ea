import { PARTS, type Part, type Plan, type Stage } from './plan.ts';
import { accept, type Read, refuse, within } from './shape.ts';

/** Minutes that a chapter states in its front matter. */
export type Minutes = Readonly<Record<Part, number>>;

/** Minutes of the chapters that are written, by slug. */
export type Written = Readonly<Record<string, Minutes>>;

/** One row of an agenda: from which minute to which, and for a chapter what is done in the room and what is not. */
export type Row = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'chapter';
      readonly chapter: string;
      readonly room: readonly Part[];
      readonly outside: readonly Part[];
    }
  | { readonly kind: 'break' | 'drill' }
);

/** A plan with its times worked out. All in minutes. */
export interface Agenda {
  readonly minutes: number;
  readonly rows: readonly Row[];
  readonly taken: number;
  /** What nothing is planned for: for a late start and a good question. */
  readonly spare: number;
  /** Reading that everybody does beforehand, since the plan leaves it out of the room. */
  readonly before: number;
}

/**
 * Works out the times of a plan. Chapters that are not written are passed over, and breaks that then stand beside
 * nothing. Refuses a plan that takes longer than it has, with the sum, the chapter and where that stands in the plan.
 */
export function agenda(plan: Plan, written: Written): Read<Agenda> {
  const rows: Row[] = [];
  let first: number | null = null;
  let to = 0;
  for (const [index, stage] of withBreaksBetween(plan.session, written)) {
    const from = to;
    to += lasts(stage, written);
    rows.push(rowOf(stage, from, to));
    if (to > plan.minutes) first ??= index;
  }
  if (first !== null) return overrun(plan, first, rows, to);
  const before = rows
    .map((row) => (row.kind === 'chapter' && row.outside.includes('read') ? row.chapter : ''))
    .reduce((sum, chapter) => sum + (written[chapter]?.read ?? 0), 0);
  return accept({ minutes: plan.minutes, rows, taken: to, spare: plan.minutes - to, before });
}

/** What takes place, with its position in the plan: written chapters, drills, and breaks that part two of these. */
function withBreaksBetween(session: readonly Stage[], written: Written): [number, Stage][] {
  const all = [...session.entries()].filter(
    ([, stage]) => stage.kind !== 'chapter' || stage.chapter in written,
  );
  const isWork = ([, stage]: [number, Stage]) => stage.kind !== 'break';
  const last = all.findLastIndex(isWork);
  return all.filter((one, place) => {
    const previous = all[place - 1];
    return isWork(one) || (previous !== undefined && isWork(previous) && place < last);
  });
}

function lasts(stage: Stage, written: Written): number {
  if (stage.kind === 'break') return stage.break;
  if (stage.kind === 'drill') return stage.drill;
  return stage.parts.reduce((sum, part) => sum + (written[stage.chapter]?.[part] ?? 0), 0);
}

function rowOf(stage: Stage, from: number, to: number): Row {
  if (stage.kind !== 'chapter') return { kind: stage.kind, from, to };
  const { chapter, parts } = stage;
  const room = PARTS.filter((part) => parts.includes(part));
  const outside = PARTS.filter((part) => !parts.includes(part));
  return { kind: 'chapter', chapter, room, outside, from, to };
}

function overrun(plan: Plan, index: number, rows: readonly Row[], taken: number) {
  const late = rows.find(({ to }) => to > plan.minutes);
  const what = late?.kind === 'chapter' ? `"${late.chapter}"` : `the ${late?.kind}`;
  const sum = rows
    .map((row) => `${row.kind === 'chapter' ? row.chapter : row.kind} ${row.to - row.from}`)
    .join(' + ');
  return refuse(
    within('session', index),
    `a plan of ${plan.minutes} minutes takes ${taken}: ${what} ends at minute ${late?.to} (${sum})`,
    'Leave out a part or a chapter, or lower the minutes of the chapter if they are too many.',
  );
}
