import type { Word } from '../contract.ts';
import { type Exec, FLOW, STEPS, type StepName } from './flow.ts';
import type { ExecFlowState } from './state.ts';

interface StepsProps {
  readonly state: ExecFlowState;
  readonly word: Word;
  readonly live: boolean;
  choose(step: StepName): void;
}

/** The steps of an exec, each with its place and the calls that it makes. */
export function Steps({ state, word, live, choose }: StepsProps) {
  const now = STEPS.indexOf(state.step);
  return (
    <ol class="ef-steps" aria-label={word('exec-flow.steps')}>
      {STEPS.map((step, at) => {
        const looks = { 'data-done': at < now, 'data-now': at === now };
        const inside = (
          <>
            <b>{word(`exec-flow.name.${step}`)}</b>
            <code>{FLOW[step].at}</code>
            <Calls exec={state} step={step} />
          </>
        );
        return (
          <li key={step} {...looks} aria-current={at === now ? 'step' : undefined}>
            {live ? (
              <button type="button" onClick={() => choose(step)}>
                {inside}
              </button>
            ) : (
              <div>{inside}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Calls({ exec, step }: { readonly exec: Exec; readonly step: StepName }) {
  const calls = FLOW[step].calls(exec);
  if (calls.length === 0) return null;
  return (
    <span class="ef-calls">
      {calls.map((rpc, at) => (
        <i key={`${at}-${rpc}`} class={rpc === 'Wait' && step === 'wait' ? 'ef-long' : ''}>
          {rpc}
        </i>
      ))}
    </span>
  );
}
