import type { Word } from '../contract.ts';
import type { Refusal } from './finding.ts';

/** What a file is that is not shown, and what to do with it. */
export function refusalText(word: Word, { which, kind }: Refusal, names: Names): string {
  const name = which === 'base' ? names.base : names.source;
  const said = [
    kind === 'other types'
      ? word('profile.otherTypes', { name: names.source, base: names.base })
      : `${word(`profile.is.${kind}`)} ${word(`profile.then.${kind}`)}`,
    kind === 'goroutine-dump' ? word('profile.dumpWidget') : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  return word('profile.refused', { name, text: said });
}

interface Names {
  readonly source: string;
  readonly base: string;
}
