import type { Say } from '../../evidence/diagnose/types.ts';
import type { Word, WordKey } from '../contract.ts';

/** The words of an id of the rules: `diagnose.<list>.<id>` with its values. Keys are held by a test, not by types. */
export function sayFinding<Id extends string>(word: Word, list: string, said: Say<Id>): string {
  return word(`diagnose.${list}.${said.id}` as WordKey, said.values);
}

/** The words of a bare id. */
export function nameFinding(word: Word, list: string, id: string): string {
  return word(`diagnose.${list}.${id}` as WordKey);
}

/** A size as people say it: powers of 1024 with one decimal. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GiB`;
}
