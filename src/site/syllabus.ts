import { readdirSync, readFileSync } from 'node:fs';
import { readSource } from '../lesson/source.ts';
import { type AskingPage, type Syllabus, syllabusOf } from '../lesson/syllabus.ts';
import { TRIAGE_EXERCISE } from '../lesson/triage/seed.ts';
import { readCourse } from './course.ts';

const EXERCISES = 'content/exercises';
/** English pages stand for both languages: a test holds that their twins ask the same. */
const PAGES = 'content/en';
/** Folders besides the chapters whose pages have exercises of their own. */
const OTHERS = ['appendix'] as const;

/** What the content asks, from its files. Throws on a file that cannot be read: an author's mistake, at build. */
export function readSyllabus(): Syllabus {
  const sources = readdirSync(EXERCISES)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      const read = readSource(
        readFileSync(`${EXERCISES}/${file}`, 'utf8'),
        file.replace('.yaml', ''),
      );
      if (!read.ok) {
        throw new Error(`${EXERCISES}/${file}:${read.at}: ${read.problem}. ${read.hint}`);
      }
      return read.value;
    });
  // The unseen dumps are made from a seed and have no file.
  const triage = { id: TRIAGE_EXERCISE, kind: 'triage' } as const;
  return syllabusOf([...chapters(), ...otherPages()], [...sources, triage]);
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
      const file = files.find((name) => slugOf(name) === slug);
      if (file === undefined) return [];
      const text = readFileSync(`${PAGES}/chapters/${file}`, 'utf8');
      return [{ slug, isChapter: true, questions: text.match(/^<Question\b/gm)?.length ?? 0 }];
    });
}

function otherPages(): readonly AskingPage[] {
  return OTHERS.flatMap((folder) =>
    mdx(folder).map((file) => ({
      slug: `${folder}-${slugOf(file)}`,
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

function slugOf(file: string): string {
  return file.replace(/^\d+-|\.mdx$/g, '');
}
