import type { Word } from '../contract.ts';
import { type Door, type Fact, WAYS } from './doors.ts';
import { answering, QUESTIONS, verdictOf } from './questions.ts';
import type { DoorsState } from './state.ts';

/** `/debug/pprof/goroutine?debug=2`, or the signal: how a door is called in its own words. */
export function nameOf(door: Door): string {
  const [name, debug] = door.split('-');
  if (door === 'signal') return 'SIGUSR1';
  return debug === undefined ? `${name}` : `${name}?debug=${debug}`;
}

export function factsInWords(facts: readonly Fact[], word: Word): string {
  return facts.map((fact) => word(`pprof-doors.fact.${fact}`)).join(word('pprof-doors.comma'));
}

/** What came of the door that was opened last. */
export function verdictInWords({ question, opened }: DoorsState, word: Word): string {
  const door = opened.at(-1);
  if (door === undefined) return word('pprof-doors.closed');
  const { process } = QUESTIONS[question];
  const verdict = verdictOf(question, door);
  const values = { door: nameOf(door), process };
  switch (verdict.is) {
    case 'shut':
      return word(
        process === 'shim' ? 'pprof-doors.shut.shim' : 'pprof-doors.shut.kubelet',
        values,
      );
    case 'answers':
      return word('pprof-doors.answers', values);
    case 'lacks':
      return word('pprof-doors.lacks', {
        ...values,
        gives: factsInWords(WAYS[door].gives, word),
        lacks: factsInWords(verdict.lacks, word),
      });
  }
}

/** The question, what was opened for it, and whether an answer was found. */
export function doorsInWords(state: DoorsState, word: Word): string {
  const { question, opened } = state;
  const found = opened.some((door) => verdictOf(question, door).is === 'answers');
  const right = answering(question).map(nameOf).join(word('pprof-doors.comma'));
  return [
    word(`pprof-doors.ask.${question}`),
    verdictInWords(state, word),
    ...(found ? [word('pprof-doors.all', { n: answering(question).length, doors: right })] : []),
  ].join(word('pprof-doors.between'));
}
