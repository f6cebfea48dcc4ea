/** What is wrong with something an author wrote: in words, with the way out and the place. */
export interface Problem {
  readonly ok: false;
  readonly problem: string;
  readonly hint: string;
  /** Place in the data, as a path of keys and positions: `items/3/id`; '' is the whole. */
  readonly at: string;
}

/** A value as it should be, or the first thing that is wrong with it. */
export type Read<T> = { readonly ok: true; readonly value: T } | Problem;

/** Checks unknown data at a place and gives it back typed. Never throws, never mends. */
export type Shape<T> = (data: unknown, at: string) => Read<T>;

/** What a shape gives when it accepts. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

export function accept<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function refuse(at: string, problem: string, hint: string): Problem {
  return { ok: false, problem, hint, at };
}

/** Path of a member: `within('items/3', 'id')` is `items/3/id`. */
export function within(at: string, key: string | number): string {
  return at === '' ? String(key) : `${at}/${key}`;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A name: lower case letters, digits and single hyphens. Ids go into word keys and links, so nothing else may stand in them. */
export const name: Shape<string> = (data, at) => {
  if (typeof data === 'string' && ID.test(data)) return accept(data);
  const hint =
    typeof data === 'number'
      ? `Quote it: "${data}".`
      : 'Use lower case letters, digits and single hyphens, as in line-444.';
  return refuse(at, `expected an id, found ${spell(data)}`, hint);
};

/** Text of one line that is not empty. */
export const line: Shape<string> = (data, at) =>
  typeof data === 'string' && data.trim() !== '' && !data.includes('\n')
    ? accept(data)
    : refuse(at, `expected one line of text, found ${spell(data)}`, 'Write it in quotes.');

/** Text of any kind, empty too. */
export const text: Shape<string> = (data, at) =>
  typeof data === 'string'
    ? accept(data)
    : refuse(at, `expected text, found ${spell(data)}`, 'Write it in quotes.');

/** Text of a form. */
export function matching(form: RegExp): Shape<string> {
  return (data, at) =>
    typeof data === 'string' && form.test(data)
      ? accept(data)
      : refuse(at, `${spell(data)} is not in its form`, `Its form is ${form.source}.`);
}

/** One of some exact values. */
export function exactly<const Value extends string | number>(
  values: readonly Value[],
): Shape<Value> {
  return (data, at) => {
    const found = values.find((value) => value === data);
    return found === undefined
      ? refuse(at, `expected ${values.join(' or ')}, found ${spell(data)}`, 'Write it so.')
      : accept(found);
  };
}

/** A finite number, as a number and not as text. */
export const number: Shape<number> = (data, at) =>
  typeof data === 'number' && Number.isFinite(data)
    ? accept(data)
    : refuse(at, `expected a number, found ${spell(data)}`, 'Write it without quotes and units.');

/** A whole number from `least` up. */
export function count(least: number): Shape<number> {
  return (data, at) =>
    Number.isInteger(data) && (data as number) >= least
      ? accept(data as number)
      : refuse(
          at,
          `expected a whole number from ${least} up, found ${spell(data)}`,
          'Write it without quotes.',
        );
}

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (data, at) => {
    const found = words.find((word) => word === data);
    if (found !== undefined) return accept(found);
    return refuse(
      at,
      `expected one of ${words.join(', ')}, found ${spell(data)}`,
      suggestion(data, words),
    );
  };
}

/** A list whose members all have one shape. */
export function listOf<T>(member: Shape<T>, least = 1): Shape<readonly T[]> {
  return (data, at) => {
    if (!Array.isArray(data)) {
      return refuse(
        at,
        `expected a list, found ${spell(data)}`,
        'Put each member on its own line after "- ".',
      );
    }
    if (data.length < least) {
      return refuse(
        at,
        `expected at least ${least} members, found ${data.length}`,
        'Add what is missing.',
      );
    }
    const values: T[] = [];
    for (const [index, item] of data.entries()) {
      const read = member(item, within(at, index));
      if (!read.ok) return read;
      values.push(read.value);
    }
    return accept(values);
  };
}

