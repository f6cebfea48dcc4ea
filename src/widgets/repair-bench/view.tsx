import { useMemo } from 'preact/hooks';
import type { ViewProps } from '../contract.ts';
import type { BenchData } from './data.ts';
import { Findings } from './findings.tsx';
import { setInWords, verdictInWords } from './phrases.ts';
import { Ring } from './ring.tsx';
import { change, type RepairSet } from './state.ts';
import { deadlockOf, restOf } from './telling.ts';
import { Trace } from './trace.tsx';
import { type Guess, type Trial, trialOf, UP_TO, withTrial } from './trial.ts';
import { Tried } from './tried.tsx';
import { useRun } from './use-run.ts';
import { Verdict } from './verdict.tsx';

/** The ring with its repairs, the verdict beside it, the way to the deadlock and what was tried below. */
export function View(props: ViewProps<RepairSet, BenchData>) {
  const { id, state, data, locale, word, live, update, supply, say } = props;
  const base = data.bases[Number(state.quarter)] as Trial;
  const trial = trialOf(data.tried, state) ?? trialOf(data.bases, state);
  const deadlock = useMemo(() => (trial ? deadlockOf(trial) : null), [trial]);
  const scene = useMemo(() => deadlock?.scene ?? restOf(state), [deadlock, state]);
  const { running, failure, start, cancel } = useRun(state, (done) => {
    supply({ ...data, tried: withTrial(data.tried, done) });
    say(verdictInWords(done, base, locale, word));
  });
  const show = (next: RepairSet) => {
    update(next);
    const ownBase = data.bases[Number(next.quarter)] as Trial;
    const known = trialOf(data.tried, next) ?? trialOf(data.bases, next);
    if (known) supply({ ...data, tried: withTrial(data.tried, known) });
    say(
      known
        ? verdictInWords(known, ownBase, locale, word)
        : word('repair-bench.say.set', { set: setInWords(next, word) }),
    );
  };
  const run = (guess: Guess | null) => {
    start(state, guess);
    say(word('repair-bench.say.runs', { n: UP_TO }));
  };
  return (
    <div class="rb">
      <div class="rb-bench">
        <Ring
          id={id}
          set={state}
          scene={scene}
          stuck={deadlock?.circle ?? []}
          word={word}
          live={live}
          choose={(part) => show(change(state, part))}
        />
        <Verdict
          id={id}
          set={state}
          trial={trial}
          base={base}
          running={running}
          failure={failure}
          locale={locale}
          word={word}
          live={live}
          run={run}
          cancel={() => {
            cancel();
            say(word('repair-bench.say.stopped'));
          }}
        />
      </div>
      {trial && deadlock && (
        <Trace
          id={id}
          trial={trial}
          deadlock={deadlock}
          word={word}
          lab={props.chapter?.('lab') ?? null}
        />
      )}
      <Tried
        id={id}
        caption={word('repair-bench.tried')}
        trials={data.tried}
        bases={data.bases}
        shown={state}
        locale={locale}
        word={word}
        live={live}
        show={show}
      />
      {live && <Findings trials={data.tried} bases={data.bases} word={word} />}
      {/* Last in its parent: the page has no survey, and drops it when it takes the still over. */}
      {!live && data.survey.length > 0 && (
        <div class="rb-survey">
          <Tried
            id={`${id}-survey`}
            caption={word('repair-bench.survey')}
            trials={data.survey}
            bases={data.bases}
            shown={null}
            locale={locale}
            word={word}
            live={false}
            show={show}
          />
          <Findings trials={data.survey} bases={data.bases} word={word} />
        </div>
      )}
    </div>
  );
}
