/** A cell: text is escaped as each format needs it; a number stands as it is. */
export type Cell = string | number;

/** Rows under named columns: what a spreadsheet or an issue takes. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** RFC 4180, with `\n` as the end of a row. */
export function* sheetToCsv({ columns, rows }: Sheet): Generator<string> {
  for (const row of [columns, ...rows]) yield `${row.map(csvCell).join(',')}\n`;
}

/** A table of GitHub's Markdown. Columns that hold numbers stand to the right; texts are code, since they are names. */
export function* sheetToMarkdown({ columns, rows }: Sheet): Generator<string> {
  const sides = columns.map((_column, at) =>
    rows.some((row) => typeof row[at] === 'number') ? '---:' : '---',
  );
  yield `| ${columns.join(' | ')} |\n| ${sides.join(' | ')} |\n`;
  for (const row of rows) yield `| ${row.map(markdownCell).join(' | ')} |\n`;
}

/** What a spreadsheet would take for a formula gets a quote mark before it. */
function csvCell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** In a code span no name is markup; a bar would end the cell, a line break the row. */
function markdownCell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const edge = longest > 0 ? ' ' : '';
  return `${ticks}${edge}${text}${edge}${ticks}`;
}