/** Keys of the author's choosing (ids, unless `key` says otherwise), each with a value of one shape. */
export function mapOf<T>(
  member: Shape<T>,
  key: Shape<string> = name,
): Shape<Readonly<Record<string, T>>> {
  return (data, at) => {
    if (!isRecord(data))
      return refuse(
        at,
        `expected "id: value" lines, found ${spell(data)}`,
        'Indent them under the key.',
      );
    const values: Record<string, T> = {};
    for (const [id, item] of Object.entries(data)) {
      const place = within(at, id);
      const known = key(id, place);
      if (!known.ok) return known;
      const read = member(item, place);
      if (!read.ok) return read;
      values[id] = read.value;
    }
    return accept(values);
  };
}

/** true or false. */
export const truth: Shape<boolean> = (data, at) =>
  typeof data === 'boolean'
    ? accept(data)
    : refuse(at, `expected true or false, found ${spell(data)}`, 'Write it without quotes.');

/** A regular expression (flag u), kept as written. */
export const pattern: Shape<string> = (data, at) => {
  const text = line(data, at);
  if (!text.ok) return text;
  try {
    new RegExp(text.value, 'u');
    return text;
  } catch (error) {
    return refuse(at, `not a regular expression: ${(error as Error).message}`, 'Mend it.');
  }
};

/** A list, of which one member alone may be written without being one. */
export function oneOrMore<T>(member: Shape<T>): Shape<readonly T[]> {
  const list = listOf(member);
  return (data, at) => {
    if (Array.isArray(data)) return list(data, at);
    const read = member(data, at);
    return read.ok ? accept([read.value]) : read;
  };
}

/** May be left out; then it is the value given here. */
export function otherwise<T>(shape: Shape<T>, value: T): Shape<T> {
  return (data, at) => (data === undefined || data === null ? accept(value) : shape(data, at));
}

/** May be left out; then it is null. */
export function maybe<T>(shape: Shape<T>): Shape<T | null> {
  return (data, at) => (data === undefined || data === null ? accept(null) : shape(data, at));
}

/** Known members, each with its shape. A key that nobody reads is an author's slip, so it is refused. */
export function record<Members extends Record<string, Shape<unknown>>>(
  members: Members,
): Shape<{ readonly [Key in keyof Members]: Shaped<Members[Key]> }> {
  const known = Object.keys(members);
  return (data, at) => {
    if (!isRecord(data)) {
      return refuse(
        at,
        `expected ${known.join(', ')}, found ${spell(data)}`,
        'Write "key: value" lines.',
      );
    }
    const extra = Object.keys(data).find((key) => !known.includes(key));
    if (extra !== undefined) {
      return refuse(within(at, extra), `"${extra}" means nothing here`, suggestion(extra, known));
    }
    const values: Record<string, unknown> = {};
    for (const [key, shape] of Object.entries(members)) {
      const read = shape(data[key], within(at, key));
      if (!read.ok && data[key] === undefined) {
        return refuse(at, `"${key}" is missing`, `Add "${key}:". ${read.hint}`);
      }
      if (!read.ok) return read;
      values[key] = read.value;
    }
    return accept(values as { [Key in keyof Members]: Shaped<Members[Key]> });
  };
}

/** Refuses the second of two equal names. `at` is the list's place. */
export function distinct(names: readonly string[], at: string): Problem | null {
  const twice = names.findIndex((item, index) => names.indexOf(item) !== index);
  return twice < 0
    ? null
    : refuse(within(at, twice), `"${names[twice]}" stands here twice`, 'Give each its own id.');
}

/** Refuses a name that is not declared, with the nearest one that is. */
export function declared(item: string, names: readonly string[], at: string): Problem | null {
  return names.includes(item)
    ? null
    : refuse(at, `"${item}" is not declared`, suggestion(item, names));
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Data as an author would recognise it in a message. */
function spell(data: unknown): string {
  if (data === undefined || data === null) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object') return 'a group of keys';
  return JSON.stringify(data).slice(0, 60);
}

function suggestion(data: unknown, words: readonly string[]): string {
  const known = `Known: ${words.join(', ')}.`;
  if (typeof data !== 'string') return known;
  const [near] = words
    .map((word) => ({ word, edits: distance(word, data) }))
    .filter(({ edits }) => edits <= 2)
    .sort((a, b) => a.edits - b.edits);
  return near === undefined ? known : `Did you mean "${near.word}"?`;
}

/** Edits between two words (Levenshtein), enough to catch a slip of the finger. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(
        Math.min(
          (next[j] ?? 0) + 1,
          (row[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + (left === right ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
