import { useRef, useState } from 'preact/hooks';
import { isWhole } from '../../lesson/triage/answer.ts';
import { foundIn } from '../../lesson/triage/judge.ts';
import { useKeptFocus } from '../parts/use-kept-focus.ts';
import { Beside } from './beside.tsx';
import { ClockPanel, SetPanel } from './clock-panel.tsx';
import { PAGE, type TriageProps } from './data.ts';
import { Debrief } from './debrief.tsx';
import { Files } from './files.tsx';
import { sayOf } from './say.ts';
import { answering, answerOn, freshSet, isDone, pointing, reading } from './state.ts';
import { Strip } from './strip.tsx';
import { Surface } from './surface.tsx';
import { useClock } from './use-clock.ts';
import { useDesk } from './use-desk.ts';

/** A desk with four case files, one of them open; the answer to it, and the rules beside it once it stands. */
export function View(props: TriageProps) {
  const { id, state, data, word, live, update, say } = props;
  const [limit, setLimit] = useState(PAGE);
  const root = useRef<HTMLDivElement>(null);
  const [locked, setLocked] = useState(-1);
  useKeptFocus(root);
  const answer = answerOn(state);
  const done = isDone(state);
  const clock = useClock(done || answer.locked ? null : state.open, (told) =>
    say(word(`triage.clock.${told}`)),
  );
  const waiting = useDesk(props, limit, (place, found) => {
    const { found: n, of } = foundIn(found);
    say(
      word(sayOf(found), {
        file: place + 1,
        verdict: word(`triage.verdict.${found.verdict}`),
        n,
        of,
      }),
    );
  });
  const choose = (place: number) => {
    setLocked(-1);
    setLimit(PAGE);
    update(reading(state, { open: place }));
  };
  const point = (goroutine: number) => {
    const next = pointing(state, goroutine);
    if (!next) return say(word('triage.points.full'));
    update(next);
    const now = answerOn(next).points.includes(goroutine);
    say(word(now ? 'triage.say.pointed' : 'triage.say.unpointed', { id: String(goroutine) }));
  };
  const lock = () => {
    if (!isWhole(answer)) return say(word('triage.lock.notYet'));
    const next = answering(state, { locked: true });
    update(next);
    setLocked(state.open);
    if (isDone(next)) clock.stop();
  };
  const lay = (seed: number) => {
    setLimit(PAGE);
    clock.clear();
    update(freshSet(seed));
    say(word('triage.say.laid', { seed: String(seed) }));
  };
  const judged = answer.locked ? (data.judged[state.open] ?? null) : null;
  const show = (goroutine: number) => {
    const shown = reading(state, { as: 'positions', filter: `id=${goroutine}` });
    update({ ...shown, rows: [0] });
    document.getElementById(`${id}-open`)?.scrollIntoView({ block: 'nearest' });
    say(word('triage.say.shown', { id: String(goroutine) }));
  };
  return (
    <div ref={root} class="tr" tabIndex={-1} data-laying={waiting.laying}>
      <header class="tr-top">
        <p class="tr-lead">{word('triage.lead')}</p>
        {live ? (
          <div class="tr-tools">
            <SetPanel id={id} seed={state.seed} word={word} say={say} lay={lay} />
            <ClockPanel id={id} clock={clock} word={word} say={say} />
          </div>
        ) : (
          <p class="tr-soft">{word('triage.still', { seed: String(state.seed) })}</p>
        )}
      </header>
      {waiting.laying && <p class="tr-soft tr-laying">{word('triage.laying')}</p>}
      <div class="tr-desk">
        <Files
          sheets={data.desk.sheets}
          answers={state.answers}
          judged={data.judged}
          open={state.open}
          word={word}
          live={live}
          choose={choose}
        />
        <div class="tr-work">
          <Surface
            {...props}
            waiting={waiting}
            point={point}
            more={() => setLimit(limit + 4 * PAGE)}
          />
          {judged ? (
            <Beside {...props} judged={judged} fresh={locked === state.open} show={show} />
          ) : (
            <Strip {...props} point={point} lock={lock} />
          )}
        </div>
      </div>
      {done && data.judged.every((one) => one !== null) && (
        <Debrief {...props} spent={clock.spent} open={choose} />
      )}
    </div>
  );
}
