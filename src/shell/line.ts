/** A line being typed, with the cursor counted in UTF-16 units from its start. */
export interface Line {
  readonly text: string;
  readonly cursor: number;
}

export const EMPTY: Line = { text: '', cursor: 0 };

/** A line with the cursor at its end. */
export function lineOf(text: string): Line {
  return { text, cursor: text.length };
}

export function insert({ text, cursor }: Line, piece: string): Line {
  return {
    text: text.slice(0, cursor) + piece + text.slice(cursor),
    cursor: cursor + piece.length,
  };
}

/** What the keys of readline do to a line. Names are those of readline. */
export const EDITS = {
  'beginning-of-line': ({ text }: Line) => ({ text, cursor: 0 }),
  'end-of-line': ({ text }: Line) => lineOf(text),
  'backward-char': ({ text, cursor }: Line) => ({ text, cursor: before(text, cursor) }),
  'forward-char': ({ text, cursor }: Line) => ({ text, cursor: after(text, cursor) }),
  'backward-word': ({ text, cursor }: Line) => ({ text, cursor: wordBefore(text, cursor) }),
  'forward-word': ({ text, cursor }: Line) => ({ text, cursor: wordAfter(text, cursor) }),
  'backward-delete-char': ({ text, cursor }: Line) => remove(text, before(text, cursor), cursor),
  'delete-char': ({ text, cursor }: Line) => remove(text, cursor, after(text, cursor)),
  'kill-line': ({ text, cursor }: Line) => remove(text, cursor, text.length),
  'unix-line-discard': ({ text, cursor }: Line) => remove(text, 0, cursor),
  'unix-word-rubout': ({ text, cursor }: Line) => remove(text, blankBefore(text, cursor), cursor),
  'kill-word': ({ text, cursor }: Line) => remove(text, cursor, wordAfter(text, cursor)),
} as const satisfies Readonly<Record<string, (line: Line) => Line>>;

export type Edit = keyof typeof EDITS;

function remove(text: string, from: number, to: number): Line {
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

/** The character before a place; an emoji or a rare Chinese character takes two units. */
function before(text: string, cursor: number): number {
  const last = [...text.slice(0, cursor)].at(-1);
  return cursor - (last?.length ?? 0);
}

function after(text: string, cursor: number): number {
  const [next] = [...text.slice(cursor)];
  return cursor + (next?.length ?? 0);
}

function wordBefore(text: string, cursor: number): number {
  return cursor - (/[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, cursor))?.[0].length ?? 0);
}

function wordAfter(text: string, cursor: number): number {
  return cursor + (/^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(cursor))?.[0].length ?? 0);
}

function blankBefore(text: string, cursor: number): number {
  return cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);
}
