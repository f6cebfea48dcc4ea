/**
 * The filter language: words and `field:value` terms next to each other must all hold; `or`, `-`
 * (not) and parentheses combine them. `state:select wait>10m func:~ttrpc.*dispatch -pkg:runtime`.
 */

/** Fields a term may name, with what they look at. */
export const FIELDS = {
  any: 'functions, files, packages, the state and the labels',
  state: 'the state',
  wait: 'how long it has waited, in whole minutes',
  func: 'a function in the stack',
  file: 'a file:line in the stack',
  pkg: 'a package in the stack',
  top: 'the innermost frame',
  created: 'the creation site',
  creator: 'the id of the goroutine that created it',
  id: 'its id',
  depth: 'how many frames its stack has',
  label: 'its pprof labels',
  is: 'a mark: locked, durable, scan, leaked',
} as const;

/** The name of a field. */
export type Field = keyof typeof FIELDS;
/** `:` contains, `=` is, `~` matches; the others compare numbers. */
export type Operator = ':' | '=' | '~' | '>' | '>=' | '<' | '<=';

/** One test of a goroutine. Texts are compared without regard to case; `~` is a regular expression. */
export interface Term {
  readonly kind: 'term';
  readonly field: Field;
  readonly operator: Operator;
  readonly text: string;
  /** The value as a number (minutes for `wait`); NaN where the field has texts. */
  readonly number: number;
  readonly pattern: RegExp | null;
}

/** A filter as a tree. */
export type Expression =
  | Term
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'all' | 'some'; readonly of: readonly Expression[] };

/** What may be wrong with a filter; the words for it live in the strings files. */
export type FilterProblem =
  | 'unknown-field'
  | 'missing-value'
  | 'bad-number'
  | 'bad-regex'
  | 'slow-regex'
  | 'unclosed-quote'
  | 'unclosed-parenthesis'
  | 'stray-parenthesis'
  | 'missing-term'
  | 'wrong-operator'
  | 'too-deep';

/** Why a filter cannot be read: `at` counts characters from 0; `hint` is the name or text it is about. */
export interface FilterFault {
  readonly ok: false;
  readonly problem: FilterProblem;
  readonly hint: string;
  readonly at: number;
}

/** A filter that was read, or what is wrong with it. */
export type ParsedFilter = { readonly ok: true; readonly expression: Expression } | FilterFault;

const ALIASES: Readonly<Record<string, Field>> = {
  package: 'pkg',
  createdby: 'created',
  age: 'wait',
  minutes: 'wait',
  labels: 'label',
  frames: 'depth',
};
const NUMBERS: ReadonlySet<Field> = new Set<Field>(['wait', 'creator', 'id', 'depth']);
/** Minutes in a unit; the runtime prints whole minutes, so seconds are rounded down. */
const UNITS: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, min: 1, h: 60, d: 1440 };
const HEAD = /^([A-Za-z]+)(:~|:=|:>=|:<=|:>|:<|:|>=|<=|=|~|>|<)/;
const DEPTH_MAX = 50;

/** Reads a filter. An empty one takes everything. */
export function parseFilter(text: string): ParsedFilter {
  try {
    const parser = new Parser(text);
    return { ok: true, expression: parser.all() };
  } catch (fault) {
    if (fault instanceof Fault) return fault.value;
    throw fault;
  }
}

