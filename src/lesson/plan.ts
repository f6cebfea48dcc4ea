import {
  accept,
  count,
  declared,
  distinct,
  isRecord,
  listOf,
  name,
  oneOf,
  type Problem,
  type Read,
  record,
  refuse,
  type Shape,
  type Shaped,
  within,
} from './shape.ts';

/** What a chapter's minutes are planned for, in the order in which a room takes them. */
export const PARTS = ['read', 'exercise', 'discuss'] as const;
export type Part = (typeof PARTS)[number];

const parts: Shape<readonly Part[]> = (data, at) => {
  const read = listOf(oneOf(PARTS))(data, at);
  return read.ok ? (distinct(read.value, at) ?? read) : read;
};

const SHAPES = {
  chapter: record({ chapter: name, parts }),
  break: record({ break: count(1) }),
  drill: record({ drill: count(1) }),
} as const;

/** One thing of a session: parts of a chapter (its slug), a break, or a drill on the practice node, both in minutes. */
export type Stage = {
  readonly [Kind in keyof typeof SHAPES]: { readonly kind: Kind } & Shaped<(typeof SHAPES)[Kind]>;
}[keyof typeof SHAPES];

const stage: Shape<Stage> = (data, at) => {
  const kinds = Object.keys(SHAPES) as Stage['kind'][];
  const keys = isRecord(data) ? Object.keys(data) : [];
  const kind = kinds.find((one) => keys.includes(one)) ?? 'chapter';
  const read = SHAPES[kind](data, at);
  return read.ok ? accept({ kind, ...read.value } as Stage) : read;
};

const plan = record({ minutes: count(1), session: listOf(stage) });

/** A session of so many minutes, as `content/agendas.yaml` states it. */
export type Plan = Shaped<typeof plan>;

/**
 * Reads the plans of `content/agendas.yaml`. `course` are the slugs of all chapters, written or not, in their order:
 * a plan may leave chapters out, but takes the others in this order, each once.
 */
export function readPlans(data: unknown, course: readonly string[]): Read<readonly Plan[]> {
  const plans = listOf(plan)(data, '');
  if (!plans.ok) return plans;
  for (const [index, { session }] of plans.value.entries()) {
    const problem = outOfOrder(session, course, within(String(index), 'session'));
    if (problem) return problem;
  }
  return plans;
}

function outOfOrder(
  session: readonly Stage[],
  course: readonly string[],
  at: string,
): Problem | null {
  let before = -1;
  for (const [index, one] of session.entries()) {
    if (one.kind !== 'chapter') continue;
    const place = within(within(at, index), 'chapter');
    const unknown = declared(one.chapter, course, place);
    if (unknown) return unknown;
    const here = course.indexOf(one.chapter);
    if (here <= before) {
      return refuse(
        place,
        `"${one.chapter}" comes after "${course[before]}"`,
        'Take the chapters in the order of the course, each once.',
      );
    }
    before = here;
  }
  return null;
}
