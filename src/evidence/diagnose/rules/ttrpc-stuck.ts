import type { Connection } from '../../ttrpc/connections.ts';
import type { Case } from '../case.ts';
import { expectedLines } from '../expect.ts';
import {
  countsOfHalf,
  type HalfKind,
  halfOf,
  type Judgement,
  judgeHalf,
  proofOfHalf,
  stacksOf,
} from '../half.ts';
import type { ExcludeId, UnknownId } from '../ids.ts';
import { type Joined, join } from '../join.ts';
import type { Evidence, Found, Rule } from '../rule.ts';
import type { Say, Step } from '../types.ts';
import { versionsOf } from '../versions.ts';

/** The server's half: its loop cannot write, and its receiver cannot hand the next request to that loop. */
export const ttrpcServerStuck: Rule = {
  id: 'ttrpc-server-stuck',
  severity: 'hang',
  chapter: 'reading-164',
  look: (given, found) => halves(given, found, 'server'),
};

/** The client's half up to ttrpc 1.0.2: its loop cannot write, and its receiver cannot hand the answer to it. */
export const ttrpcClientStuckA: Rule = {
  id: 'ttrpc-client-stuck-a',
  severity: 'hang',
  chapter: 'the-circle',
  look: (given, found) => halves(given, found, 'client-a'),
};

/** The client's half in ttrpc 1.2.0 to 1.2.3: a caller writes, one holds the lock the receiver needs. */
export const ttrpcClientStuckC: Rule = {
  id: 'ttrpc-client-stuck-c',
  severity: 'hang',
  chapter: 'the-repair',
  look: (given, found) => halves(given, found, 'client-c'),
};

const EXCLUDES: Readonly<Record<HalfKind, readonly ExcludeId[]>> = {
  server: ['M9', 'M10', 'M5', 'slow-handlers', 'method-locks'],
  'client-a': ['M9', 'M10', 'M5', 'idle-peer', 'whole-process'],
  'client-c': ['M9', 'M10', 'single-loop', 'whole-process'],
};

/** Stuck halves whose other half was not found: where it was, `ttrpc-both` has spoken of the whole circle. */
function halves(given: Case, found: readonly Found[], kind: HalfKind): readonly Evidence[] {
  const { facts } = given;
  return facts.wiring.connections
    .filter((one) => halfOf(one) === kind)
    .filter(({ id }) => !found.some(({ rule, subject }) => rule === 'ttrpc-both' && subject === id))
    .map((connection) => {
      const judgement = judgeHalf(given, connection);
      const joined = join(given, connection);
      return {
        subject: connection.id,
        ...judgement,
        proof: proofOfHalf({ facts, index: 0 }, connection),
        counts: countsOfHalf(facts, connection),
        excludes: EXCLUDES[kind],
        unknown: unknowns(given, kind, joined),
        next: steps(given, connection, kind, judgement, joined),
        versions: versionsOf(facts.wiring.narrowing),
        covers: stacksOf(facts, connection),
      };
    });
}

function unknowns(given: Case, kind: HalfKind, joined: Joined): readonly Say<UnknownId>[] {
  const problem = joined.ok ? 'alone' : joined.problem;
  const other = { alone: 'peer-half', open: 'which-peer', unmatched: 'peer-unmatched' } as const;
  const ids: readonly UnknownId[] = [
    other[problem],
    ...(kind === 'server' ? (['peer-family'] as const) : []),
    ...(given.facts.wiring.narrowing.fits.length === 0 ? (['version'] as const) : []),
    ...(given.cut ? (['lost'] as const) : []),
  ];
  return ids.map((id) => ({ id, values: {} }));
}

function steps(
  given: Case,
  connection: Connection,
  kind: HalfKind,
  { why }: Judgement,
  joined: Joined,
): readonly Step[] {
  const { facts, cut } = given;
  const take = (id: Step['id'], values: Step['values'] = {}): Step => ({
    id,
    kind: 'take',
    values,
  });
  const act = (id: Step['id']): Step => ({ id, kind: 'do', values: {} });
  const daemon: readonly Step[] =
    kind === 'client-c' ? [act('upgrade-1-7')] : [act('upgrade-daemon')];
  return [
    ...(cut ? [take('take-whole')] : []),
    ...(facts.timed ? [] : [take('take-states')]),
    ...(!joined.ok && joined.problem === 'alone'
      ? [take(kind === 'server' ? 'take-containerd' : 'take-shim')]
      : []),
    ...expectedLines(facts.wiring, connection),
    ...(why.id === 'moment' ? [take('take-again', { seconds: 60 })] : []),
    act('restart-containerd'),
    ...daemon,
  ];
}
