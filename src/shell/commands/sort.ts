import { defineCommand } from 'just-bash/browser';
import { bytesOut, linesOf, readInputs, refusal, textOf } from './input.ts';
import { has, lastValue, readOptions } from './options.ts';
import { type Key, keyOf, type Order, orderFrom, pastBlanks, readKey } from './sort-key.ts';

/**
 * `sort` as GNU sorts under `LC_ALL=C`. just-bash's own splits `-k` fields at every blank and so orders the output of
 * `uniq -c` wrongly, without a word: `sort -k1,1nr` is a line of this investigation.
 */
export const sort = defineCommand('sort', async (args, ctx) => {
  const options = readOptions(args, {
    short: 'bfghnrsuVcCmk:t:o:',
    long: {
      'ignore-leading-blanks': 'b',
      'ignore-case': 'f',
      'general-numeric-sort': 'g',
      'human-numeric-sort': 'h',
      'numeric-sort': 'n',
      reverse: 'r',
      stable: 's',
      unique: 'u',
      'version-sort': 'V',
      check: 'c',
      merge: 'm',
      key: 'k',
      'field-separator': 't',
      output: 'o',
    },
  });
  if (typeof options === 'string') return refusal(`sort: ${options}`, 2);
  const keys: Key[] = [];
  for (const [letter, value] of options.given) {
    if (letter !== 'k') continue;
    const key = readKey(value);
    if (typeof key === 'string') return refusal(`sort: ${key}`, 2);
    keys.push(key);
  }
  const written = lastValue(options, 't');
  const separator = written === '\\0' ? '\0' : (written ?? null);
  if (separator !== null && separator.length !== 1) {
    return refusal(
      separator === '' ? 'sort: empty tab' : `sort: multi-character tab '${separator}'`,
      2,
    );
  }

  const { inputs, problems } = await readInputs(
    options.operands,
    ctx,
    (name, reason) => `sort: cannot read: ${name}: ${reason}\n`,
  );
  if (problems !== '') return bytesOut('', problems, 2);

  const whole = orderFrom(options.given.map(([letter]) => letter).join(''));
  const byKeys = comparison(keys, whole);
  const unique = has(options, 'u');
  const last = whole.reverse ? -1 : 1;
  const byAll = (a: Row, b: Row) =>
    byKeys(a, b) || (unique || has(options, 's') ? 0 : last * compareBytes(a.line, b.line));

  const rows = inputs
    .flatMap(({ bytes }) => linesOf(bytes))
    .map((line) => row(line, keys, whole, separator));
  if (has(options, 'c') || has(options, 'C')) {
    return check(rows, byAll, unique, options.operands[0] ?? '-', has(options, 'C'));
  }
  rows.sort(byAll);
  const kept = unique
    ? rows.filter((it, i) => i === 0 || byKeys(rows[i - 1] ?? it, it) !== 0)
    : rows;
  const text = textOf(kept.map(({ line }) => line));
  const output = lastValue(options, 'o');
  if (output === undefined) return bytesOut(text);
  await ctx.fs.writeFile(ctx.fs.resolvePath(ctx.cwd, output), text, 'latin1');
  return bytesOut('');
});

/** A line with its keys cut out once, not at every comparison. */
interface Row {
  readonly line: string;
  readonly keys: readonly string[];
}

function row(line: string, keys: readonly Key[], whole: Order, separator: string | null): Row {
  if (keys.length === 0) {
    return { line, keys: [whole.skipBlanks ? line.slice(pastBlanks(line, 0)) : line] };
  }
  return {
    line,
    keys: keys.map((key) => keyOf(line, key, separator, key.order === null && whole.skipBlanks)),
  };
}

/** Compares by the keys alone, in their order. A key without letters of its own takes those of the command. */
function comparison(keys: readonly Key[], whole: Order) {
  const orders = keys.length === 0 ? [whole] : keys.map((key) => key.order ?? whole);
  return (a: Row, b: Row): number => {
    for (const [i, order] of orders.entries()) {
      const found = compareKeys(a.keys[i] ?? '', b.keys[i] ?? '', order);
      if (found !== 0) return order.reverse ? -found : found;
    }
    return 0;
  };
}

function compareKeys(a: string, b: string, order: Order): number {
  if (order.numeric) return numberIn(a) - numberIn(b);
  if (order.human) return compareHuman(a, b);
  if (order.general) return compareGeneral(a, b);
  if (order.version) return compareVersions(a, b);
  return order.fold ? compareBytes(upper(a), upper(b)) : compareBytes(a, b);
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Leading blanks, a minus, digits and a fraction; anything else is 0. */
function numberIn(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1]) || 0;
}

function compareHuman(a: string, b: string): number {
  const [left, right] = [human(a), human(b)];
  return (
    Math.sign(left.value) * left.rank - Math.sign(right.value) * right.rank ||
    left.value - right.value
  );
}

/** `2K` before `1M`: the unit decides, then the number (GNU compares them so, without multiplying). */
function human(text: string): { value: number; rank: number } {
  const value = numberIn(text);
  const unit = /^[ \t]*-?[\d.]+([KkMGTPEZY])/.exec(text)?.[1]?.toUpperCase() ?? '';
  return { value, rank: unit === '' ? 0 : 'KMGTPEZY'.indexOf(unit) + 1 };
}

function compareGeneral(a: string, b: string): number {
  const [left, right] = [Number.parseFloat(a), Number.parseFloat(b)];
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(!Number.isNaN(left)) - Number(!Number.isNaN(right));
  return left - right;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    const found = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : compareBytes(x, y);
    if (found !== 0) return found;
  }
  return 0;
}

function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function check(
  rows: readonly Row[],
  compare: (a: Row, b: Row) => number,
  unique: boolean,
  name: string,
  quiet: boolean,
) {
  const at = rows.findIndex((it, i) => {
    const before = rows[i - 1];
    if (before === undefined) return false;
    return unique ? compare(before, it) >= 0 : compare(before, it) > 0;
  });
  if (at < 0) return bytesOut('');
  return bytesOut('', quiet ? '' : `sort: ${name}:${at + 1}: disorder: ${rows[at]?.line}\n`, 1);
}
