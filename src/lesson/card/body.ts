import { isOrdered } from './blocks.ts';
import type { Host } from './card.ts';
import { escapeLine, unescapeLine } from './escape.ts';
import { closes, type Line, linesOf, spelled, tidyText } from './lines.ts';

/** A blank line that we put before a list, for python-markdown. Typed ones have no space in them, so it goes again. */
const OURS = ' ';
/** Two spaces at a line's end are a line break in every Markdown. */
const BREAK = '  ';

/** A section's text as lines of Markdown. */
export function bodyOf(typed: string, host: Host): readonly string[] {
  const lines = linesOf(tidyText(typed));
  const written: string[] = [];
  /** Marker of the list that the next line would go on with. */
  let list: string | null = null;
  let before: Line | null = null;
  for (const [index, line] of lines.entries()) {
    const broken = lines[index + 1]?.kind === 'plain' ? BREAK : '';
    if (line.kind === 'plain') written.push(escapeLine(line.text, host) + broken);
    else if (line.kind === 'item') {
      if (startsList(line.marker, list, before)) written.push(OURS);
      written.push(`${line.marker} ${escapeLine(line.text, host)}${broken}`);
      list = line.marker;
    } else written.push(spelled(line));
    if (line.kind !== 'plain' && line.kind !== 'item') list = null;
    before = line;
  }
  const open = unclosed(lines);
  // The space says that this end is ours.
  if (open !== null) written.push(`${open} `);
  return written;
}

/** The text again, from a section's lines. `body` has no blank lines at its ends but those of an open fence. */
export function textOf(body: readonly string[]): string {
  const typed: string[] = [];
  let fence = '';
  for (const [index, raw] of body.entries()) {
    if (fence !== '') {
      if (!closes(raw, fence)) typed.push(raw);
      else {
        const ours = raw === `${fence} ` && index === body.length - 1;
        if (!ours) typed.push(raw);
        fence = '';
      }
      continue;
    }
    if (raw === OURS) continue;
    const [line] = linesOf(raw);
    if (line?.kind === 'open') fence = line.fence;
    if (line?.kind === 'item') typed.push(`${line.marker} ${unescapeLine(line.text)}`);
    else if (line?.kind === 'plain') typed.push(unescapeLine(line.text));
    else typed.push(line ? spelled(line) : '');
  }
  return tidyText(typed.join('\n'));
}

/** A list needs a blank line before it, unless it goes on. */
function startsList(marker: string, list: string | null, before: Line | null): boolean {
  if (before === null || before.kind === 'blank' || before.kind === 'close') return false;
  return list === null || isOrdered(list) !== isOrdered(marker);
}

/** The fence that the last line stands in. */
function unclosed(lines: readonly Line[]): string | null {
  const last = lines.findLast(({ kind }) => kind === 'open' || kind === 'close');
  return last?.kind === 'open' ? last.fence : null;
}
