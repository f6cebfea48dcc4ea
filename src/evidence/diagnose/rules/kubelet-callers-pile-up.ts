import type { Group } from '../../goroutine/group.ts';
import type { Stack } from '../../goroutine/types.ts';
import { judge, judgeAge } from '../age.ts';
import { longestOf, sizeOf } from '../facts.ts';
import { CROWD, KUBELET_TIMEOUT_MINUTES, SHOWN } from '../limits.ts';
import { frameOf, proofOfGroup } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, count, lost, say, some, step } from '../say.ts';
import type { Count } from '../types.ts';

/** Where a gRPC call waits for the first byte of its answer; `ClientStream` in newer grpc-go. */
const WAITING = /\/grpc\/internal\/transport\.\(\*(?:Client)?Stream\)\.waitOnHeader$/;
/** The generated client of the runtime service, or kubelet's own wrapper of it. */
const CALL = /\.\(\*(?:runtimeServiceClient|remoteRuntimeService)\)\.([A-Z]\w*)$/;
/** Calls that may last as long as somebody's command or watch does. */
const LASTING: ReadonlySet<string> = new Set(['ExecSync', 'GetContainerEvents']);
/** Calls that only ask. Those that do something may get more than kubelet's usual deadline. */
const ASKING = /^(?:List\w+|\w+Stats|\w*Status|Version)$/;

interface Call {
  readonly group: Group;
  readonly rpc: string;
}

/**
 * kubelet's calls to the runtime wait for an answer that does not come. `ListContainerStats` had no deadline before
 * kubernetes/kubernetes#120262, so each of its callers waits for ever, with all it holds.
 */
export const kubeletCallersPileUp: Rule = {
  id: 'kubelet-callers-pile-up',
  severity: 'warning',
  chapter: 'the-call-that-may-not-time-out',
  look(given) {
    const { mine, cut } = given;
    const { facts } = mine;
    const calls = facts.groups
      .map((group): Call => ({ group, rpc: callOf(group.stack) }))
      .filter(({ rpc }) => rpc !== '' && !LASTING.has(rpc));
    const groups = calls.map(({ group }) => group);
    const asking = calls.filter(({ rpc }) => ASKING.test(rpc)).map(({ group }) => group);
    const callers = sizeOf(groups);
    const late = facts.aged(asking, KUBELET_TIMEOUT_MINUTES + 1);
    if (late === 0 && callers < CROWD) return [];
    const minutes = longestOf(groups);
    const ids = groups.flatMap((group) => [...group.ids]);
    return [
      {
        subject: '',
        ...(late > 0 && !cut
          ? judge('certain', 'past-timeout', { minutes, limit: KUBELET_TIMEOUT_MINUTES })
          : judgeAge(given, minutes, ids, CROWD)),
        proof: groups
          .slice(0, SHOWN)
          .map((group) => proofOfGroup(mine, group, { role: 'cri-caller', frame: frameOf(CALL) })),
        counts: [allOf(facts), count('callers', callers), ...byRpc(calls), ...some('late', late)],
        excludes: ['M1', 'M2', 'M3', 'M9'],
        unknown: [say('containerd-reason'), ...lost(cut)],
        next: [
          step('take', 'take-containerd'),
          step('look', 'look-callers'),
          step('do', 'try-one-container'),
          step('do', 'upgrade-kubelet'),
        ],
        versions: null,
        covers: groups.map(({ stack }) => stack),
      },
    ];
  },
};

/** The CRI call a goroutine waits in, or ''. */
function callOf({ frames }: Stack): string {
  if (!frames.some(({ func }) => WAITING.test(func))) return '';
  const called = frames.find(({ func }) => CALL.test(func));
  return CALL.exec(called?.func ?? '')?.[1] ?? '';
}

function byRpc(calls: readonly Call[]): readonly Count[] {
  const sums = new Map<string, number>();
  for (const { group, rpc } of calls) sums.set(rpc, (sums.get(rpc) ?? 0) + group.count);
  return [...sums]
    .sort(([, one], [, other]) => other - one)
    .map(([rpc, n]) => count('rpcs', n, { rpc }));
}
