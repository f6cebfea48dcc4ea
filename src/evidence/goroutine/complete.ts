import { columnar } from './columnar.ts';
import { FIELDS, fieldOf } from './filter-language.ts';
import { packageOf } from './package-name.ts';
import type { Dump } from './types.ts';

/** What may stand at the cursor: `text.slice(from, to)` is replaced by one of the options. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly string[];
}

const MARKS = ['locked', 'durable', 'scan', 'leaked'];
const OPTIONS_MAX = 50;

/** Fields, or values that occur in the dump, for the word before `cursor` in a filter. */
export function complete(text: string, cursor: number, dump: Dump): Completion {
  const before = text.slice(0, cursor);
  const word = /(?:^|[\s(-])([^\s"(-]*|[^\s"]*:"[^"]*)$/.exec(before)?.[1] ?? '';
  const head = /^([A-Za-z]+)(:=|:|=)"?/.exec(word);
  const field = head ? fieldOf(head[1] as string) : null;
  if (!head || !field) {
    const options = Object.keys(FIELDS).map((name) =>
      takesNumber(name) ? `${name}>` : `${name}:`,
    );
    return { from: cursor - word.length, to: cursor, options: startingWith(options, word) };
  }
  const typed = word.slice(head[0].length).toLowerCase();
  const values = [...new Set(valuesOf(dump, field))];
  const options = values.filter((value) => value.toLowerCase().includes(typed)).sort();
  const from = cursor - word.length + (head[1] as string).length + (head[2] as string).length;
  return { from, to: cursor, options: options.slice(0, OPTIONS_MAX).map(quoted) };
}

function takesNumber(name: string): boolean {
  return name === 'wait' || name === 'id' || name === 'creator' || name === 'depth';
}

function startingWith(options: readonly string[], word: string): string[] {
  return options.filter((option) => option.startsWith(word.toLowerCase()));
}

function valuesOf(dump: Dump, field: string): string[] {
  const { columns, tables } = columnar(dump);
  const tails = new Set<number>();
  const nodes = new Set<number>();
  for (let row = 0; row < columns.length; row++) {
    tails.add(columns.tail(row));
    nodes.add(columns.node(row));
  }
  const stacks = () => [...nodes].map((node) => tables.stacks.stack(node));
  switch (field) {
    case 'state':
      return [...tails].map((tail) => tables.tails.tail(tail).state);
    case 'is':
      return MARKS;
    case 'pkg':
      return stacks().flatMap(({ frames }) => frames.map(({ func }) => packageOf(func)));
    case 'func':
      return stacks().flatMap(({ frames }) => frames.map(({ func }) => func));
    case 'file':
      return stacks().flatMap(({ frames }) => frames.map(({ file, line }) => `${file}:${line}`));
    case 'top':
      return stacks().flatMap(({ frames }) => frames.slice(0, 1).map(({ func }) => func));
    case 'created':
      return stacks().flatMap(({ createdBy }) => (createdBy ? [createdBy.func] : []));
    default:
      return [];
  }
}

/** A value as the filter language needs it: in quotes where a blank would end it. */
function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
}
