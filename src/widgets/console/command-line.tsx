import type { Ref } from 'preact';
import { promptOf } from '../../shell/session.ts';
import type { Word } from '../contract.ts';
import type { Desk } from './desk.ts';
import type { Action } from './keys.ts';

export interface CommandLineProps {
  readonly id: string;
  readonly desk: Desk;
  readonly word: Word;
  readonly field: Ref<HTMLInputElement>;
  readonly run: () => void;
}

/** An ordinary field for a line: what a touch keyboard can use. Tab leaves it; completion has a button. */
export function CommandLine({ id, desk, word, field, run }: CommandLineProps) {
  const { session, choices } = desk;
  const { line, running } = session;
  const press = (action: Action['do'] & ('complete' | 'older' | 'newer')) => {
    if (action === 'complete') void desk.open();
    desk.act([{ do: action }]);
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') press('older');
    else if (event.key === 'ArrowDown') press('newer');
    else if (event.ctrlKey && event.key === 'c' && running !== null)
      desk.act([{ do: 'interrupt' }]);
    else if (event.ctrlKey && event.key === 'l') desk.act([{ do: 'clear' }]);
    else return;
    event.preventDefault();
  };
  return (
    <form
      class="tm-form"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <label class="tm-prompt" for={`${id}-line`}>
        <span class="visually-hidden">{word('terminal.input')}</span>
        {promptOf(session)}
      </label>
      <input
        id={`${id}-line`}
        class="field tm-field"
        ref={field}
        value={line.text}
        disabled={running !== null}
        autocapitalize="none"
        autocomplete="off"
        autocorrect="off"
        spellcheck={false}
        enterkeyhint="go"
        onInput={({ currentTarget: box }) =>
          desk.typed(box.value, box.selectionStart ?? box.value.length)
        }
        onKeyDown={keyed}
      />
      <button type="submit" class="b b-go" disabled={running !== null}>
        {word('terminal.run')}
      </button>
      <span class="tm-hands">
        {(['complete', 'older', 'newer'] as const).map((action) => (
          <button
            key={action}
            type="button"
            class="b"
            aria-label={word(`terminal.${action}`)}
            title={word(`terminal.${action}`)}
            disabled={running !== null}
            onClick={() => press(action)}
          >
            {action === 'complete' ? 'Tab' : action === 'older' ? '↑' : '↓'}
          </button>
        ))}
      </span>
      {choices.length > 0 && (
        <p class="tm-choices" role="status">
          {choices.join('  ')}
        </p>
      )}
    </form>
  );
}
