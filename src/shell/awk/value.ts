/**
 * A value of the language: a number, a string, nothing yet (both 0 and empty), or a piece of input that looks like a
 * number and is compared as one.
 */
export type Value = number | string | Numeral | undefined;

/** Input that looks like a number (POSIX: a numeric string). */
export class Numeral {
  readonly text: string;
  readonly number: number;
  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

const LEADING = /^[ \t\n\r\f\v]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const WHOLE = /^[ \t\n\r\f\v]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\f\v]*$/;

/** What a field, a line of getline, a piece of split or a `-v` value is. */
export function fromInput(text: string): Value {
  // Most fields are words: a first look at one character spares the expression.
  const first = text.charCodeAt(0);
  if (first > 57 || Number.isNaN(first)) return text;
  return WHOLE.test(text) ? new Numeral(text, Number(text)) : text;
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (value instanceof Numeral) return value.number;
  const leading = LEADING.exec(value)?.[1];
  return leading === undefined ? 0 : Number(leading);
}

/** Text of a value; `format` is CONVFMT, or OFMT in print. Whole numbers are written whole. */
export function toText(value: Value, format: (number: number) => string): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (value instanceof Numeral) return value.text;
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) {
    return Math.abs(value) < 2 ** 53 ? String(value + 0) : BigInt(value).toString();
  }
  return format(value);
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (value instanceof Numeral) return value.number !== 0;
  return value !== undefined && value !== '';
}

/** Below, equal or above 0. Two numbers (or what looks like one in input) compare as numbers, all else as bytes. */
export function compare(left: Value, right: Value, format: (number: number) => string): number {
  if (typeof left !== 'string' && typeof right !== 'string')
    return toNumber(left) - toNumber(right);
  const [a, b] = [toText(left, format), toText(right, format)];
  return a < b ? -1 : a > b ? 1 : 0;
}
