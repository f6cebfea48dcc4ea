/**
 * `npm run twins`: pages that were changed since they and their twins were last read side by side; ends with 1 if there
 * are any. `npm run twins -- --read chapters/07-reading-164 …` says that they have been read (`--read all`: every one).
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { LEDGER, marksOf, movedSides, readMarks, textsOf, twinPages } from '../twin-marks.ts';

const HEAD = `# How each page and its twin stood when somebody last read the two side by side: \`npm run twins\`.
# A page whose twin has moved since says so to its readers.
`;

const { values, positionals } = parseArgs({
  options: { read: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const pages = twinPages();
const marks = readMarks();

if (values.read) markAsRead();
else list();

function list(): void {
  const moved = pages
    .map((page) => ({ page, sides: movedSides(textsOf(page), marks[page]) }))
    .filter(({ sides }) => sides.length > 0);
  for (const { page, sides } of moved) console.log(`${page}: ${sides.join(' and ')}`);
  console.log(
    moved.length === 0
      ? `${pages.length} pages stand as they were read side by side.`
      : `${moved.length} of ${pages.length} pages were changed since. Read both sides, then: npm run twins -- --read <page> …`,
  );
  process.exitCode = moved.length > 0 ? 1 : 0;
}

function markAsRead(): void {
  const read = positionals.includes('all') ? pages : positionals;
  const unknown = read.filter((page) => !pages.includes(page));
  if (read.length === 0 || unknown.length > 0) {
    console.error(
      unknown.length > 0
        ? `No such page: ${unknown.join(', ')}. A page is its path under content/en, without .mdx.`
        : 'Which pages were read? Name them, or say "all".',
    );
    process.exitCode = 2;
    return;
  }
  const next = Object.fromEntries(
    pages.map((page) => [page, read.includes(page) ? marksOf(textsOf(page)) : marks[page]]),
  );
  const known = Object.fromEntries(Object.entries(next).filter(([, both]) => both !== undefined));
  writeFileSync(LEDGER, HEAD + stringify(known, { singleQuote: true }));
  console.log(`${read.length} pages marked as read side by side in ${LEDGER}.`);
}
