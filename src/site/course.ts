import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { WordKey } from '../widgets/contract.ts';
import { dictionaries } from './words.ts';

export type HopName = 'kubelet' | 'containerd' | 'shim' | 'ttrpc';

/** A chapter of the course, written or not: place, address and words. */
export interface Station {
  readonly number: number;
  readonly slug: string;
  readonly title: WordKey;
  readonly question: WordKey;
}

/** A hop of the investigation with its chapters, in order. */
export interface Hop {
  readonly name: HopName;
  /** What is wrong at this hop, as the investigation finds it. */
  readonly finding: WordKey;
  readonly stations: readonly Station[];
}

/** The course as `content/course.yaml` has it. Throws on a slug without words: an author's mistake, at build. */
export function readCourse(): readonly Hop[] {
  const { hops } = parse(readFileSync('content/course.yaml', 'utf8')) as {
    hops: { name: HopName; chapters: string[] }[];
  };
  let number = 0;
  return hops.map(({ name, chapters }) => ({
    name,
    finding: wordKey(`course.hop.${name}`),
    stations: chapters.map((slug) => ({
      number: ++number,
      slug,
      title: wordKey(`course.${slug}.title`),
      question: wordKey(`course.${slug}.question`),
    })),
  }));
}

function wordKey(key: string): WordKey {
  if (!Object.hasOwn(dictionaries.en, key)) {
    throw new Error(`content/course.yaml needs the word "${key}" in content/strings/*.json.`);
  }
  return key as WordKey;
}
