import type { Stack } from '../goroutine/types.ts';
import type { At } from '../ttrpc/at.ts';
import type { PositionId } from '../ttrpc/positions.ts';
import type { Member } from '../ttrpc/standing.ts';
import type { DumpFacts } from './facts.ts';
import type { ProofRole } from './ids.ts';
import type { ProofLine, Where } from './types.ts';

/** Which dump a proof is of: its facts, and its number as `ProofLine.dump` counts. */
export interface Witness {
  readonly facts: DumpFacts;
  readonly index: number;
}

/** The goroutine at an index of a dump as a line of proof. `frame`: which of its frames matters. */
export function proofOf(
  { facts, index }: Witness,
  at: number,
  role: ProofRole,
  frame: (stack: Stack) => number,
  alike = 1,
  position: PositionId | null = null,
): ProofLine {
  const { id, state, minutes, line, stack } = facts.dump.goroutine(at);
  return {
    dump: index,
    line,
    goroutine: id > 0 ? id : null,
    where: placeIn(stack, frame(stack)),
    state,
    minutes,
    role,
    position,
    alike,
  };
}

/** A goroutine of ttrpc as a line of proof, at the line that names its position. */
export function proofOfMember(witness: Witness, member: Member, role: ProofRole): ProofLine {
  const frame = (stack: Stack) => frameAt(stack, member.at);
  return proofOf(witness, member.index, role, frame, 1, member.position);
}

/** Index of the frame that stands at a line of ttrpc, or 0. */
export function frameAt({ frames }: Stack, { file, line }: At): number {
  const found = frames.findIndex(
    (frame) => frame.line === line && /(?:^|[\\/])([^\\/]+)$/.exec(frame.file)?.[1] === file,
  );
  return Math.max(found, 0);
}

/** Index of the first frame of such a function, or 0. */
export function frameOf(pattern: RegExp): (stack: Stack) => number {
  return ({ frames }) =>
    Math.max(
      frames.findIndex(({ func }) => pattern.test(func)),
      0,
    );
}

function placeIn({ frames }: Stack, index: number): Where {
  const { func = '', file = '', line = 0 } = frames[index] ?? {};
  return { func, file, line };
}
