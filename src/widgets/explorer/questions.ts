/** What is asked of every interleaving, and the answers: plain data, so that a worker can take and give them. */
import {
  type Border,
  type Escape,
  escapeBorder,
  explore,
  findEscape,
  type Verdict,
  walk,
} from '../../model/explore/explore.ts';
import type { Step } from '../../model/explore/search.ts';
import type { State } from '../../model/kernel/machine.ts';
import { type Connection, connect } from '../../model/ttrpc/connection.ts';

/** States after which a search gives up, and bytes: a page must leave memory to others. */
export const MOST_STATES = 4_000_000;
const MOST_BYTES = 300 * 2 ** 20;

export interface Question {
  readonly connection: Connection;
  /** Client.Close and deaths count as steps [no]. */
  readonly interventions?: boolean;
  /** Calls that stand alike count as one [yes]. */
  readonly merge?: boolean;
  /** [MOST_STATES] */
  readonly most?: number;
}

/** A question about the end of a way from the machine's start. */
export interface WayQuestion extends Question {
  readonly steps: readonly Step[];
}

/** Whether the way's end can still come to rest, and where on the way it was lost. */
export interface EscapeAnswer extends Escape {
  /** In steps from the start; null where the end is not lost, or nobody knows. */
  readonly border: Border | null;
}

/** States after which a search for the border gives up: several are needed. */
const MOST_AT_BORDER = 100_000;

type Progress = (states: number, depth: number) => void;

/** Looks for a deadlock in every interleaving. Throws a RangeError for a connection that makes no sense. */
export function verdictOf(question: Question, progress: Progress): Verdict {
  return explore(connect(question.connection), optionsOf(question, progress));
}

/** Looks for a way out of the end of a way. */
export function escapeFrom(question: WayQuestion, progress: Progress): EscapeAnswer {
  const machine = connect(question.connection);
  const states = walk(machine, question.steps);
  const options = optionsOf(question, progress);
  const found = findEscape(machine, states.at(-1) as State, options);
  if (found.possible !== false) return { ...found, border: null };
  const most = Math.min(MOST_AT_BORDER, question.most ?? MOST_AT_BORDER);
  return { ...found, border: escapeBorder(machine, states, { ...options, most }) };
}

function optionsOf({ interventions, merge, most = MOST_STATES }: Question, progress: Progress) {
  return {
    most,
    mostBytes: MOST_BYTES,
    ...(merge !== undefined && { merge }),
    ...(interventions !== undefined && { interventions }),
    progress: (states: number, depth: number) => {
      progress(states, depth);
      return true;
    },
  };
}
