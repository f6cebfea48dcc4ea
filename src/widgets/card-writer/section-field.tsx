import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SectionId } from '../../lesson/card/card.ts';
import { type CourseCard, fenced, withBlock } from '../../lesson/card/course.ts';
import type { Word } from '../contract.ts';
import { Commands } from './commands.tsx';
import { CourseLinks } from './course-links.tsx';
import { cardsFor, sectionWord } from './sections.ts';

interface SectionFieldProps {
  readonly id: string;
  readonly section: SectionId;
  readonly text: string;
  readonly courses: readonly CourseCard[];
  readonly titles: ReadonlyMap<string, string>;
  readonly word: Word;
  readonly chapter: ((slug: string) => string | null) | undefined;
  readonly say: (text: string) => void;
  change(text: string): void;
}

/** Lines of an empty field. */
const ROWS = 3;

/** One section of the card: its question, where the course answers it, and the team's words. */
export function SectionField(props: SectionFieldProps) {
  const { id, section, text, word } = props;
  const [choosing, setChoosing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Where the cursor goes once the text with the new block is in the field. */
  const cursor = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (cursor.current === null || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });
  const insert = (command: string) => {
    const placed = withBlock(text, field.current?.selectionStart ?? text.length, fenced(command));
    cursor.current = placed.at;
    setChoosing(false);
    props.change(placed.text);
    props.say(word('card-writer.didInsert', { title: sectionWord(section, 'title', word) }));
  };
  const own = `${id}-${section}`;
  return (
    <li class="cw-part">
      <label class="cw-name" for={own}>
        {sectionWord(section, 'title', word)}
      </label>
      <p class="cw-ask" id={`${own}-ask`}>
        {sectionWord(section, 'ask', word)}
      </p>
      <textarea
        id={own}
        ref={field}
        class="cw-field"
        rows={Math.max(ROWS, text.split('\n').length)}
        value={text}
        aria-describedby={`${own}-ask ${own}-hint`}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
      <p class="cw-soft" id={`${own}-hint`}>
        {sectionWord(section, 'hint', word)}{' '}
        <CourseLinks section={section} word={word} chapter={props.chapter} titles={props.titles} />
      </p>
      <button
        type="button"
        class="b cw-small"
        aria-expanded={choosing}
        aria-controls={`${own}-commands`}
        onClick={() => setChoosing(!choosing)}
      >
        {word(choosing ? 'card-writer.commands.close' : 'card-writer.commands.open')}
      </button>
      <div id={`${own}-commands`} hidden={!choosing}>
        {choosing && (
          <Commands
            courses={cardsFor(section, props.courses)}
            word={word}
            choose={insert}
            leave={() => {
              setChoosing(false);
              field.current?.focus();
            }}
          />
        )}
      </div>
    </li>
  );
}
