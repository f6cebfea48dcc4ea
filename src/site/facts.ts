import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Locale } from '../widgets/contract.ts';
import type { LineFact } from './appendix/lines.ts';
import { languageTags } from './words.ts';

interface FactEntry {
  readonly value: number | string;
  readonly unit: string;
  readonly from: Readonly<Record<string, unknown>>;
}

let book: { files: Record<string, string>; facts: Record<string, FactEntry> } | undefined;

/** A number or word of the prose: how it reads in the locale, and where it comes from, in one line. */
export interface Fact {
  readonly text: string;
  readonly source: string;
  /** A word of the dump itself (a state, a pointer), not a number. */
  readonly code: boolean;
}

/** Looks a fact of `content/facts.yaml` up. Throws at build when there is none: the chapter names it wrongly. */
export function factOf(id: string, locale: Locale): Fact {
  book ??= parse(readFileSync('content/facts.yaml', 'utf8')) as typeof book;
  const entry = book?.facts[id];
  if (!entry) throw new Error(`<Fact id="${id}"> is not in content/facts.yaml.`);
  const text =
    typeof entry.value === 'number'
      ? new Intl.NumberFormat(languageTags[locale]).format(entry.value)
      : entry.value;
  return { text, source: sourceLine(entry.from), code: typeof entry.value === 'string' };
}

/** What each fact is read from, by its id: where it names a line of the source, the index of lines uses it. */
export function lineFacts(): Readonly<Record<string, LineFact>> {
  book ??= parse(readFileSync('content/facts.yaml', 'utf8')) as typeof book;
  return Object.fromEntries(
    Object.entries(book?.facts ?? {}).map(([id, { from }]): [string, LineFact] => [id, from]),
  );
}

function sourceLine(from: Readonly<Record<string, unknown>>): string {
  const { file, repo, tag, at, sum, capture, ...how } = from;
  const details = Object.entries(how).map(([name, value]) => `${name} ${String(value)}`);
  if (typeof file === 'string') return [book?.files[file] ?? file, ...details].join(' · ');
  if (repo) return `${String(repo)}@${String(tag)} ${String(at)}`;
  if (Array.isArray(sum)) return sum.join(' + ');
  return [String(capture ?? ''), ...details].join(' · ');
}
