import type { Group } from '../../goroutine/group.ts';
import type { Stack } from '../../goroutine/types.ts';
import { type Judgement, judge, judgeAge } from '../age.ts';
import type { Case } from '../case.ts';
import { longestOf, sizeOf } from '../facts.ts';
import { CROWD, EXECS, SPDY_BYTES } from '../limits.ts';
import { frameOf, proofOfGroup } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, count, lost, say, some, step } from '../say.ts';

/** In containerd: one goroutine for each SPDY connection, as long as it is open. */
const SPDY = /\/spdystream\.\(\*idleAwareFramer\)\.monitor$/;

/** What every exec has one of. Sources: facts, section 7 (containerd 1.4.12); containerd#10568 for WebSocket. */
const EVERY: readonly RegExp[] = [
  /** In the shim: the `Wait` call of an exec, open until its process ends. */
  /\/process\.\(\*execProcess\)\.Wait$/,
  /** In containerd: the exec that a `kubectl exec` asked for, at whichever step it is. */
  /\.\(\*criService\)\.execInternal$/,
  SPDY,
  /\/wsstream\.\(\*Conn\)\.Open$/,
];

/** Everything that a streaming connection keeps running. */
const STREAMS = /\/(?:spdystream|wsstream|httpstream\/spdy|streaming\/remotecommand)\./;
/** Before the process runs: the calls that make and start it, in containerd or in the shim. */
const STARTING = /\.\(\*\w*[tT]askClient\)\.(?:Exec|Start)$|\/v2\.\(\*service\)\.(?:Exec|Start)$/;

/** Groups shown at most of each kind. */
const FEW = 2;

/** Many execs are open at once: each holds its goroutines, and its connection's compressor, until it ends. */
export const execPileUp: Rule = {
  id: 'exec-pile-up',
  severity: 'warning',
  chapter: 'the-exec-storm',
  look(given) {
    const { mine, cut } = given;
    const { facts } = mine;
    const having = (pattern: RegExp) => facts.groups.filter(({ stack }) => has(stack, pattern));
    const kinds = EVERY.map((pattern) => ({ pattern, groups: having(pattern) }));
    const execs = Math.max(...kinds.map(({ groups }) => sizeOf(groups)));
    if (execs < EXECS) return [];
    const starting = having(STARTING);
    const streams = facts.groups.filter(({ stack }) => isStream(stack));
    return [
      {
        subject: '',
        ...judgeExecs(given, starting),
        proof: [...kinds, { pattern: STARTING, groups: starting }].flatMap(({ pattern, groups }) =>
          groups.slice(0, FEW).map((group) =>
            proofOfGroup(mine, group, {
              role: isStream(group.stack) ? 'stream' : 'exec',
              frame: frameOf(pattern),
            }),
          ),
        ),
        counts: [
          allOf(facts),
          count('execs', execs),
          ...some('starting', sizeOf(starting)),
          ...some('streams', sizeOf(streams)),
          ...some('zlib-megabytes', Math.round((sizeOf(having(SPDY)) * SPDY_BYTES) / 1e6)),
        ],
        excludes: ['M1', 'M9'],
        unknown: [say('in-use'), ...lost(cut)],
        next: [
          step('take', 'take-peer'),
          step('take', 'take-again', { seconds: 60 }),
          step('do', 'end-execs'),
        ],
        versions: null,
        covers: [...streams, ...kinds.flatMap(({ groups }) => groups)].map(({ stack }) => stack),
      },
    ];
  },
};

function has({ frames }: Stack, pattern: RegExp): boolean {
  return frames.some(({ func }) => pattern.test(func));
}

function isStream(stack: Stack): boolean {
  return has(stack, STREAMS) || STREAMS.test(stack.createdBy?.func ?? '');
}

/**
 * An open exec may be a session in use, however old. That they pile up shows where they are being started:
 * that takes no minute.
 */
function judgeExecs(given: Case, starting: readonly Group[]): Judgement {
  const { facts } = given.mine;
  if (sizeOf(starting) < CROWD) return judge('possible', 'open');
  const minutes = facts.aged(starting, 1) < CROWD ? 0 : longestOf(starting);
  const ids = starting.flatMap((group) => [...group.ids]);
  return judgeAge(given, minutes, ids, CROWD);
}
