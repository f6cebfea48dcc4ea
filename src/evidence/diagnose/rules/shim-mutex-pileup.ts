import type { Frame } from '../../goroutine/types.ts';
import { ttrpcFunc } from '../../ttrpc/place.ts';
import { judgeAge } from '../age.ts';
import { halvesOf } from '../half.ts';
import { CROWD } from '../limits.ts';
import { lockSites, suspects } from '../locks.ts';
import { baseName, first, proofOfGroup, proofOfMembers } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, count, lost, say, some, step } from '../say.ts';
import { versionsOf } from '../versions.ts';

/** Suspects and loops shown at most. */
const SHOWN = 3;

/**
 * Looks like the ttrpc hang from outside, and is not: handlers wait for mutexes inside their RPC methods
 * while the loops of ttrpc rest. Captured as containerd-1.4.11/exec-300-mutex.
 */
export const shimMutexPileup: Rule = {
  id: 'shim-mutex-pileup',
  severity: 'warning',
  chapter: 'reading-164',
  look(given) {
    const { mine, cut } = given;
    const { facts } = mine;
    if (halvesOf(facts, 'server').length > 0) return [];
    const sites = lockSites(facts.groups.filter(({ stack }) => stack.frames.some(isHandler)));
    const locked = sites.flatMap(({ groups }) => groups);
    const waiting = locked.reduce((sum, group) => sum + group.count, 0);
    if (waiting < CROWD) return [];
    const aged = locked.reduce((sum, group) => sum + facts.aged(group, 1), 0);
    const minutes = aged < CROWD ? 0 : Math.max(...locked.map((group) => group.minutes));
    const ids = locked.flatMap((group) => [...group.ids]);
    const behind = sites
      .flatMap(({ site }) => suspects(facts.groups, site).map((group) => ({ site, group })))
      .slice(0, SHOWN);
    const inFunction = ({ func }: Frame) => first((frame) => frame.func === func);
    return [
      {
        subject: '',
        ...judgeAge(given, minutes, ids, CROWD),
        proof: [
          ...sites.flatMap(({ site, groups }) =>
            groups.map((group) =>
              proofOfGroup(mine, group, {
                role: 'locked',
                frame: inFunction(site),
                position: 'server.handler.call',
              }),
            ),
          ),
          ...behind.map(({ site, group }) =>
            proofOfGroup(mine, group, { role: 'lock-suspect', frame: inFunction(site) }),
          ),
          ...facts.wiring.connections
            .filter(({ side }) => side === 'server')
            .slice(0, SHOWN)
            .flatMap((connection) => proofOfMembers(mine, connection, 'loop')),
        ],
        counts: [
          allOf(facts),
          count('locked', waiting),
          count('lock-sites', sites.length),
          ...some('aged', aged),
        ],
        excludes: ['ttrpc-circle', 'M9', 'M14'],
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
        versions: versionsOf(facts.wiring.narrowing),
        covers: locked.map(({ stack }) => stack),
      },
    ];
  },
};

/** Frames that only a request's own goroutine has: `(*serviceSet).call` up to ttrpc 1.1, `handle.func1` from 1.2 on. */
const HANDLER = /^\(\*serviceSet\)\.(?:call|unaryCall|handle\.func1)$/;

function isHandler({ func }: Frame): boolean {
  return HANDLER.test(ttrpcFunc(func) ?? '');
}
