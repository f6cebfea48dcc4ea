import { diff } from '../goroutine/diff.ts';
import type { Connection } from '../ttrpc/connections.ts';
import type { Side } from '../ttrpc/positions.ts';
import { type Judgement, judge } from './age.ts';
import type { Beside, Case } from './case.ts';
import { halvesOf } from './half.ts';

/** A stuck connection at the other end, and the dump it is in. */
export interface Far {
  readonly beside: Beside;
  readonly connection: Connection;
}

/** Why no other half was found: no dump of an other end, several stuck connections (here or there), none there. */
export type Unjoined = 'alone' | 'open' | 'unmatched';

export type Joined =
  | { readonly ok: true; readonly far: Far }
  | { readonly ok: false; readonly problem: Unjoined };

/**
 * Looks for the other half among the other dumps. It is taken only where nothing else can be meant: one stuck
 * connection here, and one there. Nothing in two dumps names the socket they share.
 */
export function join({ mine, others }: Case, connection: Connection): Joined {
  const opposite: Side = connection.side === 'client' ? 'server' : 'client';
  const said = others.filter(({ peer }) => peer);
  const ends = processes(said.length > 0 ? said : others).filter(({ facts: { wiring } }) =>
    wiring.connections.some(({ side }) => side === opposite),
  );
  if (ends.length === 0) return { ok: false, problem: 'alone' };
  const [far, ...more] = ends.flatMap((beside) =>
    halvesOf(beside.facts, opposite).map((stuck) => ({ beside, connection: stuck })),
  );
  if (!far) return { ok: false, problem: 'unmatched' };
  const several = more.length > 0 || halvesOf(mine.facts, connection.side).length > 1;
  return several ? { ok: false, problem: 'open' } : { ok: true, far };
}

/** Other processes, each once, however many dumps of it there are. */
function processes(others: readonly Beside[]): readonly Beside[] {
  const kept: Beside[] = [];
  for (const one of others) {
    if (one.process === 'same') continue;
    const again = ({ facts }: Beside) => diff(facts.dump, one.facts.dump).process === 'same';
    if (!kept.some(again)) kept.push(one);
  }
  return kept;
}

/** How sure a whole circle is. Both halves must have stood at one moment, and only times can show that. */
export function judgeCircle({ mine, cut }: Case, connection: Connection, far: Far): Judgement {
  const { beside } = far;
  if (!mine.facts.timed || !beside.facts.timed) return judge('possible', 'no-states');
  const later = (beside.seconds ?? 0) > 0 && beside.order === 'later' ? far.connection : connection;
  const together = beside.seconds !== null && overlap(later, beside.seconds);
  if (cut || beside.cut) return judge(together ? 'likely' : 'possible', 'cut');
  if (!together) return judge('likely', 'both-ends');
  const seconds = Math.round(beside.seconds ?? 0);
  return judge('certain', 'overlap', { minutes: later.minutes, seconds });
}

/** Whether the half that was dumped later stood already when the other was dumped: then all waits held at once. */
function overlap({ minutes }: Connection, seconds: number): boolean {
  return minutes >= 1 && minutes * 60 >= seconds;
}
