/** A dictionary or the part of it that a page carries. */
export type Dictionary = Readonly<Record<string, string>>;

/** Values for the `{places}` of a word. */
export type Values = Readonly<Record<string, string | number>>;

const PLACE = /\{(\w+)(?:\|([^{}]*))?\}/g;

/**
 * Makes a look-up of words in a language (a BCP 47 tag).
 * `{n}` is replaced by the value (numbers in the language's digits and separators);
 * `{n|goroutine|goroutines}` by the form for that number (CLDR plural: one, then other).
 * A word that is missing shows its key in brackets: visible in every test that looks, and never an empty button.
 */
export function createWord<Key extends string>(
  dictionary: Dictionary,
  language: string,
): (key: Key, values?: Values) => string {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  return (key, values = {}) => {
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