/** Carries a fault out of the descent; it never leaves this file. */
class Fault extends Error {
  readonly value: FilterFault;
  constructor(problem: FilterProblem, hint: string, at: number) {
    super(problem);
    this.value = { ok: false, problem, hint, at };
  }
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): Expression {
    const expression = this.#some();
    if (this.#at < this.#text.length) throw new Fault('stray-parenthesis', ')', this.#at);
    return expression;
  }

  #some(): Expression {
    const parts = [this.#every()];
    while (this.#word(/^(or|OR|\|\|?)(?=\s|$)/)) {
      const at = this.#at;
      const part = this.#every();
      if (isEmpty(part)) throw new Fault('missing-term', 'or', at);
      parts.push(part);
    }
    if (parts.length > 1 && isEmpty(parts[0] as Expression))
      throw new Fault('missing-term', 'or', 0);
    return parts.length === 1 ? (parts[0] as Expression) : { kind: 'some', of: parts };
  }

  #every(): Expression {
    const parts: Expression[] = [];
    for (;;) {
      this.#blanks();
      if (this.#at >= this.#text.length || this.#text[this.#at] === ')') break;
      if (/^(or|OR|\|\|?)(\s|$)/.test(this.#text.slice(this.#at, this.#at + 3))) break;
      if (this.#word(/^(and|AND|&&?)(?=\s|$)/)) continue;
      parts.push(this.#one());
    }
    return parts.length === 1 ? (parts[0] as Expression) : { kind: 'all', of: parts };
  }

  #one(): Expression {
    this.#blanks();
    const at = this.#at;
    if (++this.#depth > DEPTH_MAX) throw new Fault('too-deep', '', at);
    const expression = this.#unary(at);
    this.#depth--;
    return expression;
  }

  #unary(at: number): Expression {
    const text = this.#text;
    if (this.#word(/^(not|NOT)(?=\s)/) || (text[at] === '-' && this.#skip(1))) {
      this.#blanks();
      if (this.#at >= text.length || text[this.#at] === ')')
        throw new Fault('missing-term', '-', at);
      return { kind: 'not', of: this.#one() };
    }
    // `(*Client).run` is a name, not a group.
    if (text[at] === '(' && text[at + 1] !== '*') {
      this.#skip(1);
      const inner = this.#some();
      if (text[this.#at] !== ')') throw new Fault('unclosed-parenthesis', '(', at);
      this.#skip(1);
      return inner;
    }
    return this.#term();
  }

  #term(): Term {
    const at = this.#at;
    const head = HEAD.exec(this.#text.slice(at, at + 40));
    if (!head) return term('any', ':', this.#value(), at);
    const [whole = '', name = '', sign = ''] = head;
    const field = fieldOf(name);
    if (!field) {
      // `a=b` and `http://…` are words; `fnc:x` is a slip.
      const slip = sign.startsWith(':') && this.#text[at + whole.length] !== '/';
      if (!slip) return term('any', ':', this.#value(), at);
      throw new Fault('unknown-field', name, at);
    }
    this.#skip(whole.length);
    const operator = (sign.length > 1 && sign.startsWith(':') ? sign.slice(1) : sign) as Operator;
    const from = this.#at;
    return term(field, operator, this.#value(operator === '~'), from);
  }

  /** A word up to a blank or to a parenthesis that closes more than it opened; or a quoted text. */
  #value(raw = false): string {
    const text = this.#text;
    if (text[this.#at] === '"') return this.#quoted(raw);
    const start = this.#at;
    let open = 0;
    while (this.#at < text.length && !/\s/.test(text[this.#at] as string)) {
      const char = text[this.#at];
      if (raw && char === '\\') this.#at++;
      else if (char === '(') open++;
      else if (char === ')' && --open < 0) break;
      this.#at++;
    }
    this.#at = Math.min(this.#at, text.length);
    return text.slice(start, this.#at);
  }

  #quoted(raw: boolean): string {
    const start = this.#at++;
    let value = '';
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] as string;
      if (char === '"') {
        this.#at++;
        return value;
      }
      if (char === '\\' && this.#at + 1 < this.#text.length) {
        const next = this.#text[++this.#at] as string;
        value += raw && next !== '"' ? `\\${next}` : next;
      } else value += char;
    }
    throw new Fault('unclosed-quote', '"', start);
  }

  #word(pattern: RegExp): boolean {
    this.#blanks();
    const found = pattern.exec(this.#text.slice(this.#at, this.#at + 5));
    return found !== null && this.#skip((found[0] as string).length);
  }

  #skip(count: number): true {
    this.#at += count;
    return true;
  }

  #blanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }
}

function isEmpty(expression: Expression): boolean {
  return expression.kind === 'all' && expression.of.length === 0;
}

/** The field of a name or its alias, whatever the case. */
export function fieldOf(name: string): Field | null {
  const lower = name.toLowerCase();
  if (Object.hasOwn(ALIASES, lower)) return ALIASES[lower] as Field;
  return Object.hasOwn(FIELDS, lower) ? (lower as Field) : null;
}

function term(field: Field, operator: Operator, text: string, at: number): Term {
  if (text === '') throw new Fault('missing-value', field, at);
  const numeric = NUMBERS.has(field);
  const ordered = operator !== ':' && operator !== '=' && operator !== '~';
  if ((ordered && !numeric) || (operator === '~' && numeric)) {
    throw new Fault('wrong-operator', `${field}${operator}`, at);
  }
  const pattern = operator === '~' ? patternOf(text, at) : null;
  const number = numeric ? numberOf(field, text, at) : Number.NaN;
  return { kind: 'term', field, operator, text: text.toLowerCase(), number, pattern };
}

function numberOf(field: Field, text: string, at: number): number {
  const found = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text);
  const unit = found?.[2]?.toLowerCase() || (field === 'wait' ? 'm' : '');
  const factor =
    unit === '' ? 1 : field === 'wait' && Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (!found || factor === undefined) throw new Fault('bad-number', text, at);
  return Number(found[1]) * factor;
}

/** A group that repeats without bound and is itself repeated without bound may take for ever. */
const NESTED = /\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\})/;

function patternOf(text: string, at: number): RegExp {
  if (NESTED.test(text)) throw new Fault('slow-regex', text, at);
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new Fault('bad-regex', error instanceof Error ? error.message : text, at);
  }
}
