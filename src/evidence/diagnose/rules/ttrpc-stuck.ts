import type { Judgement } from '../age.ts';
import type { Case } from '../case.ts';
import { expectedLines } from '../expect.ts';
import { countsOfCalls, type HalfKind, halfOf, judgeHalf, proofOfHalf, stacksOf } from '../half.ts';
import type { ExcludeId, UnknownId } from '../ids.ts';
import { join, type Unjoined } from '../join.ts';
import type { Evidence, Found, Rule } from '../rule.ts';
import { allOf, lost, say, step } from '../say.ts';
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

/** The client's half in ttrpc 1.2.0 to 1.2.3: a caller writes, and another holds the lock the receiver needs. */
export const ttrpcClientStuckC: Rule = {
  id: 'ttrpc-client-stuck-c',
  severity: 'hang',
  chapter: 'the-repair',
  look: (given, found) => halves(given, found, 'client-c'),
};

const EXCLUDES: Readonly<Record<HalfKind, readonly ExcludeId[]>> = {
  server: ['M5', 'M9', 'M10', 'slow-handlers', 'method-locks'],
  'client-a': ['M5', 'M9', 'M10', 'idle-peer', 'whole-process'],
  'client-c': ['M9', 'M10', 'single-loop', 'whole-process'],
};

/** Stuck halves that stand alone: where the other was found, `ttrpc-both` has spoken of the whole circle. */
function halves(given: Case, found: readonly Found[], kind: HalfKind): readonly Evidence[] {
  const { facts } = given.mine;
  const { connections, narrowing } = facts.wiring;
  const whole = new Set(
    found.filter(({ rule }) => rule === 'ttrpc-both').map((one) => one.subject),
  );
  return connections
    .filter((one) => halfOf(one) === kind && !whole.has(one.id))
    .map((connection) => {
      const judgement = judgeHalf(given, connection);
      const joined = join(given, connection);
      const problem = joined.ok ? 'alone' : joined.problem;
      return {
        subject: connection.id,
        ...judgement,
        proof: proofOfHalf(given.mine, connection),
        counts: [allOf(facts), ...countsOfCalls(connection)],
        excludes: EXCLUDES[kind],
        unknown: unknowns(given, kind, problem),
        next: steps(given, kind, judgement, problem),
        versions: versionsOf(narrowing),
        covers: stacksOf(facts, connection),
      };
    });
}

const OTHER: Readonly<Record<Unjoined, UnknownId>> = {
  alone: 'peer-half',
  open: 'which-peer',
  unmatched: 'peer-unmatched',
};

function unknowns(
  { mine, cut }: Case,
  kind: HalfKind,
  problem: Unjoined,
): readonly Say<UnknownId>[] {
  return [
    say(OTHER[problem]),
    ...(kind === 'server' ? [say('peer-family')] : []),
    ...(mine.facts.wiring.narrowing.fits.length === 0 ? [say('version')] : []),
    ...lost(cut),
  ];
}

function steps(
  { mine, cut }: Case,
  kind: HalfKind,
  { why }: Judgement,
  problem: Unjoined,
): readonly Step[] {
  return [
    ...(cut ? [step('take', 'take-whole')] : []),
    ...(mine.facts.timed ? [] : [step('take', 'take-states')]),
    ...(problem === 'alone'
      ? [step('take', kind === 'server' ? 'take-containerd' : 'take-shim')]
      : []),
    ...expectedLines(kind),
    ...(why.id === 'moment' ? [step('take', 'take-again', { seconds: 60 })] : []),
    step('do', 'restart-containerd'),
    step('do', kind === 'client-c' ? 'upgrade-1-7' : 'upgrade-daemon'),
  ];
}
