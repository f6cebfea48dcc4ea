import type { Phrase } from '../../lesson/kind.ts';
import type { Word, WordKey } from '../contract.ts';

/**
 * A word whose key is made from data: an exercise's id, a misconception. The compiler cannot know such a key, so
 * test/content/exercises.test.ts looks that both languages have every one of them.
 */
export function wordOf(word: Word, key: string, values?: Phrase['values']): string {
  return word(key as WordKey, values);
}

/** Looks up a word of one exercise or prediction: `text('ask')`, `text('unit.handlers', { n: 1 })`. */
export type Text = (key: string, values?: Phrase['values']) => string;

export function wordsUnder(word: Word, id: string): Text {
  return (key, values) => wordOf(word, `exercises.${id}.${key}`, values);
}

/** Whether the page carries the words of an exercise. A link can name one that stands on another page. */
export function carries(word: Word, id: string): boolean {
  const key = `exercises.${id}.title`;
  return wordOf(word, key) !== `[${key}]`;
}

/** Text without the marks that `Prose` turns into code, for what is spoken. */
export function plain(text: string): string {
  return text.replaceAll('`', '');
}
