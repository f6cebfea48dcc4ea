import type { Locale, Word, WordKey } from './contract.ts';

/** A dictionary or the part of it that a page carries. */
export type Dictionary = Readonly<Record<string, string>>;

const PLACE = /\{(\w+)(?:\|([^{}]*))?\}/g;

/**
 * Makes the look-up that a view gets.
 * `{n}` is replaced by the value (numbers in the locale's digits and separators);
 * `{n|goroutine|goroutines}` by the form for that number (CLDR plural: one, then other).
 * A word that is missing shows its key in brackets: visible in every test that looks, and never an empty button.
 */
export function createWord(dictionary: Dictionary, locale: Locale): Word {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  return (key: WordKey, values = {}) => {
    const text = dictionary[key];
    if (text === undefined) return `[${key}]`;
    return text.replace(PLACE, (whole, name: string, forms: string | undefined) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (forms === undefined) return typeof value === 'number' ? numbers.format(value) : value;
      const [one = '', other = one] = forms.split('|');
      return plurals.select(Number(value)) === 'one' ? one : other;
    });
  };
}

/** The part of a dictionary whose keys start with one of the prefixes, in the dictionary's order. */
export function pickWords(dictionary: Dictionary, prefixes: readonly string[]): Dictionary {
  return Object.fromEntries(
    Object.entries(dictionary).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))),
  );
}
