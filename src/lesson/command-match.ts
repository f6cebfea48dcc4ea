/** How a command line compares with one way to do what is asked. */
import type { Stage } from './command-line.ts';

/** One stage of a way, as an author writes it. */
export interface StageSpec {
  readonly id: string;
  /** Any one of them; with or without its folder. */
  readonly program: readonly string[];
  /** `any`: the option in its spellings; with a blank and what follows where it takes a value. */
  readonly options: readonly { readonly id: string; readonly any: readonly string[] }[];
  /** In order. `match`: a regular expression for the whole word. */
  readonly operands: readonly { readonly id: string; readonly match: string }[];
  /** Options that may stand there besides. */
  readonly may: 'any' | readonly string[];
}

/** One thing that a way asks for, and what the line has of it: '' where it is missing. */
export interface Wanted {
  readonly id: string;
  readonly given: string;
  readonly met: boolean;
}

/** A line beside a way. */
export interface Comparison {
  readonly wanted: readonly Wanted[];
  /** Words that the way does not ask for and does not allow. */
  readonly extra: readonly string[];
  /** Every option (`-s USR1`) and operand of the line, as this way reads them. */
  readonly words: readonly string[];
}

/** Compares the stages of a line with those of a way, one by one from the left. */
export function compareLine(way: readonly StageSpec[], stages: readonly Stage[]): Comparison {
  const each = way.map((spec, place) => compareStage(spec, stages[place] ?? []));
  const surplus = stages.slice(way.length).map((stage) => `| ${stage.join(' ')}`);
  return {
    wanted: each.flatMap(({ wanted }) => wanted),
    extra: [...each.flatMap(({ extra }) => extra), ...surplus],
    words: [...each.flatMap(({ words }) => words), ...stages.slice(way.length).flat()],
  };
}

/** Of several ways the one that a line comes nearest to: least that is missing or too much. */
export function nearest(
  ways: readonly (readonly StageSpec[])[],
  stages: readonly Stage[],
): Comparison {
  const all = ways.map((way) => compareLine(way, stages));
  const [first, ...others] = all.toSorted((a, b) => distanceOf(a) - distanceOf(b));
  if (!first) throw new Error(`no way among ${others.length}`);
  return first;
}

function distanceOf({ wanted, extra }: Comparison): number {
  return wanted.filter(({ met }) => !met).length + extra.length;
}

function compareStage(spec: StageSpec, stage: Stage): Comparison {
  const [program = '', ...words] = stage;
  const { options, operands } = readArguments(spec, words);
  const runs = spec.program.some(
    (name) => program === name || (program.startsWith('/') && program.endsWith(`/${name}`)),
  );
  const wanted: Wanted[] = [{ id: spec.id, given: program, met: runs }];
  for (const { id, any } of spec.options) {
    const given = options.find((one) => any.includes(one)) ?? '';
    wanted.push({ id, given, met: given !== '' });
  }
  for (const [place, { id, match }] of spec.operands.entries()) {
    const given = operands[place] ?? '';
    const met = given !== '' && new RegExp(`^(?:${match})$`, 'u').test(given);
    wanted.push({ id, given, met });
  }
  const asked = spec.options.flatMap(({ any }) => any);
  const allowed = (option: string) =>
    spec.may === 'any' || asked.includes(option) || spec.may.includes(option);
  return {
    wanted,
    extra: [
      ...options.filter((option) => !allowed(option)),
      ...operands.slice(spec.operands.length),
    ],
    words: [program, ...options, ...operands],
  };
}

/** Tells options from operands by the spellings that a stage knows. An option with a value is one text: `-s USR1`. */
function readArguments(spec: StageSpec, words: readonly string[]) {
  const spelled = [
    ...spec.options.flatMap(({ any }) => any),
    ...(spec.may === 'any' ? [] : spec.may),
  ];
  const flags = new Set(spelled.filter((one) => !one.includes(' ')));
  const valued = new Set(
    spelled.filter((one) => one.includes(' ')).map((one) => one.slice(0, one.indexOf(' '))),
  );
  const options: string[] = [];
  const operands: string[] = [];
  for (let place = 0; place < words.length; place++) {
    const word = words[place] as string;
    if (word === '--') {
      operands.push(...words.slice(place + 1));
      break;
    }
    if (!isOption(word)) {
      operands.push(word);
      continue;
    }
    for (const option of split(word, flags, valued, spec.may === 'any')) {
      const value = valued.has(option) ? words[place + 1] : undefined;
      if (value !== undefined) place++;
      options.push(value === undefined ? option : `${option} ${value}`);
    }
  }
  return { options, operands };
}

/** A redirection counts as an option: it says how, not what. `-` alone is an operand: standard input. */
function isOption(word: string): boolean {
  return (word.startsWith('-') && word.length > 1) || /^(?:\d*[<>]|&>)/.test(word);
}

/** The options that one word holds: `-rn` is two, `-n5` and `--lines=5` are one with its value, `-rn5` is both. */
function split(
  word: string,
  flags: ReadonlySet<string>,
  valued: ReadonlySet<string>,
  lenient: boolean,
): readonly string[] {
  if (flags.has(word) || valued.has(word)) return [word];
  const long = /^(--[^=]+)=(.*)$/s.exec(word);
  if (long) return valued.has(long[1] as string) ? [`${long[1]} ${long[2]}`] : [word];
  if (!/^-[^-]./s.test(word)) return [word];
  const found: string[] = [];
  let known = 0;
  for (let place = 1; place < word.length; place++) {
    const letter = `-${word[place]}`;
    if (valued.has(letter)) {
      const value = word.slice(place + 1);
      return [...found, value === '' ? letter : `${letter} ${value}`];
    }
    if (flags.has(letter)) known++;
    else if (!lenient) return [word];
    found.push(letter);
  }
  return known > 0 ? found : [word];
}
