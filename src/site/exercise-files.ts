/** The exercises of `content/exercises` as data, for pages that are made at build. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Exercise } from '../lesson/exercise.ts';
import type { Prediction } from '../lesson/prediction.ts';
import { readSource } from '../lesson/source.ts';

const FOLDER = 'content/exercises';
const ENDING = '.yaml';

/** All of them, in the order of their ids. Throws on an author's mistake. */
export function allExercises(): readonly (Exercise | Prediction)[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .flatMap((file) => exerciseOf(file.slice(0, -ENDING.length)) ?? []);
}

/** An exercise or a prediction by its id; null where there is no such file. Throws on an author's mistake. */
export function exerciseOf(id: string): Exercise | Prediction | null {
  const file = `${FOLDER}/${id}${ENDING}`;
  if (!existsSync(file)) return null;
  const read = readSource(readFileSync(file, 'utf8'), id);
  if (!read.ok) throw new Error(`${file}:${read.at}: ${read.problem}. ${read.hint}`);
  return read.value;
}
