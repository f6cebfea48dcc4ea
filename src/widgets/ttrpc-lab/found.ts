import type { Border } from '../../model/explore/explore.ts';
import type { Word } from '../contract.ts';
import { loadOf } from './run.ts';
import type { LabState } from './state.ts';
import type { Finding } from './use-explorer.ts';

/** What was found, with the bounds within which it holds. */
export function foundInWords(finding: Finding, state: LabState, word: Word): string {
  switch (finding.is) {
    case 'nothing':
      return word(state.size === 'real' ? 'ttrpc-lab.found.large' : 'ttrpc-lab.found.nothing');
    case 'running':
      return word('ttrpc-lab.found.running', { states: finding.states, depth: finding.depth });
    case 'stopped':
      return finding.asked === 'escape'
        ? word('ttrpc-lab.found.stoppedEscape')
        : word('ttrpc-lab.found.stopped', { states: finding.states, depth: finding.depth });
    case 'failed':
      return word('widget.failed', { detail: finding.detail });
    case 'verdict':
      return verdictInWords(finding, state, word);
    case 'escape':
      return escapeInWords(finding, word);
  }
}

function verdictInWords(
  { verdict, asked, seconds }: Extract<Finding, { is: 'verdict' }>,
  state: LabState,
  word: Word,
): string {
  const { states, transitions, shortest, open } = verdict;
  const figures = { states, transitions, seconds: seconds.toFixed(1) };
  if (verdict.verdict === 'unknown') return word('ttrpc-lab.found.unknown', figures);
  if (verdict.verdict === 'deadlock') {
    const what = open === 0 ? 'leak' : asked === 'prove' ? 'notFree' : 'deadlock';
    return word(`ttrpc-lab.found.${what}`, { ...figures, open, steps: shortest ?? 0 });
  }
  return word(state.failures ? 'ttrpc-lab.found.freeFailures' : 'ttrpc-lab.found.free', {
    ...figures,
    bounds: boundsInWords(state, word),
  });
}

/** For which machine a proof holds: every knob that is not at its start. */
function boundsInWords(state: LabState, word: Word): string {
  const { calls, requestSlots, responseSlots, sndbuf, longCalls, incoming, client } = state;
  const { request, response } = loadOf(state);
  const bounds =
    state.size === 'cell'
      ? [word('ttrpc-lab.bounds.cell', { calls, a: requestSlots, b: responseSlots })]
      : [word('ttrpc-lab.bounds.real', { calls, sndbuf, request, response })];
  if (state.size === 'cell' && state.quarter) bounds.push(word('ttrpc-lab.bounds.quarter'));
  if (longCalls > 0) bounds.push(word('ttrpc-lab.bounds.longCalls', { n: longCalls }));
  if (incoming > 0 && client === 'A') {
    bounds.push(word('ttrpc-lab.bounds.incoming', { n: incoming }));
  }
  if (state.deadline > 0) bounds.push(word('ttrpc-lab.bounds.deadline'));
  return bounds.join(word('ttrpc-lab.bounds.and'));
}

function escapeInWords(
  { answer, place, seconds }: Extract<Finding, { is: 'escape' }>,
  word: Word,
): string {
  const { possible, by, states, steps, border } = answer;
  if (possible === null) return word('ttrpc-lab.found.escapeUnknown', { states });
  if (possible) {
    return steps.length === 0
      ? word('ttrpc-lab.found.atRest')
      : word('ttrpc-lab.found.escape', { n: steps.length });
  }
  const how =
    by === 'circle'
      ? word('ttrpc-lab.found.byCircle')
      : word('ttrpc-lab.found.bySearch', { states, seconds: seconds.toFixed(1) });
  return [word('ttrpc-lab.found.lost'), how, borderInWords(border, place, word)].join(' ').trim();
}

function borderInWords(border: Border | null, place: number, word: Word): string {
  if (border === null) return '';
  const { good, lost } = border;
  if (good < 0) return word('ttrpc-lab.found.never');
  return lost - good === 1
    ? word('ttrpc-lab.found.last', { last: good, place })
    : word('ttrpc-lab.found.between', { good, lost });
}
