import { widthOf } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** Longer lines are hard to read, however wide the terminal. */
const READABLE = 100;

/** Breaks a paragraph into lines, each behind `indent`; lines after the first hang by `hang` more blanks. */
export function wrap(text: string, terminal: Terminal, indent = '', hang = 0): string[] {
  const width = Math.min(READABLE, terminal.width ?? READABLE);
  const lines: string[] = [];
  let line = indent;
  let blank = true;
  // Chinese breaks behind any of its characters; other words at blanks.
  for (const part of text.match(
    /[\u2e80-\ua4cf\uff00-\uffef]|\s+|[^\s\u2e80-\ua4cf\uff00-\uffef]+/g,
  ) ?? []) {
    const space = /^\s/.test(part);
    if (!blank && !CLOSING.test(part) && widthOf(line) + widthOf(space ? '' : part) > width) {
      lines.push(line.trimEnd());
      line = indent + ' '.repeat(hang);
      blank = true;
    }
    if (space && blank) continue;
    line += space ? ' ' : part;
    blank = false;
  }
  return [...lines, line.trimEnd()];
}

/** Signs that may not begin a line. */
const CLOSING = /^[，。；：！？、）」』》]$/;
