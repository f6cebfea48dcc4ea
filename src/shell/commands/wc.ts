import { defineCommand } from 'just-bash/browser';
import { bytesOut, readInputs, refusal } from './input.ts';
import { readOptions } from './options.ts';

const COUNTS = ['lines', 'words', 'chars', 'bytes', 'longest'] as const;
type Count = (typeof COUNTS)[number];
const BY_LETTER: Readonly<Record<string, Count>> = {
  l: 'lines',
  w: 'words',
  m: 'chars',
  c: 'bytes',
  L: 'longest',
};

/** `wc` with GNU's column widths: as wide as the sum of all sizes, 7 for a pipe with more than one count. */
export const wc = defineCommand('wc', async (args, ctx) => {
  const options = readOptions(args, {
    short: 'lwmcL',
    long: { lines: 'l', words: 'w', chars: 'm', bytes: 'c', 'max-line-length': 'L' },
  });
  if (typeof options === 'string') return refusal(`wc: ${options}`);
  const { inputs, problems } = await readInputs(
    options.operands,
    ctx,
    (name, reason) => `wc: ${name}: ${reason}\n`,
  );
  const asked = new Set(options.given.map(([letter]) => BY_LETTER[letter]));
  const shown = COUNTS.filter((count) =>
    asked.size === 0
      ? count === 'lines' || count === 'words' || count === 'bytes'
      : asked.has(count),
  );

  const rows = inputs.map(({ name, bytes }) => ({ name, ...count(bytes) }));
  const width = columnWidth(options.operands, rows, shown.length);
  if (options.operands.length > 1) {
    const sum = (count: Count) => rows.reduce((all, row) => all + row[count], 0);
    rows.push({
      name: 'total',
      lines: sum('lines'),
      words: sum('words'),
      chars: sum('chars'),
      bytes: sum('bytes'),
      longest: rows.reduce((most, row) => Math.max(most, row.longest), 0),
    });
  }
  const text = rows.map((row) => {
    const numbers = shown.map((count) => String(row[count]).padStart(width)).join(' ');
    return row.name === '' ? `${numbers}\n` : `${numbers} ${row.name}\n`;
  });
  return bytesOut(text.join(''), problems, problems === '' ? 0 : 1);
});

function count(bytes: string): Record<Count, number> {
  const lines = bytes.split('\n');
  // A byte 10xxxxxx continues a UTF-8 character and is not one of its own.
  const chars = bytes.length - (bytes.match(/[\x80-\xbf]/g)?.length ?? 0);
  return {
    lines: lines.length - 1,
    words: bytes.match(/[^ \t\n\v\f\r]+/g)?.length ?? 0,
    chars,
    bytes: bytes.length,
    longest: lines.reduce(
      (most, line) => Math.max(most, line.replace(/[\x80-\xbf]/g, '').length),
      0,
    ),
  };
}

/** coreutils 9.1, src/wc.c: compute_number_width. */
function columnWidth(
  operands: readonly string[],
  rows: readonly { readonly name: string; readonly bytes: number }[],
  counts: number,
): number {
  if (operands.length <= 1 && counts === 1) return 1;
  const files = rows.filter(({ name }) => name !== '' && name !== '-');
  const digits = String(files.reduce((all, { bytes }) => all + bytes, 0)).length;
  return files.length === rows.length && rows.length > 0 ? digits : Math.max(7, digits);
}
