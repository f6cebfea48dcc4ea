import type { SectionId } from '../../lesson/card/card.ts';
import type { Word } from '../contract.ts';
import { CHAPTERS_OF, cardAddress } from './sections.ts';

interface CourseLinksProps {
  readonly section: SectionId;
  readonly word: Word;
  readonly chapter: ((slug: string) => string | null) | undefined;
  /** Titles of the course's cards, by chapter. */
  readonly titles: ReadonlyMap<string, string>;
}

/** The course's own cards on a section's question, each opened beside what is being written. */
export function CourseLinks({ section, word, chapter, titles }: CourseLinksProps) {
  const cards = CHAPTERS_OF[section].filter((slug) => titles.has(slug));
  return (
    <span class="cw-course">
      {word('card-writer.course')}
      {cards.map((slug) => {
        const address = cardAddress(slug, chapter);
        const title = titles.get(slug);
        return address === null ? (
          <span key={slug}>{title}</span>
        ) : (
          <a key={slug} href={address} target="_blank" rel="noopener">
            {title}
          </a>
        );
      })}
    </span>
  );
}
