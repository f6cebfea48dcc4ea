import type { Judged } from '../../lesson/triage/judge.ts';
import type { ViewProps } from '../contract.ts';
import type { DeskPort, Positions } from './desk.ts';
import type { TriageState } from './state.ts';

/** What stands beside the state: the set that is laid out, and the last answers to questions about it. */
export interface TriageData {
  readonly desk: DeskPort;
  /** Of which dump and question `positions` and `text` are. */
  readonly asked: string;
  readonly positions: Positions;
  /** Null unless the text was asked for. */
  readonly text: string | null;
  /** What the rules say beside each answer that stands; null for the others. */
  readonly judged: readonly (Judged | null)[];
}

export type TriageProps = ViewProps<TriageState, TriageData>;

/** Positions in the list before the reader asks for more. */
export const PAGE = 14;

/** A question to the open dump, as text: equal for equal questions. */
export function questionOf({ seed, open, as, filter }: TriageState, limit: number): string {
  return JSON.stringify([seed, open, as, filter, limit]);
}

/** Whether what was asked is of the dump that lies open, and not of the one before. */
export function isOfOpen({ asked }: TriageData, { seed, open }: TriageState): boolean {
  return asked.startsWith(`[${seed},${open},`);
}

/** Asks a desk what a state shows of the open dump. */
export async function answerTo(
  desk: DeskPort,
  state: TriageState,
  limit: number,
): Promise<Pick<TriageData, 'asked' | 'positions' | 'text'>> {
  const { open, as, filter } = state;
  const [positions, text] = await Promise.all([
    desk.positions(open, filter, limit),
    as === 'text' ? desk.text(open) : null,
  ]);
  return { asked: questionOf(state, limit), positions, text };
}

/** Sets the answers that stand beside the rules. */
export function judgedAll(
  desk: DeskPort,
  { answers }: TriageState,
): Promise<readonly (Judged | null)[]> {
  return Promise.all(
    answers.map((answer, place) => (answer.locked ? desk.judge(place, answer) : null)),
  );
}
