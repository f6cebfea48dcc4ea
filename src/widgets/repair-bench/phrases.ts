import type { Locale, Word } from '../contract.ts';
import type { RepairSet } from './state.ts';
import { chainUnder, type Effect, effectOf, isBase, type Trial, UP_TO } from './trial.ts';

/** What a set changes, one short name each, in the order of the ring. Empty: nothing. */
export function namesOf(set: RepairSet, word: Word): readonly string[] {
  const { requests, answers, incoming, deadlines, client, server, quarter } = set;
  return [
    requests > 1 || answers > 1 ? word('repair-bench.name.room', { requests, answers }) : '',
    incoming > 0 ? word('repair-bench.name.incoming', { k: incoming }) : '',
    deadlines ? word('repair-bench.name.deadlines') : '',
    client === 'B' ? word('repair-bench.name.client') : '',
    server === 'S2' ? word('repair-bench.name.server') : '',
    quarter ? word('repair-bench.name.quarter') : '',
  ].filter((name) => name !== '');
}

export function setInWords(set: RepairSet, word: Word): string {
  const names = namesOf(set, word);
  return names.length === 0 ? word('repair-bench.name.none') : names.join(' + ');
}

/** The verdict in a few words. */
export function headline(trial: Trial, base: Trial, word: Word): string {
  const { calls, searched, way } = trial.found;
  if (isBase(trial.set)) return word('repair-bench.verdict.base', { n: calls ?? searched });
  const effect = effectOf(trial, base);
  const values = { n: calls ?? searched, base: base.found.calls ?? 0 };
  if (way === 'walked' && effect === 'later')
    return word('repair-bench.verdict.later.atMost', values);
  return word(`repair-bench.verdict.${effect}`, values);
}

/** What the search did and what follows from it, sentence by sentence. */
export function reasons(trial: Trial, base: Trial, locale: Locale, word: Word): readonly string[] {
  const { set, found } = trial;
  const values = {
    n: found.searched,
    calls: found.calls ?? 0,
    a: set.requests,
    b: set.answers,
    states: found.states,
    transitions: found.transitions,
  };
  const said = [
    found.calls === null
      ? word('repair-bench.why.none', values)
      : word(found.way === 'walked' ? 'repair-bench.why.walked' : 'repair-bench.why.found', values),
  ];
  const effect = effectOf(trial, base);
  if (effect === 'impossible') {
    const list = new Intl.ListFormat(locale, { type: 'conjunction' });
    const ends = chainUnder(set).ends.map((name) => word(`ttrpc.actor.${name}`));
    said.push(word('repair-bench.why.chain', { who: list.format(ends), n: ends.length }));
  }
  if (effect === 'open' && found.calls === null) said.push(word('repair-bench.why.open'));
  if (set.deadlines && found.calls !== null) said.push(word('repair-bench.why.deadlines'));
  return said;
}

/** What became of a guess. */
export function guessInWords({ guess }: Trial, effect: Effect, word: Word): string {
  if (guess === null) return '';
  const said = word(`repair-bench.guess.${guess}`);
  if (effect === 'open') return word('repair-bench.guess.open', { said });
  return word(guess === effect ? 'repair-bench.guess.right' : 'repair-bench.guess.wrong', { said });
}

/** The whole verdict as one text, for the live region. */
export function verdictInWords(trial: Trial, base: Trial, locale: Locale, word: Word): string {
  return [
    `${setInWords(trial.set, word)}:`,
    `${headline(trial, base, word)}${word('repair-bench.stop')}`,
    guessInWords(trial, effectOf(trial, base), word),
    ...reasons(trial, base, locale, word),
  ]
    .filter((text) => text !== '')
    .join(locale === 'en' ? ' ' : '');
}

export function describeBench(
  set: RepairSet,
  trial: Trial | null,
  base: Trial,
  word: Word,
): string {
  const names = setInWords(set, word);
  if (!trial) return word('repair-bench.describe.asked', { set: names, n: UP_TO });
  return word('repair-bench.describe.tried', { set: names, verdict: headline(trial, base, word) });
}
