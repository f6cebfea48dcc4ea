/** The glossary of `content/glossary.yaml` as a page shows it: in the order of a language, with the chapter of each term. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Locale } from '../../widgets/contract.ts';
import { attributesOf, type ContentPage, nodesOf } from './pages.ts';

/** A term with its words in both languages. */
export interface Term {
  readonly term: string;
  /** The Chinese word; absent where Chinese keeps the term. */
  readonly 'zh-cn'?: string;
  readonly means: Readonly<Record<Locale, string>>;
  /** Where it can be looked up, as `<Source>` takes it. */
  readonly source?: string;
}

export interface Letter {
  /** `A` to `Z`; a Chinese word stands under the first letter of its pinyin. */
  readonly letter: string;
  readonly terms: readonly Term[];
}

export function readGlossary(file = 'content/glossary.yaml'): readonly Term[] {
  return parse(readFileSync(file, 'utf8')) as readonly Term[];
}

/** What a term is called in a language. */
export function nameIn(term: Term, locale: Locale): string {
  return (locale === 'zh-cn' ? term['zh-cn'] : undefined) ?? term.term;
}

/** Place on the page: the same in both languages. `main-loop`. */
export function anchorOf({ term }: Term): string {
  return term.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** The terms under their letters, in the order in which a reader of the language looks for them. */
export function lettersOf(terms: readonly Term[], locale: Locale): readonly Letter[] {
  const collator = new Intl.Collator(locale === 'zh-cn' ? 'zh-CN' : 'en');
  const letters = new Map<string, Term[]>();
  for (const term of terms) {
    const letter = initialOf(nameIn(term, locale));
    letters.set(letter, [...(letters.get(letter) ?? []), term]);
  }
  return [...letters]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([letter, all]) => ({
      letter,
      terms: all.sort((a, b) => collator.compare(nameIn(a, locale), nameIn(b, locale))),
    }));
}

/**
 * The first common character of each letter in the order of pinyin, by which a collator finds the letter of any other.
 * No syllable begins with I, U or V.
 */
const FIRST_OF = '阿芭擦搭蛾发噶哈击喀垃妈拿噢啪期然撒塌挖昔压匝';
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ';

/** The letter under which a word stands. */
export function initialOf(name: string): string {
  const first = name.charAt(0);
  if (/[a-z]/i.test(first)) return first.toUpperCase();
  const pinyin = new Intl.Collator('zh-CN-u-co-pinyin');
  const at = [...FIRST_OF].findLastIndex((border) => pinyin.compare(border, first) <= 0);
  return LETTERS[at] ?? '#';
}

/** The chapter that has a term first, in English: both languages say the same. Null where none does. */
export function firstChapter({ term }: Term, pages: readonly ContentPage[]): ContentPage | null {
  const pattern = spelled(term);
  return (
    pages.filter(({ kind }) => kind === 'chapter').find((page) => pattern.test(textOf(page))) ??
    null
  );
}

/** The term as a word of its own, in the plural and before a genitive too. A term with capitals is a name. */
function spelled(term: string): RegExp {
  const escaped = term.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&').replaceAll(' ', '\\s+');
  return new RegExp(`(?<![\\w-])${escaped}(?:s|es|d)?(?![\\w-])`, /[A-Z]/.test(term) ? '' : 'i');
}

const texts = new WeakMap<ContentPage, string>();

function textOf(page: ContentPage): string {
  const known = texts.get(page);
  if (known !== undefined) return known;
  const parts: string[] = [page.title];
  for (const node of nodesOf(page.root)) {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') {
      parts.push(node.value);
    }
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const { q = '', post = '', facts = '' } = attributesOf(node);
      parts.push(q, post, facts);
    }
  }
  const text = parts.join(' ');
  texts.set(page, text);
  return text;
}
