import type { Word } from '../contract.ts';
import type { FirstDeadlock } from '../explorer/first.ts';
import { setInWords } from './phrases.ts';
import type { RepairSet } from './state.ts';
import { type Effect, effectOf, isBase, type Trial } from './trial.ts';

/** A sentence about a kind of repair, and the effects that bear it out. */
interface Claim {
  readonly id: 'room' | 'deadlines' | 'reading';
  /** The trial's repairs are of this kind. */
  readonly of: (set: RepairSet) => boolean;
  readonly effects: readonly Effect[];
}

const wider = ({ requests, answers, incoming }: RepairSet) =>
  requests > 1 || answers > 1 || incoming > 0;
const apart = ({ client, server }: RepairSet) => client === 'B' || server === 'S2';

const CLAIMS: readonly Claim[] = [
  {
    id: 'room',
    of: (set) => wider(set) && !set.deadlines && !apart(set),
    effects: ['later', 'unchanged'],
  },
  { id: 'deadlines', of: (set) => set.deadlines && !apart(set), effects: ['unchanged', 'later'] },
  { id: 'reading', of: apart, effects: ['impossible'] },
];

/** What the trials together say about each kind of repair; a kind that was not tried says so. */
export function Findings(props: {
  readonly trials: readonly Trial[];
  readonly bases: readonly Trial[];
  readonly word: Word;
}) {
  const { trials, bases, word } = props;
  return (
    <section class="rb-findings">
      <p class="rb-h">{word('repair-bench.findings')}</p>
      <ul>
        {CLAIMS.map(({ id, of, effects }) => {
          const tried = trials.filter(({ set }) => !isBase(set) && of(set));
          const bear = tried.filter((one) => effects.includes(effectOf(one, baseFor(one, bases))));
          const names = bear.map(({ set, found }) =>
            word(bearing(found), {
              set: setInWords(set, word),
              n: found.calls ?? found.searched,
            }),
          );
          return (
            <li key={id} data-shown={bear.length > 0}>
              {bear.length === 0 ? (
                <span class="rb-soft">{word(`repair-bench.untried.${id}`)}</span>
              ) : (
                <>
                  <strong>{word(`repair-bench.claim.${id}`)}</strong>{' '}
                  <span class="rb-soft">{names.join(word('repair-bench.semicolon'))}</span>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function bearing({ calls, way }: FirstDeadlock) {
  if (calls === null) return 'repair-bench.bears.none';
  return way === 'walked' ? 'repair-bench.bears.atMost' : 'repair-bench.bears';
}

function baseFor({ set }: Trial, bases: readonly Trial[]): Trial {
  return bases[Number(set.quarter)] as Trial;
}
