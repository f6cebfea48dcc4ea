import type { Word, WordKey } from '../contract.ts';
import type { End, Party } from './chain.ts';
import { mostWaiting } from './crowd.ts';
import { type Standing, standingOf, waitingIn } from './standing.ts';
import { type CallChainState, RUN } from './state.ts';

/** Seconds as people say them: whole minutes from two on. */
function spanInWords(exact: number, word: Word): string {
  const seconds = Math.ceil(exact);
  return seconds >= 120 && seconds % 60 === 0
    ? word('call-chain.minutes', { n: seconds / 60 })
    : word('call-chain.seconds', { n: seconds });
}

export function nameOf(party: Party, { asks }: CallChainState, word: Word): string {
  if (party === 'kubelet' && asks === 'eviction') return word('call-chain.name.eviction');
  return word(`call-chain.name.${party}`);
}

/** What the picture comes to, above it. */
export function leadInWords(state: CallChainState, standing: Standing, word: Word): string {
  const { minutes } = state;
  if (minutes === 0) return word('call-chain.lead.before');
  const n = waitingIn(standing, 'kubelet');
  return n === 0
    ? word('call-chain.lead.none', { minutes })
    : word('call-chain.lead.waits', { minutes, n });
}

/** Whether more and more wait, or never more than so many. */
export function growthInWords(state: CallChainState, word: Word): string {
  if (state.asks === 'eviction') return word('call-chain.growth.one');
  const most = mostWaiting(state);
  return Number.isFinite(most)
    ? word('call-chain.growth.bound', { most })
    : word('call-chain.growth.none');
}

function loopsInWords({ answer, minutes }: CallChainState, standing: Standing, word: Word): string {
  if (standing.loopsStuck) return word('call-chain.loops.stuck');
  return word(answer > 0 || minutes === 0 ? 'call-chain.loops.work' : 'call-chain.loops.closed');
}

/** Everything the picture says, in sentences. */
export function chainInWords(state: CallChainState, word: Word): string {
  const standing = standingOf(state);
  const askers = waitingIn(standing, 'asker');
  const parts = [leadInWords(state, standing, word)];
  if (state.minutes > 0) {
    if (state.asks === 'scrape') {
      parts.push(
        word(askers === 0 ? 'call-chain.askers.gone' : 'call-chain.askers.wait', { n: askers }),
      );
    }
    parts.push(loopsInWords(state, standing, word));
  }
  parts.push(growthInWords(state, word));
  return parts.join(word('call-chain.between'));
}

/** What somebody's deed freed and what it did not. */
export function deedInWords(state: CallChainState, word: Word): string {
  const standing = standingOf(state);
  const hops = standing.hops.map((hop) =>
    word('call-chain.say.hop', {
      name: nameOf(hop.party, state, word),
      freed: hop.freed,
      waiting: hop.waiting,
    }),
  );
  return [
    word(`call-chain.did.${state.deed ?? 'asker'}` as WordKey),
    ...hops,
    loopsInWords(state, standing, word),
  ].join(word('call-chain.between'));
}

/** What became of the guess: how many wait after the run that was asked for, and why. */
export function foundInWords(state: CallChainState, word: Word): string {
  const asked: CallChainState = { ...state, minutes: RUN, deed: null };
  const standing = standingOf(asked);
  const n = waitingIn(standing, 'kubelet');
  const stays = standing.calls[0]?.ends.get('kubelet')?.at ?? 0;
  const found = word('call-chain.found', { n, run: RUN });
  const guessed = state.guess === null ? [] : [word('call-chain.yours', { guess: state.guess })];
  return [...guessed, found, reason()].join(word('call-chain.between'));

  function reason(): string {
    if (state.asks === 'eviction') return word('call-chain.why.one');
    return Number.isFinite(stays)
      ? word('call-chain.why.leaves', { stays, every: state.every })
      : word('call-chain.why.never', { calls: standing.calls.length });
  }
}

/** How the wait of one call ends at one place: what has happened, or what will. */
export function endInWords(end: End | undefined, now: number, word: Word): string {
  if (end === undefined) return '';
  if (!Number.isFinite(end.at)) return word('call-chain.end.never');
  const at = spanInWords(end.at, word);
  return end.at >= now && now > 0
    ? word('call-chain.end.ahead', { at })
    : word(`call-chain.end.${end.why}`, { at });
}
