import { getCollection } from 'astro:content';
import { pickWords } from '../share/words.ts';
import type { Locale } from '../widgets/contract.ts';
import type { CourseProps, Place } from '../widgets/progress/props.ts';
import { readCourse } from './course.ts';
import { pathOfPart, readSyllabus } from './syllabus.ts';
import { BASE, dictionaryOf } from './words.ts';

/** What the islands of progress need of the course, in a language. Throws where a page of the syllabus is not there. */
export async function coursePropsOf(locale: Locale): Promise<CourseProps> {
  const syllabus = readSyllabus();
  const pages = await getCollection('docs', ({ id }) => id.startsWith(`${locale}/`));
  const stations = readCourse().flatMap((hop) => hop.stations);
  const words = dictionaryOf(locale);
  const places = syllabus.parts.map((part): [string, Place] => {
    const path = pathOfPart(part);
    const page = pages.find(({ id }) => `${id}/` === `${locale}/${path}`);
    if (!page)
      throw new Error(`content/${locale}: no page ${path}, which its exercises belong to.`);
    const station = part.isChapter ? stations.find(({ slug }) => slug === part.slug) : undefined;
    const title = station ? words[station.title] : page.data.title;
    return [
      part.slug,
      {
        number: station?.number ?? null,
        title: title ?? part.slug,
        href: `${BASE}${locale}/${path}`,
      },
    ];
  });
  return {
    locale,
    words: pickWords(words, ['progress.']),
    syllabus,
    places: Object.fromEntries(places),
    practice: `${BASE}${locale}/practice/`,
  };
}
