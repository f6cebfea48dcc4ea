/** What is asked of every interleaving, and the answers: plain data, so that a worker can take and give them. */
import {
  type Border,
  type Escape,
  escapeBorder,
  explore,
  findEscape,
  type Verdict,
} from '../../model/explore/explore.ts';
import type { Step } from '../../model/explore/search.ts';
import { Recording } from '../../model/simulate/recording.ts';
import { type Connection, connect } from '../../model/ttrpc/connection.ts';

/** States after which a search gives up, and bytes: a page must leave memory to others. */
export const MOST_STATES = 4_000_000;
const MOST_BYTES = 300 * 2 ** 20;

export interface Question {
  readonly connection: Connection;
  /** Client.Close and deaths count as steps [no]. */
  readonly interventions?: boolean;
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
  const way = new Recording(machine);
  for (const step of question.steps) way.push(step);
  const options = optionsOf(question, progress);
  const found = findEscape(machine, way.at(way.length), options);
  if (found.possible !== false) return { ...found, border: null };
  // The way may be long: its states are made when they are asked for.
  const states = { length: way.length + 1, at: (place: number) => way.at(place) };
  const most = MOST_AT_BORDER;
  return { ...found, border: escapeBorder(machine, states, { ...options, most }) };
}

function optionsOf({ interventions }: Question, progress: Progress) {
  return {
    most: MOST_STATES,
    mostBytes: MOST_BYTES,
    ...(interventions !== undefined && { interventions }),
    progress: (states: number, depth: number) => {
      progress(states, depth);
      return true;
    },
  };
}
