import en from '../../content/strings/en.json' with { type: 'json' };
import zhCn from '../../content/strings/zh-cn.json' with { type: 'json' };
import { createWord, type Dictionary } from '../share/words.ts';
import type { Locale, Word, WordKey } from '../widgets/contract.ts';

/** All words of the kit. A key that one language lacks does not compile. */
export const dictionaries = { en, 'zh-cn': zhCn } as const satisfies Record<
  Locale,
  Record<WordKey, string>
>;

export const locales = ['en', 'zh-cn'] as const satisfies readonly Locale[];

/** BCP 47 tag of each locale, for `lang` and `hreflang`. */
export const languageTags = { en: 'en', 'zh-cn': 'zh-CN' } as const satisfies Record<
  Locale,
  string
>;

export function dictionaryOf(locale: Locale): Dictionary {
  return dictionaries[locale];
}

export function wordsOf(locale: Locale): Word {
  return createWord(dictionaries[locale], locale);
}

/** Address of the site's root, with a slash at its end, under whatever path it is served. */
export const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** Locale of a page, from the first segment of its address under the base; English where there is none. */
export function localeOf(page: URL): Locale {
  return page.pathname.slice(BASE.length).startsWith('zh-cn/') ? 'zh-cn' : 'en';
}
