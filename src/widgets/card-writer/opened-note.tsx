import type { Word } from '../contract.ts';
import type { Opened } from './open-file.ts';

interface OpenedNoteProps {
  readonly name: string;
  readonly what: Opened;
  readonly word: Word;
  close(): void;
}

/** What came of a file: opened, with what had no place, or refused, with its text to copy from. */
export function OpenedNote({ name, what, word, close }: OpenedNoteProps) {
  const rest = what.ok ? what.leftover : what.text;
  return (
    <div class="cw-opened" data-bad={!what.ok} role={what.ok ? undefined : 'alert'}>
      <p>{word(what.ok ? 'card-writer.didOpen' : `card-writer.open.${what.problem}`, { name })}</p>
      {what.ok && what.lost.length > 0 && (
        <p>{word('card-writer.lostStates', { names: what.lost.join(', ') })}</p>
      )}
      {rest !== '' && (
        <label class="cw-rest">
          <span>{word(what.ok ? 'card-writer.leftover' : 'card-writer.itsText')}</span>
          <textarea class="field" readOnly rows={6} value={rest} />
        </label>
      )}
      <button type="button" class="b cw-small" onClick={close}>
        {word('card-writer.close')}
      </button>
    </div>
  );
}
