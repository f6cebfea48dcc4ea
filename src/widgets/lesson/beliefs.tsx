import type { Misconception } from '../../lesson/misconception.ts';
import type { Word } from '../contract.ts';
import { wordOf } from './phrase.ts';

/** Beliefs that may lie behind an answer, each once: what it says, and what is so instead. */
export function Beliefs({
  heading,
  ids,
  word,
}: {
  readonly heading: string;
  readonly ids: readonly (Misconception | null)[];
  readonly word: Word;
}) {
  const shown = [...new Set(ids)].filter((id) => id !== null);
  if (shown.length === 0) return null;
  return (
    <section class="beliefs">
      <p class="beliefs-head">{heading}</p>
      <dl>
        {shown.map((id) => (
          <div key={id}>
            <dt>{wordOf(word, `misconception.${id}.name`)}</dt>
            <dd>{wordOf(word, `misconception.${id}.truth`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
