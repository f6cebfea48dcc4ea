import { useEffect, useRef, useState } from 'preact/hooks';
import type { Done } from '../../lesson/done.ts';
import type { Progress } from '../../lesson/progress.ts';
import type { ProgressPort } from '../progress-port.ts';
import type { Course } from './props.ts';

interface ResetProps {
  readonly course: Course;
  readonly port: ProgressPort;
  readonly progress: Progress;
  readonly done: Done;
  save(): void;
}

/** Throws everything away, at the second press, and brings it back as long as the page is open. */
export function Reset({ course, port, progress, done, save }: ResetProps) {
  const { word, say } = course;
  const [asking, setAsking] = useState(false);
  const [gone, setGone] = useState<Progress | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLParagraphElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) question.current?.focus();
  }, [asking]);
  useEffect(() => {
    if (gone) undo.current?.focus();
  }, [gone]);

  const leave = () => {
    setAsking(false);
    first.current?.focus();
  };
  const reset = async () => {
    const before = await port.read();
    await port.write({ did: 'reset' });
    setAsking(false);
    setGone(before);
    say(word('progress.reset.did'));
  };
  const bring = async () => {
    if (!gone) return;
    await port.write({ did: 'import', progress: gone });
    setGone(null);
    say(word('progress.reset.undid'));
    first.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="b"
        ref={first}
        aria-expanded={asking}
        aria-disabled={done.nothing}
        onClick={() => !done.nothing && setAsking(!asking)}
      >
        {word('progress.reset.ask')}
      </button>
      {asking && (
        <div
          class="pr-notice pr-reset"
          role="group"
          aria-labelledby="pr-reset"
          onKeyDown={(event) => event.key === 'Escape' && leave()}
        >
          <p id="pr-reset" ref={question} tabIndex={-1}>
            {word('progress.reset.goes', {
              opened: Object.keys(progress.chapters).length,
              solved: Object.values(progress.exercises).filter(({ solved }) => solved !== null)
                .length,
              guesses: Object.keys(progress.predictions).length,
              cards: Object.keys(progress.cards).length,
            })}
          </p>
          <button type="button" class="b" onClick={save}>
            {word('progress.reset.saveFirst')}
          </button>
          <button type="button" class="b pr-away" onClick={() => void reset()}>
            {word('progress.reset.do')}
          </button>
          <button type="button" class="b" onClick={leave}>
            {word('progress.reset.leave')}
          </button>
        </div>
      )}
      {gone && (
        <div class="pr-notice">
          <p>{word('progress.reset.did')}</p>
          <button type="button" class="b b-go" ref={undo} onClick={() => void bring()}>
            {word('progress.reset.undo')}
          </button>
        </div>
      )}
    </>
  );
}
