import { columnar } from './columnar.ts';
import { Columns } from './columns.ts';
import { ColumnDump } from './dump.ts';
import { type Expression, type ParsedFilter, parseFilter, type Term } from './filter-language.ts';
import { packageOf } from './package-name.ts';
import type { Ancestor, Dump } from './types.ts';

export { FIELDS, type FilterFault, type FilterProblem, parseFilter } from './filter-language.ts';

/** Whether a row of the columns passes. */
type Test = (row: number) => boolean;

/** Rows of the dump that pass, in its order. */
export function matches(dump: Dump, expression: Expression): Uint32Array {
  const columnDump = columnar(dump);
  const test = compile(columnDump, expression);
  const found: number[] = [];
  for (let row = 0; row < columnDump.columns.length; row++) if (test(row)) found.push(row);
  return Uint32Array.from(found);
}

/** The goroutines a filter takes, or what is wrong with the filter. */
export type Filtered =
  | { readonly ok: true; readonly dump: Dump }
  | Extract<ParsedFilter, { ok: false }>;

/** The goroutines of a dump that a filter takes, as a dump of their own; or why the filter cannot be read. */
export function filter(dump: Dump, text: string): Filtered {
  // Nothing asked: the dump itself, not a copy of its columns.
  if (text.trim() === '') return { ok: true, dump };
  const parsed = parseFilter(text);
  if (!parsed.ok) return parsed;
  return { ok: true, dump: pick(columnar(dump), matches(dump, parsed.expression)) };
}

function pick(dump: ColumnDump, rows: Uint32Array): ColumnDump {
  const columns = new Columns();
  const ancestors = new Map<number, readonly Ancestor[]>();
  for (const row of rows) {
    const at = columns.copy(dump.columns, row);
    const known = dump.ancestors.get(row);
    if (known) ancestors.set(at, known);
  }
  const counts = dump.counts ? Float64Array.from(rows, (row) => dump.weight(row)) : null;
  const { form, from, to, source, time, context } = dump;
  const headers = counts ? counts.reduce((sum, count) => sum + count, 0) : rows.length;
  return new ColumnDump(
    { form, from, to, source, time, headers, context, ancestors },
    columns,
    dump.tables,
    counts,
  );
}

function compile(dump: ColumnDump, expression: Expression): Test {
  switch (expression.kind) {
    case 'not': {
      const test = compile(dump, expression.of);
      return (row) => !test(row);
    }
    case 'all': {
      const tests = expression.of.map((part) => compile(dump, part));
      return (row) => tests.every((test) => test(row));
    }
    case 'some': {
      const tests = expression.of.map((part) => compile(dump, part));
      return (row) => tests.some((test) => test(row));
    }
    default:
      return compileTerm(dump, expression);
  }
}

function compileTerm(dump: ColumnDump, term: Term): Test {
  const { columns, tables } = dump;
  const tailOf = (row: number) => tables.tails.tail(columns.tail(row));
  const stackOf = (node: number) => tables.stacks.stack(node);
  const byTail = (texts: (tail: number) => readonly string[]) => {
    const test = remembered((tail) => someText(term, texts(tail)));
    return (row: number) => test(columns.tail(row));
  };
  const byNode = (test: (node: number) => boolean) => {
    const known = remembered(test);
    return (row: number) => known(columns.node(row));
  };
  const byLabel = remembered((label) => someText(term, [tables.labels.text(label)]));
  switch (term.field) {
    case 'state':
      return byTail((tail) => [tables.tails.tail(tail).state]);
    case 'is':
      return byTail((tail) => {
        const { locked, marks } = tables.tails.tail(tail);
        return locked ? ['locked', ...marks] : marks;
      });
    case 'wait':
      return (row) => compare(term, tailOf(row).minutes);
    case 'id':
      return (row) => compare(term, columns.id(row));
    case 'creator':
      return (row) => columns.creator(row) !== 0 && compare(term, columns.creator(row));
    case 'depth':
      return byNode((node) => compare(term, stackOf(node).frames.length));
    case 'label':
      return (row) => columns.labels(row) !== 0 && byLabel(columns.labels(row));
    case 'any': {
      const inStack = byNode((node) => someText(term, everyText(dump, node)));
      const inTail = byTail((tail) => [tables.tails.tail(tail).state]);
      return (row) =>
        inStack(row) || inTail(row) || (columns.labels(row) !== 0 && byLabel(columns.labels(row)));
    }
    default: {
      const { field } = term;
      return byNode((node) => someText(term, textsOf(dump, node, field)));
    }
  }
}

function textsOf(
  { tables }: ColumnDump,
  node: number,
  field: 'func' | 'file' | 'pkg' | 'top' | 'created',
): readonly string[] {
  const { frames, createdBy } = tables.stacks.stack(node);
  const place = ({ file, line }: { file: string; line: number }) => `${file}:${line}`;
  const [top] = frames;
  switch (field) {
    case 'func':
      return frames.map(({ func }) => func);
    case 'file':
      return frames.map(place);
    case 'pkg':
      return frames.map(({ func }) => packageOf(func));
    case 'top':
      return top ? [top.func, place(top)] : [];
    default:
      return createdBy ? [createdBy.func, place(createdBy)] : [];
  }
}

function everyText(dump: ColumnDump, node: number): readonly string[] {
  return (['func', 'file', 'created'] as const).flatMap((field) => textsOf(dump, node, field));
}

function someText({ operator, text, pattern }: Term, texts: readonly string[]): boolean {
  return texts.some((one) => {
    if (pattern) return pattern.test(one);
    const lower = one.toLowerCase();
    return operator === '=' ? lower === text : lower.includes(text);
  });
}

function compare({ operator, number }: Term, value: number): boolean {
  switch (operator) {
    case '>':
      return value > number;
    case '>=':
      return value >= number;
    case '<':
      return value < number;
    case '<=':
      return value <= number;
    default:
      return value === number;
  }
}

/** Asks once for every number. */
function remembered(test: (number: number) => boolean): (number: number) => boolean {
  const known: boolean[] = [];
  return (number) => {
    let answer = known[number];
    if (answer === undefined) {
      answer = test(number);
      known[number] = answer;
    }
    return answer;
  };
}
