import en from '../../content/strings/en.json' with { type: 'json' };
import zhCn from '../../content/strings/zh-cn.json' with { type: 'json' };
import { createWord, type Values } from '../share/words.ts';

export type { Values };

/** A language of the kit's words. */
export type Language = 'en' | 'zh-cn';

/** Key of a word in `content/strings/<language>.json`. */
export type WordKey = keyof typeof en;

/** What a command says its words with. */
export interface Words {
  readonly language: Language;
  /** A word, its `{name}` places filled; `{n|goroutine|goroutines}` takes the form for the number. */
  (key: WordKey, values?: Values): string;
  /** `1,234`. */
  number(value: number): string;
  /** `a, b or c`; `and` where all are meant. */
  list(parts: readonly string[], type?: 'conjunction' | 'disjunction'): string;
  /** What stands between two sentences. */
  readonly gap: string;
}

const DICTIONARIES: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  en,
  'zh-cn': zhCn,
};

/** Whether there is such a word: keys that are put together of ids may lack one. */
export function isWord(key: string): key is WordKey {
  return Object.hasOwn(en, key);
}

/** The language of a text such as `zh`, `zh-CN`, `zh_CN.UTF-8` or `en-GB`; null for another. */
export function languageOf(text: string): Language | null {
  const [first] = text.toLowerCase().split(/[-_.]/, 1);
  return first === 'en' ? 'en' : first === 'zh' ? 'zh-cn' : null;
}

/** Same rules as the words of the pages: a word that is missing shows its key in brackets. */
export function wordsIn(language: Language): Words {
  const numbers = new Intl.NumberFormat(language);
  return Object.assign(createWord<WordKey>(DICTIONARIES[language], language), {
    language,
    number: (value: number) => numbers.format(value),
    list: (parts: readonly string[], type: 'conjunction' | 'disjunction' = 'disjunction') =>
      new Intl.ListFormat(language, { type }).format(parts),
    gap: language === 'zh-cn' ? '' : ' ',
  });
}
