import type { KindName } from '../../lesson/kinds.ts';
import { choose } from './choose.tsx';
import { command } from './command.tsx';
import type { Look } from './control.ts';
import { explain } from './explain.tsx';
import { label } from './label.tsx';
import { number } from './number.tsx';
import { order } from './order.tsx';
import { repair } from './repair.tsx';
import { schedule } from './schedule.tsx';

/** The look of every kind. A kind without one does not compile. */
const looks: { readonly [Name in KindName]: Look<Name> } = {
  choose,
  label,
  number,
  order,
  command,
  schedule,
  repair,
  explain,
};

export function lookOf<Name extends KindName>(name: Name): Look<Name> {
  return looks[name];
}
