import type { ViewProps } from '../contract.ts';
import { lineInWords, mapInWords, whereInWords } from './phrases.ts';
import { Plan, Steps } from './plan.tsx';
import { folderOf, type Room } from './rooms.ts';
import { ROUTE_NAMES, roomsOut } from './routes.ts';
import { enter, LONGEST, type SourceMapState, setOut } from './state.ts';

/** A question, the plan of kubelet's rooms, and the way that the call takes through them. */
export function View(props: ViewProps<SourceMapState, null>) {
  const { id, state, word, live, update, say } = props;
  const move = (next: SourceMapState) => {
    update(next);
    say(mapInWords(next, word));
  };
  return (
    <div class="sm">
      {live ? (
        <fieldset class="sm-routes">
          <legend>{word('source-map.ask')}</legend>
          {ROUTE_NAMES.map((route) => (
            <label key={route} for={`${id}-${route}`}>
              <input
                id={`${id}-${route}`}
                type="radio"
                name={`${id}-route`}
                checked={state.route === route}
                onChange={() => move(setOut(state, route))}
              />
              <span>{word(`source-map.route.${route}`)}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <p class="sm-lead">{word(`source-map.route.${state.route}`)}</p>
      )}
      <p class="sm-where">
        <span>{whereInWords(state, word)}</span>
        {live && state.done > 0 && (
          <button type="button" class="b" onClick={() => move(setOut(state, state.route))}>
            {word('source-map.again')}
          </button>
        )}
      </p>
      <div class="sm-room-and-steps">
        <Plan
          state={state}
          word={word}
          live={live}
          step={(room: Room) => move(enter(state, room))}
        />
        <Steps state={state} word={word} />
      </div>
      {live && (
        <div class="sm-find">
          <label for={`${id}-line`}>{word('source-map.find')}</label>
          <input
            id={`${id}-line`}
            class="field"
            autocomplete="off"
            spellcheck={false}
            maxLength={LONGEST}
            value={state.line}
            placeholder="k8s.io/kubernetes/pkg/kubelet/stats.(*criStatsProvider).ListPodStats"
            onInput={(event) => update({ ...state, line: event.currentTarget.value })}
            onChange={() => state.line !== '' && say(lineInWords(state.line, word))}
          />
        </div>
      )}
      {state.line !== '' && <p class="sm-note">{lineInWords(state.line, word)}</p>}
      <p class="sm-note">
        {word('source-map.out', {
          rooms: roomsOut().map(folderOf).join(word('source-map.comma')),
        })}
      </p>
      <p class="sm-note">{word('source-map.sources')}</p>
    </div>
  );
}
