import { useState } from 'preact/hooks';
import { mayNotSave, saveFile } from '../files/save.ts';
import { Tabs } from '../parts/tabs.tsx';
import { isOfOpen, type TriageProps } from './data.ts';
import { Positions } from './positions.tsx';
import { answerOn, READINGS, reading } from './state.ts';
import type { Waiting } from './use-desk.ts';

interface SurfaceProps extends TriageProps {
  readonly waiting: Waiting;
  more(): void;
  point(id: number): void;
}

/** Letters of a dump's text that are shown at first, and with each further press. */
const TEXT = 24_000;

/** The open file: where its goroutines stand, or its text. */
export function Surface(props: SurfaceProps) {
  const { id, state, data, word, live, update, waiting } = props;
  const sheet = data.desk.sheets[state.open];
  if (!sheet) return null;
  const as = data.text === null || state.as !== 'text' ? 'positions' : 'text';
  return (
    <section class="tr-surface" aria-labelledby={`${id}-open`} aria-busy={waiting.laying}>
      <header class="tr-open">
        <p class="tr-name" id={`${id}-open`}>
          <b>{word('triage.file', { n: sheet.place + 1 })}</b>{' '}
          <span class="code">{sheet.name}</span>
        </p>
        {live && <Take {...props} name={sheet.name} />}
      </header>
      {live && (
        <div class="tr-ask">
          <Tabs
            id={id}
            class="gd-tabs tr-tabs"
            label={word('triage.as')}
            names={READINGS}
            chosen={state.as}
            text={(one) => word(`triage.as.${one}`)}
            choose={(one) => update(reading(state, { as: one }))}
          />
          {as === 'positions' && <Filter {...props} />}
        </div>
      )}
      {waiting.failure !== '' && (
        <p class="tr-trouble" role="alert">
          {word('widget.failed', { detail: waiting.failure })}
        </p>
      )}
      <div
        class="tr-page"
        id={`${id}-panel`}
        {...(live && { role: 'tabpanel', 'aria-labelledby': `${id}-tab-${state.as}` })}
      >
        {as === 'text' ? (
          <Text key={sheet.name} text={data.text ?? ''} word={word} />
        ) : (
          <Positions
            {...props}
            points={answerOn(state).points}
            fixed={answerOn(state).locked || !isOfOpen(data, state)}
          />
        )}
      </div>
    </section>
  );
}

/** The file itself, for a terminal or an editor. */
function Take({
  data,
  state,
  word,
  say,
  update,
  name,
}: Pick<SurfaceProps, 'data' | 'state' | 'word' | 'say' | 'update'> & { readonly name: string }) {
  const take = async () => {
    if (mayNotSave()) {
      update(reading(state, { as: 'text' }));
      return say(word('triage.mayNotSave'));
    }
    saveFile(await data.desk.file(state.open), name, 'text/plain');
    say(word('triage.saved', { name }));
  };
  return (
    <button type="button" class="b tr-take" onClick={() => void take()}>
      {word('triage.download')}
    </button>
  );
}

/** What the list is asked, and what the filter left. */
function Filter({ id, state, data, word, update }: SurfaceProps) {
  const { problem, matching, rowCount } = data.positions;
  return (
    <div class="tr-filter">
      <label class="visually-hidden" for={`${id}-filter`}>
        {word('goroutine-dump.filter')}
      </label>
      <input
        id={`${id}-filter`}
        class="field"
        type="search"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        placeholder={word('triage.filter.hint')}
        value={state.filter}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-matching`}
        onInput={(event) => update(reading(state, { filter: event.currentTarget.value }))}
      />
      <p class="tr-matching" id={`${id}-matching`} aria-live="polite">
        {problem
          ? word('goroutine-dump.filterProblem', {
              at: problem.at + 1,
              text: word(`goroutine-dump.filter.${problem.problem}`, { hint: problem.hint }),
            })
          : word('triage.matching', { n: matching, rows: rowCount })}
      </p>
    </div>
  );
}

/** The text, from its beginning, as far as it was asked for. */
function Text({ text, word }: Pick<SurfaceProps, 'word'> & { readonly text: string }) {
  const [shown, setShown] = useState(TEXT);
  const rest = text.length - shown;
  return (
    <>
      <div class="tr-text" role="region" tabIndex={0} aria-label={word('triage.as.text')}>
        <pre>{text.slice(0, shown)}</pre>
      </div>
      {rest > 0 && (
        <button type="button" class="b tr-more" onClick={() => setShown(shown + 4 * TEXT)}>
          {word('triage.text.more', { n: Math.round(rest / 1024) })}
        </button>
      )}
    </>
  );
}
