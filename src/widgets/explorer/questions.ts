/** What is asked of every interleaving, and the answers: plain data, so that a worker can take and give them. */
import {
  type Escape,
  explore,
  findEscape,
  lastEscape,
  type Verdict,
  walk,
} from '../../model/explore/explore.ts';
import type { Step } from '../../model/explore/search.ts';
import type { State } from '../../model/kernel/machine.ts';
import { type Connection, connect } from '../../model/ttrpc/connection.ts';

/** States after which a search gives up: some 300 MB with the larger cells. */
export const MOST_STATES = 4_000_000;

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

/** Whether the way's end can still come to rest, and from which of its states one last could. */
export interface EscapeAnswer extends Escape {
  /** Steps to the last state of the way from which everything could still have ended well; -1: none; null: not known. */
  readonly last: number | null;
}

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
  if (found.possible === null) return { ...found, last: null };
  const last = found.possible ? states.length - 1 : lastEscape(machine, states, options);
  return { ...found, last };
}

function optionsOf({ interventions, merge, most = MOST_STATES }: Question, progress: Progress) {
  return {
    most,
    ...(merge !== undefined && { merge }),
    ...(interventions !== undefined && { interventions }),
    progress: (states: number, depth: number) => {
      progress(states, depth);
      return true;
    },
  };
}
