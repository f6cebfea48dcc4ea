import type { Group } from '../goroutine/group.ts';
import type { Stack } from '../goroutine/types.ts';
import type { At } from '../ttrpc/at.ts';
import type { Connection } from '../ttrpc/connections.ts';
import type { PositionId } from '../ttrpc/positions.ts';
import type { Crowd } from '../ttrpc/standing.ts';
import type { DumpFacts } from './facts.ts';
import type { ProofRole } from './ids.ts';
import type { ProofLine } from './types.ts';

/** Which dump a proof is of: its facts, and its number as `ProofLine.dump` counts. */
export interface Witness {
  readonly facts: DumpFacts;
  readonly index: number;
}

/** Which frame of a stack a proof points at. */
export type Pointing = (stack: Stack) => number;

interface Showing {
  readonly role: ProofRole;
  readonly frame: Pointing;
  /** Goroutines that it stands for; 1 unless said. */
  readonly alike?: number;
  readonly position?: PositionId | null;
}

/** The goroutine at an index of a dump as a line of proof. */
export function proofOf(
  { facts, index }: Witness,
  at: number,
  { role, frame, alike = 1, position = null }: Showing,
): ProofLine {
  const { id, state, minutes, line, stack } = facts.dump.goroutine(at);
  const { func = '', file = '', line: row = 0 } = stack.frames[frame(stack)] ?? {};
  return {
    dump: index,
    line,
    goroutine: id > 0 ? id : null,
    where: { func, file, line: row },
    state,
    minutes,
    role,
    position,
    alike,
  };
}

/** The goroutine of a group that has waited longest, standing for all of it. */
export function proofOfGroup(
  witness: Witness,
  group: Group,
  showing: Omit<Showing, 'alike'>,
): ProofLine {
  return proofOf(witness, witness.facts.oldest(group), { ...showing, alike: group.count });
}

/** One goroutine of a crowd of calls, standing for all of it. */
export function proofOfCrowd(
  witness: Witness,
  { members, at, position }: Crowd,
  role: ProofRole,
  alike: number = members.length,
): ProofLine {
  const [first = 0] = members;
  return proofOf(witness, first, { role, frame: frameAt(at), alike, position });
}

type Single = 'loop' | 'sender' | 'receiver';

/** Those goroutines of a connection that are in the dump, each at the line that names its position. */
export function proofOfMembers(
  witness: Witness,
  connection: Connection,
  ...which: readonly Single[]
): readonly ProofLine[] {
  return which.flatMap((one) => {
    const member = connection[one];
    if (!member) return [];
    const role = one === 'sender' ? 'client.sender' : (`${connection.side}.${one}` as const);
    const { index, at, position } = member;
    return [proofOf(witness, index, { role, frame: frameAt(at), position })];
  });
}

/** Points at the frame that stands at a line of ttrpc. */
function frameAt({ file, line }: At): Pointing {
  return first((frame) => frame.line === line && baseName(frame.file) === file);
}

/** Points at the innermost frame of such a function. */
export function frameOf(pattern: RegExp): Pointing {
  return first(({ func }) => pattern.test(func));
}

/** Points at the innermost frame that passes, or at the innermost. */
export function first(test: (frame: Stack['frames'][number]) => boolean): Pointing {
  return ({ frames }) => Math.max(frames.findIndex(test), 0);
}

/** `server.go` of a path of any system. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
