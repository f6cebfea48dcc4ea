import { type Misconception, misconception } from './misconception.ts';
import {
  count,
  declared,
  distinct,
  line,
  listOf,
  maybe,
  name,
  oneOf,
  type Read,
  record,
  refuse,
  type Shaped,
  within,
} from './shape.ts';

const shape = record({
  id: name,
  kind: oneOf(['prediction']),
  /** File of content/evidence that it is about, or null. */
  evidence: maybe(line),
  /** How many options a guess has. */
  pick: count(1),
  options: listOf(
    record({
      id: name,
      /** What is shown of it in every language: `server.go:444`. */
      code: line,
      /** Number beside it, when the evidence has one. */
      count: maybe(count(0)),
      /** The belief that makes it tempting. */
      shows: maybe(misconception),
    }),
    2,
  ),
  /** What the evidence shows, as many as `pick`. It is compared, never graded. */
  found: listOf(name),
});

/**
 * A question that is asked before anything runs. Guessing helps even when it is wrong, as long as the answer can be
 * studied afterwards (prequestioning: Pan & Carpenter 2023), so every option has its explanation.
 */
export type Prediction = Shaped<typeof shape>;

/** How sure a reader is, from 1 (a guess) to 4 (certain). An even scale has no place to hide in the middle. */
export const CONFIDENCES = [1, 2, 3, 4] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A locked guess. */
export interface Guess {
  readonly picked: readonly string[];
  readonly confidence: Confidence;
}

/** One option, looked at afterwards. */
export interface Compared {
  readonly id: string;
  readonly picked: boolean;
  readonly found: boolean;
  /** The belief that makes it tempting, when it is not what the evidence shows. */
  readonly shows: Misconception | null;
}

/** What a guess and the evidence have in common, and how that sits with the reader's confidence. */
export interface Comparison {
  readonly options: readonly Compared[];
  readonly shared: number;
  readonly calibration: `${'sure' | 'unsure'}-${'same' | 'part' | 'other'}`;
}

/** Reads a prediction from data (a parsed YAML file). */
export function parsePrediction(data: unknown): Read<Prediction> {
  const read = shape(data, '');
  if (!read.ok) return read;
  const { options, found, pick } = read.value;
  const ids = options.map((option) => option.id);
  const problem =
    distinct(ids, 'options') ??
    distinct(found, 'found') ??
    found.map((id, index) => declared(id, ids, within('found', index))).find(Boolean);
  if (problem) return problem;
  if (found.length !== pick) {
    return refuse('found', `pick is ${pick}, but found has ${found.length}`, 'Make them agree.');
  }
  const shown = options.findIndex((option) => option.shows !== null && found.includes(option.id));
  if (shown < 0) return read;
  return refuse(
    within(within('options', shown), 'shows'),
    `"${options[shown]?.id}" is what the evidence shows`,
    'Only an option that misleads has a misconception.',
  );
}

/** Sets a guess beside the evidence. */
export function compare(prediction: Prediction, guess: Guess): Comparison {
  const options = prediction.options.map((option): Compared => {
    const found = prediction.found.includes(option.id);
    return { id: option.id, picked: guess.picked.includes(option.id), found, shows: option.shows };
  });
  const shared = options.filter((option) => option.picked && option.found).length;
  const sure = guess.confidence >= 3 ? 'sure' : 'unsure';
  const agreement = shared === 0 ? 'other' : shared < prediction.pick ? 'part' : 'same';
  return { options, shared, calibration: `${sure}-${agreement}` };
}

/** Full keys of the words a prediction needs. */
export function wordsOfPrediction(prediction: Prediction): readonly string[] {
  return [
    'title',
    'ask',
    ...prediction.options.map((option) => `option.${option.id}.after`),
    'found',
  ].map((key) => `exercises.${prediction.id}.${key}`);
}
