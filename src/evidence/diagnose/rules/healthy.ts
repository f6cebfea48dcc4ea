import { type Judgement, judge } from '../age.ts';
import type { Case } from '../case.ts';
import type { DumpFacts } from '../facts.ts';
import { SHOWN } from '../limits.ts';
import { proofOfMembers } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, count, lost, say, step } from '../say.ts';
import { versionsOf } from '../versions.ts';

/**
 * No rule found anything. It says what was looked at; it cannot say that the process is well, only that none of the hangs
 * known here is in the dump.
 */
export const healthy: Rule = {
  id: 'healthy',
  severity: 'well',
  chapter: 'your-runbook',
  look(given, found) {
    const { mine, cut } = given;
    const { facts } = mine;
    if (found.length > 0 || !isSnapshot(facts)) return [];
    const { connections, unassigned, narrowing } = facts.wiring;
    const calls = [...connections.flatMap((one) => one.calls), ...unassigned]
      .map(({ members }) => members.length)
      .reduce((sum, n) => sum + n, 0);
    const resting = connections.filter(({ status }) => status === 'idle' || status === 'busy');
    return [
      {
        subject: '',
        ...judgeRest(given),
        proof: connections
          .slice(0, SHOWN)
          .flatMap((one) => proofOfMembers(mine, one, 'loop', 'receiver')),
        counts: [
          allOf(facts),
          count('connections', connections.length),
          count('resting', resting.length),
          count('calls', calls),
        ],
        excludes: connections.length > 0 ? ['ttrpc-circle'] : [],
        unknown: [...(calls > 0 ? [say('inside-methods')] : []), say('other-hangs'), ...lost(cut)],
        next: [
          ...(cut ? [step('take', 'take-whole')] : []),
          step('take', 'take-peer'),
          step('do', 'keep'),
        ],
        versions: versionsOf(narrowing),
        covers: [],
      },
    ];
  },
};

/** A race report shows two goroutines of a process, and an empty dump none. */
function isSnapshot({ dump }: DumpFacts): boolean {
  return dump.size > 0 && dump.form !== 'race';
}

function judgeRest({ mine: { facts }, cut }: Case): Judgement {
  const { connections } = facts.wiring;
  if (cut) return judge('possible', 'cut');
  if (!facts.timed) return judge('possible', 'no-states');
  if (connections.length === 0) return judge('possible', 'no-ttrpc');
  return connections.some(({ status }) => status === 'unknown')
    ? judge('possible', 'partly')
    : judge('likely', 'at-rest');
}
