import type { Frame } from '../../goroutine/types.ts';
import { ttrpcFunc } from '../../ttrpc/place.ts';
import { judgeAge } from '../age.ts';
import type { Case } from '../case.ts';
import { longestOf, sizeOf } from '../facts.ts';
import { halvesOf } from '../half.ts';
import { CROWD, SHOWN } from '../limits.ts';
import { type LockSite, lockSites, suspects } from '../locks.ts';
import { baseName, first, proofOfGroup, proofOfMembers } from '../proof.ts';
import type { Evidence, Rule } from '../rule.ts';
import { allOf, count, lost, say, some, step } from '../say.ts';
import { versionsOf } from '../versions.ts';

/**
 * Looks like the ttrpc hang from outside, and is not: handlers wait for mutexes inside their RPC methods
 * while the loops of ttrpc rest. Captured as containerd-1.4.11/exec-300-mutex.
 */
export const shimMutexPileup: Rule = {
  id: 'shim-mutex-pileup',
  severity: 'warning',
  chapter: 'reading-164',
  look(given) {
    const { mine } = given;
    const { connections, narrowing } = mine.facts.wiring;
    if (halvesOf(mine.facts, 'server').length > 0) return [];
    const handlers = mine.facts.groups.filter(({ stack }) => stack.frames.some(isHandler));
    const sites = lockSites(handlers);
    if (sizeOf(sites) < CROWD) return [];
    const evidence = pile(given, sites);
    const loops = connections
      .filter(({ side }) => side === 'server')
      .slice(0, FEW)
      .flatMap((connection) => proofOfMembers(mine, connection, 'loop'));
    return [
      {
        ...evidence,
        proof: [...evidence.proof, ...loops],
        excludes: ['ttrpc-circle', 'M9', 'M14'],
        versions: versionsOf(narrowing),
      },
    ];
  },
};

/** Other goroutines wait for a mutex: many, or for a minute. ttrpc's own locks are its everyday work. */
export const lockPileUp: Rule = {
  id: 'lock-pile-up',
  severity: 'warning',
  chapter: 'your-runbook',
  look(given, found) {
    const { groups } = given.mine.facts;
    const explained = new Set(found.flatMap(({ covers }) => covers));
    const sites = lockSites(groups.filter(({ stack }) => !explained.has(stack))).filter(
      ({ site }) => ttrpcFunc(site.func) === null,
    );
    const aged = sites.some((one) => one.groups.some(({ minutes }) => minutes >= 1));
    return aged || sizeOf(sites) >= CROWD ? [pile(given, sites)] : [];
  },
};

/** Suspects and loops shown at most. */
const FEW = 3;

/** Frames that only a request's own goroutine has: `(*serviceSet).call` up to ttrpc 1.1, `handle.func1` from 1.2 on. */
const HANDLER = /^\(\*serviceSet\)\.(?:call|unaryCall|handle\.func1)$/;

function isHandler({ func }: Frame): boolean {
  return HANDLER.test(ttrpcFunc(func) ?? '');
}

/** Who waits at those lines, and who may hold what they wait for. */
function pile(given: Case, sites: readonly LockSite[]): Evidence {
  const { mine, cut } = given;
  const { facts } = mine;
  const locked = sites.flatMap(({ groups }) => groups);
  const aged = facts.aged(locked, 1);
  const least = sizeOf(locked) < CROWD ? 1 : CROWD;
  const minutes = aged < least ? 0 : longestOf(locked);
  const ids = locked.flatMap((group) => [...group.ids]);
  const behind = sites
    .flatMap(({ site }) => suspects(facts.groups, site).map((group) => ({ site, group })))
    .slice(0, FEW);
  const inside = ({ func }: Frame) => first((frame) => frame.func === func);
  return {
    subject: '',
    ...judgeAge(given, minutes, ids, least),
    proof: [
      ...sites
        .flatMap(({ site, groups }) => groups.map((group) => ({ site, group })))
        .slice(0, SHOWN)
        .map(({ site, group }) =>
          proofOfGroup(mine, group, { role: 'locked', frame: inside(site) }),
        ),
      ...behind.map(({ site, group }) =>
        proofOfGroup(mine, group, { role: 'lock-suspect', frame: inside(site) }),
      ),
    ],
    counts: [
      allOf(facts),
      count('locked', sizeOf(locked)),
      count('lock-sites', sites.length),
      ...some('aged', aged),
    ],
    excludes: ['M9'],
    unknown: [say('lock-holder'), ...lost(cut)],
    next: [
      ...behind.slice(0, 1).map(({ site, group }) =>
        step('look', 'look-suspect', {
          goroutine: group.ids[0] ?? '',
          at: `${baseName(site.file)}:${site.line}`,
        }),
      ),
      step('take', 'take-again', { seconds: 60 }),
    ],
    versions: null,
    covers: locked.map(({ stack }) => stack),
  };
}
