import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Tabs } from '../parts/tabs.tsx';
import type { Answer } from './answer.ts';
import { AskBar } from './ask-bar.tsx';
import { PAGE, type ProfileViewProps, questionOf } from './data.ts';
import { DiffPanel } from './diff-panel.tsx';
import { FlameView } from './flame-view.tsx';
import { Leftovers } from './leftovers.tsx';
import { useOpening } from './opening.ts';
import { PackagesPanel } from './packages-panel.tsx';
import { PeekPanel } from './peek-panel.tsx';
import { refusalText } from './refusal-text.ts';
import { SourceBar } from './source-bar.tsx';
import { VIEWS } from './state.ts';
import { TopPanel } from './top-panel.tsx';

/**
 * Asks again when the question changes. A reading in a worker answers later: the last answer stays on the page
 * until then, and an answer that comes after a newer question is dropped.
 */
function useAnswer({ state, data, supply }: ProfileViewProps, limit: number): Answer | null {
  const { reading, answer } = data;
  const question = questionOf(state, limit);
  const key = JSON.stringify(question);
  const asked = useRef({ key: JSON.stringify(answer?.question), reading });
  // Before the paint, so that an answer on its way never meets a newer reading unnoticed.
  useLayoutEffect(() => {
    const last = asked.current;
    if (last.reading === reading && last.key === key) return;
    const mine = { key, reading };
    asked.current = mine;
    if (!reading || JSON.stringify(answer?.question) === key) return;
    Promise.resolve(reading.ask(question)).then((next) => {
      if (asked.current === mine) supply({ ...data, answer: next });
    });
  });
  return answer;
}

/** A profile behind tabs: what holds most, where it comes from, what changed, whose it is, and who calls whom. */
export function View(props: ProfileViewProps) {
  const { id, state, data, live, word } = props;
  const [limit, setLimit] = useState({ of: '', rows: PAGE });
  // More rows were asked for of this list; another list begins short.
  const list = [state.view, state.type, state.search, data.source.name, data.base?.name].join('\n');
  const rows = limit.of === list ? limit.rows : PAGE;
  const answer = useAnswer(props, rows);
  const opening = useOpening(props);
  const more = () => setLimit({ of: list, rows: rows + 5 * PAGE });
  const refused =
    data.refusal &&
    refusalText(word, data.refusal, {
      source: data.source.name,
      base: data.base?.name ?? state.base,
    });
  return (
    <div class="pf">
      {!data.fixed && <SourceBar {...props} {...opening} />}
      {refused && (
        <p class="pf-trouble" role="note">
          {refused}
        </p>
      )}
      {answer && (
        <>
          <AskBar {...props} answer={answer} />
          {live ? (
            <Tabs
              id={id}
              class="pf-tabs"
              label={word('profile.views')}
              names={VIEWS}
              chosen={state.view}
              text={(view) => word(`profile.view.${view}`)}
              choose={(view) => props.update({ ...state, view })}
            />
          ) : (
            <p class="pf-sub">{word(`profile.view.${state.view}`)}</p>
          )}
          <div
            class="pf-panel"
            id={`${id}-panel`}
            {...(live ? { role: 'tabpanel', 'aria-labelledby': `${id}-tab-${state.view}` } : {})}
            aria-busy={answer.panel.is !== state.view}
          >
            <Panel {...props} answer={answer} more={more} start={opening.start} />
          </div>
          <Leftovers leftovers={answer.facts.leftovers} word={word} />
        </>
      )}
    </div>
  );
}

function Panel(
  props: ProfileViewProps & {
    readonly answer: Answer;
    readonly start: ReturnType<typeof useOpening>['start'];
    more(): void;
  },
) {
  const { panel } = props.answer;
  switch (panel.is) {
    case 'top':
      return <TopPanel {...props} panel={panel} />;
    case 'flame':
      return <FlameView {...props} flame={panel.flame} signed={false} />;
    case 'diff':
      return <DiffPanel {...props} panel={panel} />;
    case 'packages':
      return <PackagesPanel {...props} panel={panel} />;
    case 'peek':
      return <PeekPanel {...props} panel={panel} />;
  }
}
