import { readdirSync, readFileSync } from 'node:fs';
import { type AskingPage, type Syllabus, syllabusOf } from '../lesson/syllabus.ts';
import { TRIAGE_EXERCISE } from '../lesson/triage/seed.ts';
import { addressOf } from './address.ts';
import { readCourse } from './course.ts';
import { allExercises } from './exercise-files.ts';

/** English pages stand for both languages: a test holds that their twins ask the same. */
const PAGES = 'content/en';
/** Folders besides the chapters whose pages have exercises of their own. */
const OTHERS = ['appendix'] as const;

let kept: Syllabus | undefined;

/** What the content asks, from its files. Throws on a file that cannot be read: an author's mistake, at build. */
export function readSyllabus(): Syllabus {
  // Every chapter asks for it, and reading it executes each key. While somebody writes, it changes.
  if (import.meta.env.DEV) return madeSyllabus();
  kept ??= madeSyllabus();
  return kept;
}

function madeSyllabus(): Syllabus {
  // The unseen dumps are made from a seed and have no file.
  const triage = { id: TRIAGE_EXERCISE, kind: 'triage' } as const;
  return syllabusOf([...chapters(), ...otherPages()], [...allExercises(), triage]);
}

/** Address under a language of a page of the syllabus: `chapters/the-circle/`. */
export function pathOfPart({ slug, isChapter }: Pick<AskingPage, 'slug' | 'isChapter'>): string {
  return isChapter ? `chapters/${slug}/` : `${slug.replace('-', '/')}/`;
}

/** The chapters that are written, in the course's order. */
function chapters(): readonly AskingPage[] {
  const files = mdx('chapters');
  return readCourse()
    .flatMap(({ stations }) => stations)
    .flatMap(({ slug }) => {
      const file = files.find((name) => addressOf(name) === slug);
      if (file === undefined) return [];
      const text = readFileSync(`${PAGES}/chapters/${file}`, 'utf8');
      return [{ slug, isChapter: true, questions: text.match(/^<Question\b/gm)?.length ?? 0 }];
    });
}

function otherPages(): readonly AskingPage[] {
  return OTHERS.flatMap((folder) =>
    mdx(folder).map((file) => ({
      slug: `${folder}-${addressOf(file)}`,
      isChapter: false,
      questions: 0,
    })),
  );
}

function mdx(folder: string): readonly string[] {
  return readdirSync(`${PAGES}/${folder}`)
    .filter((file) => file.endsWith('.mdx'))
    .sort();
}
