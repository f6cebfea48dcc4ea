import type { Part } from '../../lesson/kind.ts';
import type { Word } from '../contract.ts';
import { Mark } from '../lesson/mark.tsx';
import type { Text } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';

/** What the check says of one part. Why a right one is right is there to be opened; what is wrong is said at once. */
export function Feedback({
  id,
  part,
  text,
  word,
}: {
  readonly id: string;
  readonly part: Part | undefined;
  readonly text: Text;
  readonly word: Word;
}) {
  if (!part || part.mark === 'open') return null;
  const says = part.says === null ? '' : text(part.says);
  if (part.mark === 'right') {
    return (
      <details class="fb fb-right" id={id}>
        <summary>
          <Mark shape="right" /> {word('exercise.mark.right')}
          <span class="fb-more">{word('exercise.why')}</span>
        </summary>
        <p>
          <Prose text={says} />
        </p>
      </details>
    );
  }
  return (
    <p class="fb fb-wrong" id={id}>
      <span class="fb-mark">
        <Mark shape="wrong" /> {word('exercise.mark.wrong')}
      </span>{' '}
      <Prose text={says} />
    </p>
  );
}
