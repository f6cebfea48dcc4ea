import type { Call } from './command.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Words } from './words.ts';

/** What an option with a whole number may be, and what it is when it is not written. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly plain: number;
}

export type Numbers<Name extends string> = Readonly<Record<Name, number>>;

/** The whole numbers of a call, or what is wrong with the first that is none or out of its range. */
export function numbersIn<Name extends string>(
  ranges: Readonly<Record<Name, Range>>,
  call: Pick<Call, 'value' | 'word'>,
): { readonly ok: true; readonly numbers: Numbers<Name> } | Fault {
  const numbers: Record<string, number> = {};
  for (const [name, range] of Object.entries<Range>(ranges)) {
    const given = call.value(name);
    const number =
      given === undefined ? range.plain : /^\d{1,15}$/.test(given) ? Number(given) : -1;
    if (given !== undefined && (number < range.least || number > range.most)) {
      return outOf(name, given, range, call.word);
    }
    numbers[name] = number;
  }
  return { ok: true, numbers: numbers as Numbers<Name> };
}

function outOf(name: string, given: string, { least, most, plain }: Range, word: Words): Fault {
  return faultOf(
    word('cli.problem.range', { option: `--${name}`, given }),
    `--${name} ${given}`,
    word('cli.hint.range', { least, most, plain }),
  );
}
