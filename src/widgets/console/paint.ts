import type { Line } from '../../shell/line.ts';

/** Columns a character takes on a screen: two for Chinese and its like, none for marks that sit on another. */
export function widthOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

/** Row and column behind a text that begins at the left edge. A wide character that does not fit goes to the next row. */
export function placeAfter(
  text: string,
  columns: number,
): { readonly row: number; readonly column: number } {
  let row = 0;
  let column = 0;
  for (const char of text) {
    const width = widthOf(char);
    if (column + width > columns) {
      row++;
      column = 0;
    }
    column += width;
  }
  return column === columns ? { row: row + 1, column: 0 } : { row, column };
}

/** What to write so that prompt and line stand where the cursor's row began, and the row the cursor is in then. */
export interface Painted {
  readonly text: string;
  readonly row: number;
}

/** `row` is the one the cursor is in now, counted from the prompt's own. */
export function paint(prompt: string, line: Line, columns: number, row: number): Painted {
  const whole = prompt + line.text;
  const end = placeAfter(whole, columns);
  const cursor = placeAfter(prompt + line.text.slice(0, line.cursor), columns);
  const home = `${row > 0 ? `\x1b[${row}A` : ''}\r\x1b[J`;
  // A full last row leaves the terminal's cursor on its edge; a line feed brings it to where the text goes on.
  const wrap = end.column === 0 && end.row > 0 ? '\r\n' : '';
  const up = end.row > cursor.row ? `\x1b[${end.row - cursor.row}A` : '';
  const right = cursor.column > 0 ? `\x1b[${cursor.column}C` : '';
  return { text: `${home}${styled(prompt)}${line.text}${wrap}${up}\r${right}`, row: cursor.row };
}

/** The prompt in the colour the theme gives to green: the one place where this terminal uses colour by itself. */
export function styled(prompt: string): string {
  return `\x1b[32m${prompt}\x1b[0m`;
}
