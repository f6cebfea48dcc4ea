import type { CourseCard } from '../../lesson/card/course.ts';
import type { Word } from '../contract.ts';

interface CommandsProps {
  readonly courses: readonly CourseCard[];
  readonly word: Word;
  choose(command: string): void;
  leave(): void;
}

/** The commands of the course's cards, under the card that each stands on. Escape closes the list. */
export function Commands({ courses, word, choose, leave }: CommandsProps) {
  return (
    <div class="cw-commands">
      <p class="cw-soft">{word('card-writer.commands.hint')}</p>
      {courses.map(({ slug, title, commands }) => (
        <section key={slug}>
          <p class="cw-of">{title}</p>
          {commands.map((command) => (
            <button
              key={command}
              type="button"
              class="cw-command"
              onClick={() => choose(command)}
              onKeyDown={(event) => event.key === 'Escape' && leave()}
            >
              {command}
            </button>
          ))}
        </section>
      ))}
    </div>
  );
}
