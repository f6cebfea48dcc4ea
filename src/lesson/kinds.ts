import type { Kind } from './kind.ts';
import { choose } from './kinds/choose.ts';
import { command } from './kinds/command.ts';
import { explain } from './kinds/explain.ts';
import { label } from './kinds/label.ts';
import { number } from './kinds/number.ts';
import { order } from './kinds/order.ts';
import { repair } from './kinds/repair.ts';
import { schedule } from './kinds/schedule.ts';

/** Every kind of exercise, named once. A new kind is a file in `kinds/` and a line here. */
export const kinds = {
  choose,
  label,
  number,
  order,
  command,
  schedule,
  repair,
  explain,
} as const;

export type KindName = keyof typeof kinds;
/** What an author writes for a kind. */
export type TaskOf<Name extends KindName> =
  (typeof kinds)[Name] extends Kind<infer Task, infer _> ? Task : never;
/** What a reader answers. */
export type AnswerOf<Name extends KindName> =
  (typeof kinds)[Name] extends Kind<infer _, infer Answer> ? Answer : never;

/** The kind behind a name, with its own task and answer types. */
export function kindOf<Name extends KindName>(name: Name): Kind<TaskOf<Name>, AnswerOf<Name>> {
  const table: { readonly [Each in KindName]: Kind<TaskOf<Each>, AnswerOf<Each>> } = kinds;
  return table[name];
}

export const kindNames = Object.keys(kinds) as readonly KindName[];
