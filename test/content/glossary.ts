/** A word of `content/glossary.yaml`. */
export interface Term {
  readonly term: string;
  /** Chinese word; absent where the term is kept as it is. */
  readonly 'zh-cn'?: string;
  /** True if Chinese writes the term in Latin letters, too. */
  readonly keep?: boolean;
  readonly means: Readonly<Record<'en' | 'zh-cn', string>>;
  /** Spellings that may not stand in the kit's words. */
  readonly not: readonly string[];
}

/** A spelling that the glossary does not want, and what to write. */
export interface Slip {
  readonly found: string;
  readonly write: string;
}

/**
 * Finds unwanted spellings in words of one language. A spelling of Latin letters counts as a whole word in exactly this
 * case; one of Chinese characters counts wherever it stands. A capital is allowed where a sentence or a cell begins.
 */
export function slips(terms: readonly Term[], locale: 'en' | 'zh-cn', words: string): Slip[] {
  return terms.flatMap(({ term, not, 'zh-cn': zh }) =>
    not
      .filter((spelling) => {
        const latin = /^[\x20-\x7e]+$/.test(spelling);
        if (!latin) return words.includes(spelling);
        const begins = spelling.toLowerCase() === term && spelling.charAt(0) !== term.charAt(0);
        return [...words.matchAll(wholeWord(spelling))].some(
          (match) => !begins || !opensSentence(words.slice(0, match.index)),
        );
      })
      .map((found) => ({ found, write: locale === 'zh-cn' && zh ? zh : term })),
  );
}

/** The spelling between anything that is not a letter, a digit, a hyphen or a dot inside a name; plurals count. */
function wholeWord(spelling: string): RegExp {
  return new RegExp(
    `(?<![\\w./-])${spelling.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&')}s?(?![\\w-])`,
    'g',
  );
}

/** `Goroutine 54 …` may open a sentence; `the Goroutine` may not. */
function opensSentence(before: string): boolean {
  return /(^|[.!?:。！？：“"(（]\s*|\n\s*)$/.test(before);
}
