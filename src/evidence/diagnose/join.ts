import { diff } from '../goroutine/diff.ts';
import type { Connection } from '../ttrpc/connections.ts';
import type { Side } from '../ttrpc/positions.ts';
import type { Beside, Case } from './case.ts';
import { halvesOf, type Judgement } from './half.ts';
import type { Why } from './ids.ts';

/** The stuck connection at the other end that belongs to this one, or why there is none. */
export type Joined =
  | { readonly ok: true; readonly beside: Beside; readonly connection: Connection }
  | {
      readonly ok: false;
      /** No dump of the other end; several stuck connections, here or there; or none there. */
      readonly problem: 'alone' | 'open' | 'unmatched';
    };

/**
 * Looks for the other half among the other dumps. It is taken only where nothing else can be meant: one stuck
 * connection here, and one there. Nothing in two dumps names the socket they share.
 */
export function join({ facts, others }: Case, connection: Connection): Joined {
  const far: Side = connection.side === 'client' ? 'server' : 'client';
  const said = others.filter(({ peer }) => peer);
  const ends = processes(said.length > 0 ? said : others).filter(({ facts: { wiring } }) =>
    wiring.connections.some(({ side }) => side === far),
  );
  if (ends.length === 0) return { ok: false, problem: 'alone' };
  const found = ends.flatMap((beside) =>
    halvesOf(beside.facts, far).map((connection) => ({ beside, connection })),
  );
  const [first, ...more] = found;
  if (!first) return { ok: false, problem: 'unmatched' };
  if (more.length > 0 || halvesOf(facts, connection.side).length > 1)
    return { ok: false, problem: 'open' };
  return { ok: true, ...first };
}

/** Other processes, each once, however many dumps of it there are. */
function processes(others: readonly Beside[]): readonly Beside[] {
  const kept: Beside[] = [];
  for (const one of others) {
    if (one.process === 'same') continue;
    const again = (other: Beside) => diff(other.facts.dump, one.facts.dump).process === 'same';
    if (!kept.some(again)) kept.push(one);
  }
  return kept;
}

/** How sure the whole circle is. Both halves must have stood at one moment, and only times can show that. */
export function judgeCircle(
  given: Case,
  connection: Connection,
  far: Joined & { ok: true },
): Judgement {
  const { facts, cut } = given;
  const { beside, connection: other } = far;
  const say = (confidence: Judgement['confidence'], id: Why, values = {}): Judgement => ({
    confidence,
    why: { id, values },
  });
  if (!facts.timed || !beside.facts.timed) return say('possible', 'no-states');
  const minutes = together(given, connection, far);
  if (cut || beside.cut) return say(minutes === null ? 'possible' : 'likely', 'cut');
  if (minutes === null) return say('likely', 'both-ends');
  return say('certain', 'overlap', {
    minutes: Math.max(connection.minutes, other.minutes),
    seconds: Math.round(minutes.seconds),
  });
}

/**
 * Seconds between the two dumps, where the half that was dumped later already stood when the earlier was
 * dumped: then all the waits of the circle held at one moment. Null where that is not shown.
 */
function together(
  { facts }: Case,
  mine: Connection,
  { beside, connection }: Joined & { ok: true },
): { readonly seconds: number } | null {
  const { time } = beside.facts;
  if (facts.time === null || time === null) return null;
  const seconds = Math.abs(facts.time - time) / 1000;
  const later = facts.time > time ? mine : connection;
  return later.minutes * 60 >= seconds && later.minutes > 0 ? { seconds } : null;
}
