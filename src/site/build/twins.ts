import { readdir } from 'node:fs/promises';
import path from 'node:path';

const LOCALES = ['en', 'zh-cn'] as const;

/** Pages under `content/<locale>/` whose twin in the other language is missing, as the paths to write. */
export async function missingTwins(content: string): Promise<readonly string[]> {
  const [en, zh] = await Promise.all(
    LOCALES.map(async (locale) => {
      const files = await readdir(path.join(content, locale), { recursive: true });
      return new Set(files.filter((file) => file.endsWith('.mdx')));
    }),
  );
  const lacks = (have: Set<string>, want: Set<string>, locale: string) =>
    [...want].filter((file) => !have.has(file)).map((file) => path.join(content, locale, file));
  if (!en || !zh) return [];
  return [...lacks(zh, en, 'zh-cn'), ...lacks(en, zh, 'en')].sort();
}
