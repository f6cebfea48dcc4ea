import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { OpenButton } from './open-button.tsx';
import { useDrop } from './use-drop.ts';

interface OwnFileProps {
  readonly id: string;
  /** What the widget's classes begin with: `gd` for `gd-from`, `gd-choice`, `gd-private`, `gd-paste`. */
  readonly look: string;
  readonly words: {
    readonly open: string;
    readonly paste: string;
    readonly pasteLabel: string;
    readonly readIt: string;
    /** What is said below the buttons, and while something hangs over the widget. */
    readonly private: string;
    readonly dropHere: string;
  };
  /** What pasted text is called, as it has no name of its own. */
  readonly pastedName: string;
  /** What can be chosen besides, before the buttons. */
  readonly choice: ComponentChildren;
  readonly pasting: boolean;
  setPasting(pasting: boolean): void;
  take(file: Blob, name: string): void;
  /** How far it is and what went wrong, below. */
  readonly children?: ComponentChildren;
}

/** Takes the reader's own file by picker, drop or paste. Only for a live widget. */
export function OwnFile(props: OwnFileProps) {
  const { id, look, words, pastedName, pasting, setPasting, take } = props;
  const pasted = useRef<HTMLTextAreaElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const over = useDrop(bar, true, ({ files: [file], text }) => {
    if (file) take(file, file.name);
    else if (text !== '') take(new Blob([text]), pastedName);
  });
  return (
    <div class={`${look}-from`} ref={bar} data-over={over}>
      <div class={`${look}-choice`}>
        {props.choice}
        <OpenButton label={words.open} take={([file]) => take(file, file.name)} />
        <button
          type="button"
          class="b"
          aria-expanded={pasting}
          aria-controls={`${id}-paste`}
          onClick={() => setPasting(!pasting)}
        >
          {words.paste}
        </button>
      </div>
      <p class={`${look}-private`}>{over ? words.dropHere : words.private}</p>
      <div id={`${id}-paste`} class={`${look}-paste`} hidden={!pasting}>
        <label>
          <span>{words.pasteLabel}</span>
          <textarea class="field" rows={6} spellcheck={false} ref={pasted} />
        </label>
        <button
          type="button"
          class="b b-go"
          onClick={() => take(new Blob([pasted.current?.value ?? '']), pastedName)}
        >
          {words.readIt}
        </button>
      </div>
      {props.children}
    </div>
  );
}
