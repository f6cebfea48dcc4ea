import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const LOCALES = ['en', 'zh-cn'] as const;
type Locale = (typeof LOCALES)[number];

/** A page's text in both languages, or a mark of each. */
export type Both = Readonly<Record<Locale, string>>;

/** Where the marks are kept: how each page and its twin stood when somebody last read the two side by side. */
export const LEDGER = 'content/twins.yaml';

/** Twelve hex digits of the text's SHA-256. Spaces at line ends do not count. */
export function markOf(text: string): string {
  const plain = text.replace(/[ \t]+$/gm, '').trim();
  return createHash('sha256').update(plain).digest('hex').slice(0, 12);
}

/** The marks of a page as it stands. */
export function marksOf(texts: Both): Both {
  return { en: markOf(texts.en), 'zh-cn': markOf(texts['zh-cn']) };
}

/**
 * Which sides of a page have moved since the two were read side by side. No marks: they never were, so both.
 */
export function movedSides(texts: Both, marks: Both | undefined): readonly Locale[] {
  return LOCALES.filter((locale) => markOf(texts[locale]) !== marks?.[locale]);
}

/** Whether a reader of this language should know that the other page is ahead: it moved, and this one did not. */
export function isBehind(locale: Locale, moved: readonly Locale[]): boolean {
  return moved.length === 1 && !moved.includes(locale);
}

/** Pages of `content/<locale>/`, as their path without `.mdx`: `chapters/07-reading-164`, in alphabetical order. */
export function twinPages(): readonly string[] {
  return readdirSync('content/en', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .map((path) => path.replaceAll('\\', '/').slice(0, -'.mdx'.length))
    .sort();
}

/** A page in both languages. Throws where one is missing, which stops the build anyway. */
export function textsOf(page: string): Both {
  const read = (locale: Locale) => readFileSync(`content/${locale}/${page}.mdx`, 'utf8');
  return { en: read('en'), 'zh-cn': read('zh-cn') };
}

/** The ledger, by page. */
export function readMarks(): Readonly<Record<string, Both>> {
  return existsSync(LEDGER) ? (parse(readFileSync(LEDGER, 'utf8')) ?? {}) : {};
}
