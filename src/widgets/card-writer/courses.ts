import { type CourseCard, courseCard } from '../../lesson/card/course.ts';
import type { Locale } from '../contract.ts';

/** `content/<locale>/runbook`, as written: the one place where the course's commands stand. */
const files = import.meta.glob<string>('../../../content/*/runbook/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The course's cards that have commands, in both languages: comments in them are translated. */
export const courses: Readonly<Record<Locale, readonly CourseCard[]>> = {
  en: cardsOf('en'),
  'zh-cn': cardsOf('zh-cn'),
};

function cardsOf(locale: Locale): readonly CourseCard[] {
  return Object.entries(files)
    .filter(([file]) => file.includes(`/content/${locale}/`))
    .map(([file, mdx]) => courseCard(/([^/]+)\.mdx$/.exec(file)?.[1] ?? file, mdx))
    .filter(({ commands }) => commands.length > 0);
}
