import { readdirSync, readFileSync } from 'node:fs';
import type { Exercise, ExerciseOf } from '../../src/lesson/exercise.ts';
import type { KindName } from '../../src/lesson/kinds.ts';
import type { Prediction } from '../../src/lesson/prediction.ts';
import { readSource } from '../../src/lesson/source.ts';

const ROOT = new URL('../../content/exercises/', import.meta.url);

/** Every file of content/exercises, read; an author's mistake stops the test that asks. */
export const sources: readonly (Exercise | Prediction)[] = readdirSync(ROOT)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => {
    const read = readSource(readFileSync(new URL(file, ROOT), 'utf8'), file.replace('.yaml', ''));
    if (!read.ok) throw new Error(`${file}:${read.at}: ${read.problem}. ${read.hint}`);
    return read.value;
  });

/** The exercises of one kind, with their ids, as `describe.each` takes them. */
export function tasksOf<Name extends KindName>(
  kind: Name,
): readonly (readonly [id: string, task: ExerciseOf<Name>['task']])[] {
  return sources
    .filter((source) => source.kind === kind)
    .map((source) => [source.id, (source as ExerciseOf<Name>).task] as const);
}
