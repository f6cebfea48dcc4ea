import { type Judgement, judge } from '../age.ts';
import type { Case } from '../case.ts';
import { longestOf, sizeOf } from '../facts.ts';
import { halfOf } from '../half.ts';
import { CROWD } from '../limits.ts';
import { proofOf } from '../proof.ts';
import { type Callers, callersOf, rpcFrame } from '../rpc.ts';
import type { Found, Rule } from '../rule.ts';
import { allOf, count, lost, say, some, step } from '../say.ts';
import type { Count, Step } from '../types.ts';
import { versionsOf } from '../versions.ts';

/** RPCs that are made to last: they wait for a process to end. */
const LASTING: ReadonlySet<string> = new Set(['Wait']);

/**
 * containerd's own callers wait in ttrpc: behind a connection that is stuck, or for longer than a shim at work
 * would take. Calls that are merely in flight are no finding, however many.
 */
export const containerdCallersPileUp: Rule = {
  id: 'containerd-callers-pile-up',
  severity: 'warning',
  chapter: 'who-is-holding-it',
  look(given, found) {
    const { mine, cut } = given;
    const { facts } = mine;
    if (facts.program !== 'containerd') return [];
    const piles = callersOf(facts).filter(
      (one) => !LASTING.has(one.rpc) && (isStuck(one) || one.aged >= CROWD),
    );
    const callers = sizeOf(piles);
    if (callers < CROWD) return [];
    const stuck = piles.find(isStuck);
    return [
      {
        subject: stuck?.connection?.id ?? '',
        ...judgePile(given, piles, found),
        proof: piles.map((pile) =>
          proofOf(mine, pile.oldest, {
            role: 'client.caller',
            frame: rpcFrame,
            alike: pile.count,
            position: pile.position,
          }),
        ),
        counts: [
          allOf(facts),
          count('callers', callers),
          ...piles.map(({ rpc, asked, count: n }) =>
            asked === '' ? count('rpcs', n, { rpc }) : count('rpcs-asked', n, { rpc, asked }),
          ),
          ...some(
            'aged',
            piles.reduce((total, { aged }) => total + aged, 0),
          ),
          ...earlier(given),
        ],
        excludes: ['M2', 'M3', 'M9', 'M12'],
        unknown: [...(stuck ? [] : [say('shim-reason')]), ...lost(cut)],
        next: steps(piles, stuck !== undefined),
        versions: versionsOf(facts.wiring.narrowing),
        covers: piles.flatMap(({ stacks }) => [...stacks]),
      },
    ];
  },
};

function isStuck({ connection }: Callers): boolean {
  return connection !== null && halfOf(connection) !== null;
}

/** As sure as the finding about the connection they wait behind, or as their own waiting makes it. */
function judgePile(given: Case, piles: readonly Callers[], found: readonly Found[]): Judgement {
  const ids = new Set(piles.map(({ connection }) => connection?.id));
  const behind = found.find(({ severity, subject }) => severity === 'hang' && ids.has(subject));
  if (behind) return { confidence: behind.confidence, why: behind.why };
  if (given.cut) return judge('possible', 'cut');
  return judge('likely', 'waited', { minutes: longestOf(piles) });
}

/** The same callers in an earlier dump of this process, where there is one. */
function earlier({ others }: Case): readonly Count[] {
  const before = others.find(({ order, process }) => order === 'earlier' && process === 'same');
  if (!before) return [];
  return [count('before', sizeOf(callersOf(before.facts).filter(({ rpc }) => !LASTING.has(rpc))))];
}

function steps(piles: readonly Callers[], stuck: boolean): readonly Step[] {
  return [
    step('take', 'take-shim'),
    ...(piles.some(({ rpc }) => rpc === 'Stats') ? [step('do', 'try-one-container')] : []),
    stuck ? step('do', 'restart-containerd') : step('take', 'take-again', { seconds: 60 }),
  ];
}
