import { describe, expect, it } from 'vitest';
import en from '../../content/strings/en.json' with { type: 'json' };
import zhCn from '../../content/strings/zh-cn.json' with { type: 'json' };
import { type Exercise, type ExerciseOf, wordsOfExercise } from '../../src/lesson/exercise.ts';
import { type KindName, kindOf } from '../../src/lesson/kinds.ts';
import { type Prediction, wordsOfPrediction } from '../../src/lesson/prediction.ts';
import { blocks, names, placesIn, rows } from './evidence.ts';
import { sources } from './exercise-files.ts';

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, 'zh-cn': zhCn };

const exercises = sources.filter((source): source is Exercise => source.kind !== 'prediction');
const predictions = sources.filter((source): source is Prediction => source.kind === 'prediction');

function find(id: string) {
  const found = sources.find((source) => source.id === id);
  if (!found) throw new Error(`no content/exercises/${id}.yaml`);
  return found;
}

/** Counted rows that a source shows, wherever its kind keeps them. */
function counted(source: Exercise | Prediction): { code: string; count: number | null }[] {
  if (source.kind === 'prediction') return [...source.options];
  return [...source.given, ...(source.kind === 'label' ? source.task.items : [])];
}

function execute<Name extends KindName>(exercise: ExerciseOf<Name>) {
  const kind = kindOf(exercise.kind);
  const { task } = exercise;
  expect(kind.check(task, kind.solution(task)).passed).toBe(true);
  expect(kind.check(task, kind.initial(task)).passed).toBe(false);
  for (const { answer, shows } of kind.wrong(task)) {
    const verdict = kind.check(task, answer);
    expect(verdict.passed).toBe(false);
    const said = verdict.parts.filter((part) => part.says?.startsWith('wrong.'));
    expect(said.map((part) => part.shows)).toContain(shows);
    expect(kind.read(task, kind.write(task, answer))).toEqual(answer);
  }
}

describe('every exercise', () => {
  it.each(exercises.map((exercise) => [exercise.id, exercise] as const))(
    '%s: its solution passes, its start and its wrong answers fail, and each names its belief',
    (_id, exercise) => {
      execute(exercise);
    },
  );
});

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const needed = source.kind === 'prediction' ? wordsOfPrediction(source) : wordsOfExercise(source);

  it.each(Object.keys(words))('has all its words in %s, and no word too many', (locale) => {
    const present = Object.keys(words[locale] ?? {}).filter((key) =>
      key.startsWith(`exercises.${id}.`),
    );
    expect(present.sort()).toEqual([...needed].sort());
  });

  it.each(Object.keys(words))('names every misconception in %s', (locale) => {
    const shown = JSON.stringify(source).match(/(?<="shows":")M\d+/g) ?? [];
    for (const misconception of new Set(shown)) {
      expect(words[locale]).toHaveProperty([`misconception.${misconception}.name`]);
      expect(words[locale]).toHaveProperty([`misconception.${misconception}.truth`]);
    }
  });

  it('shows the counts that stand in its evidence', () => {
    const shown = counted(source).filter((row) => row.count !== null);
    const file = source.evidence;
    if (file === null) {
      expect(shown).toEqual([]);
      return;
    }
    // Curves and profiles are no counted rows; what is asked of them has tests of its own.
    if (shown.length === 0) return;
    const counts = rows(file);
    for (const row of shown) {
      expect(row.code).toMatch(/^server\.go:/);
      expect(counts.find((one) => `server.go:${one.line}` === row.code)?.count).toBe(row.count);
    }
  });
});

describe('Reading 164, against captured dumps', () => {
  const hung = 'containerd-1.4.11/pod-deadlock/shim.unescaped.txt';
  const idle = 'containerd-1.4.11/idle/shim.unescaped.txt';
  const exercise = find('reading-164-label');
  if (exercise.kind !== 'label') throw new Error('reading-164-label is not a label exercise');
  const { solution, items } = exercise.task;
  const places = (label: string) =>
    items.filter((item) => solution[item.id] === label).map((item) => item.code);

  /** Whether a place is where goroutines are (`stands`) or only where they were created. */
  function stands(place: string): { stands: number; created: number } {
    let created = 0;
    let found = 0;
    for (const block of blocks(hung)) {
      block.lines.forEach((line, index) => {
        if (!names(line, place)) return;
        if (block.lines[index - 1]?.startsWith('created by ')) created += 1;
        else found += 1;
      });
    }
    return { stands: found, created };
  }

  /** The connection of the goroutine at a place: the `sc` pointer that loop, reader and handlers share. */
  function pointersAt(place: string): string[] {
    return blocks(hung)
      .flatMap((block) =>
        block.lines.filter((_, index) => names(block.lines[index + 1] ?? '', place)),
      )
      .flatMap((line) => line.match(/0xc[0-9a-f]{9}/g) ?? []);
  }

  it('calls creation lines what stands only behind "created by", and nothing else', () => {
    for (const item of items) {
      const { stands: found, created } = stands(item.code);
      expect(found + created).toBeGreaterThan(0);
      expect(solution[item.id] === 'birth' ? found : created).toBe(0);
    }
  });

  it('calls not stuck every place that a shim at rest shows, and none of the other two', () => {
    const atRest = Object.keys(placesIn(idle, 'server.go')).map((line) => `server.go:${line}`);
    for (const place of [...places('circle'), ...places('victim')]) {
      expect(atRest).not.toContain(place);
    }
    const resting = atRest.filter((place) => !places('birth').includes(place));
    expect(places('healthy')).toEqual(expect.arrayContaining(resting));
  });

  it('calls the circle two goroutines of one connection, while the other connection rests', () => {
    expect(places('circle')).toEqual(['server.go:404', 'server.go:459']);
    const sick = pointersAt('server.go:459')[0] ?? '';
    expect(sick).not.toBe('');
    expect(pointersAt('server.go:404')).toContain(sick);
    expect(pointersAt('server.go:444')).toContain(sick);
    expect(pointersAt('server.go:362')).not.toContain(sick);
    expect(pointersAt('server.go:431')).not.toContain(sick);
  });

  it('points the prediction at the same two lines as the exercise', () => {
    const prediction = find('reading-164-two-lines');
    if (prediction.kind !== 'prediction') throw new Error('not a prediction');
    const found = prediction.options
      .filter((option) => prediction.found.includes(option.id))
      .map((option) => option.code);
    expect(found.sort()).toEqual(places('circle').sort());
  });

  it('asks for the difference that the post’s own rows have', () => {
    const counts = rows('post/shim-ttrpc-lines.txt');
    const at = (line: string) => counts.find((row) => row.line === line)?.count ?? Number.NaN;
    const exercise = find('reading-164-two-counts');
    if (exercise.kind !== 'number') throw new Error('not a number exercise');
    expect(exercise.task.solution).toBe(at('438') + at('444') - at('434'));
    expect(exercise.task.wrong[0]?.answer).toBe(at('434') - at('444'));
  });

  it.each([
    hung,
    'ttrpc-pair/size-w169/server.goroutine.debug2.txt',
    'ttrpc-pair/size-w169/server.usr1.log',
    'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
  ])('is right that the two counts of handlers agree in %s', (file) => {
    const at = placesIn(file, 'server.go');
    expect(at[434]).toBeGreaterThan(0);
    expect((at[438] ?? 0) + (at[444] ?? 0)).toBe(at[434]);
  });
});

it('has a prediction and exercises to look at', () => {
  expect(predictions.length).toBeGreaterThan(0);
  expect(exercises.length).toBeGreaterThan(0);
});
