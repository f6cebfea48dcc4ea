import { useEffect, useRef, useState } from 'preact/hooks';
import type { CardEmbed } from '../../lesson/card/card.ts';
import type { Word } from '../contract.ts';
import { HEIGHTS, isOnCall, ON_CALL, onCall } from './on-call.ts';
import { type Pasted, readPasted } from './pasted.ts';

interface EmbedRowProps {
  readonly id: string;
  readonly embed: CardEmbed;
  readonly frames: boolean;
  /** Takes the focus when it appears. */
  readonly focus: boolean;
  readonly word: Word;
  readonly say: (text: string) => void;
  change(embed: CardEmbed): void;
  remove(): void;
}

/** A live widget on the card: how high it is, and the state that it opens with. */
export function EmbedRow(props: EmbedRowProps) {
  const { id, embed, frames, word, say, change } = props;
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState('');
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (props.focus) row.current?.focus({ preventScroll: true });
  }, [props.focus]);
  const { widget } = embed;
  if (!isOnCall(widget)) return null;
  const title = word(onCall[widget].title);
  const heights = [...HEIGHTS, onCall[widget].height].filter(
    (height, index, all) => all.indexOf(height) === index,
  );

  const take = async (text: string) => {
    if (text.trim() === '') return setTrouble('');
    const read = await readPasted(text, widget);
    if (!read.ok) {
      const reason = troubleInWords(read, title, word);
      setTrouble(reason);
      return say(reason);
    }
    setTyped('');
    setTrouble('');
    change({ ...embed, query: read.query });
    say(word(read.query === '' ? 'card-writer.didStart' : 'card-writer.didLink', { title }));
  };

  return (
    <li class="cw-row" tabIndex={-1} ref={row} aria-label={title}>
      <p class="cw-row-head">
        <strong>{title}</strong>
        <button
          type="button"
          class="b cw-small"
          aria-label={word('card-writer.embed.removeOf', { title })}
          onClick={() => {
            props.remove();
            say(word('card-writer.didRemove', { title }));
          }}
        >
          {word('card-writer.embed.remove')}
        </button>
      </p>
      {frames && (
        <fieldset class="cw-heights">
          <legend>{word('card-writer.embed.height')}</legend>
          {heights.map((height) => (
            <label key={height}>
              <input
                type="radio"
                name={`${id}-height`}
                checked={embed.height === height}
                onChange={() => change({ ...embed, height })}
              />
              <span>
                {height === onCall[widget].height
                  ? word('card-writer.embed.whole', { n: height })
                  : word('card-writer.embed.px', { n: height })}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <label class="cw-link" for={`${id}-link`}>
        {word('card-writer.embed.paste')}
      </label>
      <input
        id={`${id}-link`}
        class="field"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        value={typed}
        aria-invalid={trouble !== ''}
        aria-describedby={trouble === '' ? `${id}-state` : `${id}-trouble`}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => void take(typed)}
        onKeyDown={(event) => event.key === 'Enter' && void take(typed)}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text/plain') ?? '';
          // Over an empty field, what is pasted is the whole link: it need not be sent by Enter.
          if (typed === '' && text !== '') {
            event.preventDefault();
            setTyped(text);
            void take(text);
          }
        }}
      />
      {trouble !== '' && (
        <p class="refused" id={`${id}-trouble`}>
          {trouble}
        </p>
      )}
      <p class="cw-soft" id={`${id}-state`}>
        {embed.query === '' ? (
          word('card-writer.embed.opensAtStart')
        ) : (
          <>
            {word('card-writer.embed.opensWith')} <code class="code">{embed.query}</code>{' '}
            <button
              type="button"
              class="b cw-small"
              onClick={() => {
                change({ ...embed, query: '' });
                say(word('card-writer.didStart', { title }));
              }}
            >
              {word('card-writer.embed.forget')}
            </button>
          </>
        )}
      </p>
    </li>
  );
}

function troubleInWords(
  { problem, detail }: Extract<Pasted, { ok: false }>,
  title: string,
  word: Word,
): string {
  if (problem === 'other-widget' && isOnCall(detail)) {
    return word('card-writer.bad.other-widget', { detail: word(onCall[detail].title), title });
  }
  return word(`card-writer.bad.${problem}`, {
    detail,
    title,
    names: ON_CALL.map((name) => word(onCall[name].title)).join(', '),
  });
}
