import { useRef } from 'preact/hooks';
import { changesInWords, pieceAt, problemInWords, titleOf } from './phrases.ts';
import type { WireViewProps } from './props.ts';
import { counterpart } from './samples.ts';
import type { Shown } from './shown.ts';
import { beyondLink, LINK_BYTES, showFrame, showSample } from './state.ts';

type LeadProps = WireViewProps & { readonly shown: Shown; go(path: string): void };

/** What frame it is and where it comes from; below, what is wrong with it or was changed in it. */
export function Lead(props: LeadProps) {
  const { state, shown, word, live, update, say } = props;
  const stream = shown.frame ? word('wire.stream', { id: String(shown.frame.frame.streamId) }) : '';
  const size = word('wire.bytes', { n: shown.bytes.length });
  const beyond = beyondLink(state);
  const title = useRef<HTMLParagraphElement>(null);
  const undo = () => {
    update({ ...state, edited: '' });
    say(word('wire.undone'));
    // The button goes away; the keyboard must not.
    title.current?.focus();
  };
  return (
    <div class="wr-lead">
      <p class="wr-title" ref={title} tabIndex={live ? -1 : undefined}>
        {titleOf(shown, word)}{' '}
        <small>{[stream, size].filter((text) => text !== '').join(' · ')}</small>
      </p>
      <Origin {...props} />
      <Problems {...props} />
      {shown.changes && (
        <p class="wr-changed">
          {changesInWords(shown, word)}{' '}
          {live && (
            <button type="button" class="b" onClick={undo}>
              {word('wire.undo')}
            </button>
          )}
        </p>
      )}
      {live && beyond && <p class="wr-note">{word(`wire.link.${beyond}`, { n: LINK_BYTES })}</p>}
    </div>
  );
}

/** A captured frame's file and place, with the way to its answer; of own bytes, which frame of them it is. */
function Origin({ shown, word, live, state, update, say }: LeadProps) {
  const { sample, number, of, at } = shown;
  const go = (frame: number) => {
    update(showFrame(state, frame));
    say(word('wire.own.frame', { number: frame, of }));
  };
  if (!sample) {
    return (
      <p class="wr-origin">
        {of > 1 ? word('wire.own.frameAt', { number, of, at }) : word('wire.own')}
        {live && of > 1 && (
          <>
            {' '}
            <Step word={word('wire.previous')} off={number === 1} go={() => go(number - 1)} />{' '}
            <Step word={word('wire.next')} off={number === of} go={() => go(number + 1)} />
          </>
        )}
      </p>
    );
  }
  const other = sample.kind === 'request' ? 'wire.toAnswer' : 'wire.toRequest';
  return (
    <p class="wr-origin">
      {word(`wire.from.${sample.kind}`, { version: sample.version, at: sample.at })}{' '}
      <code>content/evidence/{sample.path}</code>
      {live && (
        <>
          {' '}
          <button
            type="button"
            class="b"
            onClick={() => {
              update(showSample(counterpart(sample.id)));
              say(word(sample.kind === 'request' ? 'wire.answerShown' : 'wire.requestShown'));
            }}
          >
            {word(other)}
          </button>
        </>
      )}
    </p>
  );
}

function Step(props: { readonly word: string; readonly off: boolean; go(): void }) {
  return (
    <button
      type="button"
      class="b"
      aria-disabled={props.off ? 'true' : undefined}
      onClick={() => !props.off && props.go()}
    >
      {props.word}
    </button>
  );
}

/** What of the bytes was not understood, each with the way to its place. */
function Problems({ shown, word, live, go }: LeadProps) {
  if (shown.leftovers.length === 0) return null;
  return (
    <ul class="wr-problems">
      {shown.leftovers.slice(0, 8).map((one) => {
        const place = pieceAt(shown.parts, one.at);
        return (
          <li key={`${one.problem} ${one.at}`}>
            {problemInWords(one, word)}{' '}
            {live && place && (
              <button type="button" class="wr-place" onClick={() => go(place.path)}>
                {word('wire.showPlace')}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
