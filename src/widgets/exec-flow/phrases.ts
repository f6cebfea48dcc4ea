import { format } from '../../evidence/pprof/unit.ts';
import type { Word } from '../contract.ts';
import { aliveAt, allCalls, callsUntil, heldAt, STEPS, streamsOf, sum } from './flow.ts';
import type { ExecFlowState } from './state.ts';

/** `kubectl exec -it`: how this exec is typed. */
export function commandOf({ stdin, tty }: ExecFlowState): string {
  const flags = `${stdin ? 'i' : ''}${tty ? 't' : ''}`;
  return `kubectl exec ${flags === '' ? '' : `-${flags} `}$POD -- $COMMAND`;
}

/** What one exec keeps at this step, and all of them together. */
export function leadInWords(state: ExecFlowState, word: Word): string {
  const n = sum(aliveAt(state, state.step));
  return word('exec-flow.lead', { n, execs: state.execs, all: n * state.execs });
}

/** The step, in one sentence. */
export function stepInWords(state: ExecFlowState, word: Word): string {
  return word('exec-flow.step', {
    n: STEPS.indexOf(state.step) + 1,
    of: STEPS.length,
    text: word(`exec-flow.step.${state.step}`, {
      streams: streamsOf(state).join(word('exec-flow.comma')),
    }),
  });
}

/** Calls made so far, and of how many. */
export function callsInWords(state: ExecFlowState, word: Word): string {
  return word('exec-flow.calls', {
    n: callsUntil(state, state.step).length,
    of: allCalls(state).length,
  });
}

/** Memory of the header compressors. */
export function heldInWords(state: ExecFlowState, word: Word): string {
  const [least, most] = heldAt(state, state.step);
  if (most === 0) return word('exec-flow.held.none');
  return word('exec-flow.held', { least: format(least, 'bytes'), most: format(most, 'bytes') });
}

export function flowInWords(state: ExecFlowState, word: Word): string {
  return [
    stepInWords(state, word),
    leadInWords(state, word),
    callsInWords(state, word),
    heldInWords(state, word),
  ].join(word('exec-flow.between'));
}

/** The guess beside what one exec keeps while its command runs. */
export function foundInWords(state: ExecFlowState, word: Word): string {
  const found = word('exec-flow.found', { n: sum(aliveAt(state, 'select')) });
  return state.guess === null
    ? found
    : [word('exec-flow.yours', { guess: state.guess }), found].join(word('exec-flow.between'));
}
