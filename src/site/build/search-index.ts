import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { close, createIndex } from 'pagefind';

/** How long the last file of an index may take to the disk, ms, and how often it is looked for. */
const PATIENCE = 10_000;
const LOOK = 50;

/**
 * Sees to it that the search index of a built site is whole, and makes it anew where it is not. Starlight ends Pagefind as
 * soon as it says that it has written; on a busy machine its last file was empty then (seen with 1.5.2), and the search of
 * the site found nothing. Throws where it does not come to the disk.
 */
export async function wholeSearchIndex(dist: string): Promise<'whole' | 'made anew'> {
  if (await isWhole(dist)) return 'whole';
  try {
    const { index } = await createIndex();
    await index?.addDirectory({ path: dist });
    await index?.writeFiles({ outputPath: path.join(dist, 'pagefind') });
    for (let waited = 0; waited < PATIENCE; waited += LOOK) {
      if (await isWhole(dist)) return 'made anew';
      await wait(LOOK);
    }
  } finally {
    await close();
  }
  throw new Error(`${dist}: the search index was not written. Build again.`);
}

/** Whether the file that names the others is there as a whole, and so are those that it names. */
async function isWhole(dist: string): Promise<boolean> {
  try {
    const folder = path.join(dist, 'pagefind');
    const { languages } = JSON.parse(
      await readFile(path.join(folder, 'pagefind-entry.json'), 'utf8'),
    ) as { languages: Record<string, { hash: string }> };
    const named = await Promise.all(
      Object.values(languages).map(({ hash }) =>
        readFile(path.join(folder, `pagefind.${hash}.pf_meta`)),
      ),
    );
    return named.length > 0 && named.every(({ length }) => length > 0);
  } catch {
    return false;
  }
}
