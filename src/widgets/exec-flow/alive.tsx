import type { Word } from '../contract.ts';
import { aliveAt, allCalls, sum } from './flow.ts';
import { callsInWords, heldInWords } from './phrases.ts';
import type { ExecFlowState } from './state.ts';

/** The goroutines that one exec keeps at this step, one dot each, and what all of them come to. */
export function Alive({ state, word }: { readonly state: ExecFlowState; readonly word: Word }) {
  const alive = aliveAt(state, state.step);
  const n = sum(alive);
  return (
    <section class="ef-alive">
      <p class="ef-total">
        <b>{word('exec-flow.n', { n })}</b> <span>{word('exec-flow.alive', { n })}</span>
      </p>
      {n === 0 ? (
        <p class="ef-note">{word('exec-flow.alive.none')}</p>
      ) : (
        <ul>
          {[...alive].map(([kind, count]) => (
            <li key={kind}>
              <span class="ef-dots" aria-hidden="true">
                {Array.from({ length: count }, (_, dot) => (
                  <i key={dot} />
                ))}
              </span>
              <span>
                {word('exec-flow.n', { n: count })} {word(`exec-flow.kind.${kind}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="ef-all">{word('exec-flow.all', { execs: state.execs, all: n * state.execs })}</p>
      <p class="ef-note">{heldInWords(state, word)}</p>
      <p class="ef-note">{callsInWords(state, word)}</p>
      {state.step !== 'token' && state.step !== 'delete' && (
        <p class="ef-note">{word('exec-flow.hang')}</p>
      )}
    </section>
  );
}

/** The calls of a real exec, in their order, beside those of the flow. */
export function Captured(props: {
  readonly state: ExecFlowState;
  readonly calls: readonly string[];
  readonly path: string;
  readonly word: Word;
}) {
  const { state, calls, path, word } = props;
  return (
    <div class="ef-captured">
      <p class="ef-note">
        {word('exec-flow.captured', { n: calls.length, of: allCalls(state).length })}{' '}
        <code>{path}</code>
      </p>
      <p class="ef-calls">
        {calls.map((rpc, at) => (
          <i key={`${at}-${rpc}`}>{rpc}</i>
        ))}
      </p>
    </div>
  );
}
