import { SECTIONS } from '../../lesson/card/card.ts';
import type { Word } from '../contract.ts';
import { CourseLinks } from './course-links.tsx';
import { sectionWord } from './sections.ts';

interface BlankCardProps {
  readonly word: Word;
  readonly chapter: ((slug: string) => string | null) | undefined;
  readonly titles: ReadonlyMap<string, string>;
}

/** The card without script, and on paper: the questions, with room to write. */
export function BlankCard({ word, chapter, titles }: BlankCardProps) {
  return (
    <section class="cw-paper cw-blank" aria-label={word('card-writer.title')}>
      <p class="cw-head">
        <strong>{word('card-writer.blankTitle')}</strong>
      </p>
      <ol class="cw-text">
        {SECTIONS.map((section) => (
          <li key={section} class="cw-shown">
            <p class="cw-sub">{sectionWord(section, 'title', word)}</p>
            <p>{sectionWord(section, 'ask', word)}</p>
            <p class="cw-soft">
              {sectionWord(section, 'hint', word)}{' '}
              <CourseLinks section={section} word={word} chapter={chapter} titles={titles} />
            </p>
            <div class="cw-lines" aria-hidden="true" />
          </li>
        ))}
      </ol>
    </section>
  );
}
