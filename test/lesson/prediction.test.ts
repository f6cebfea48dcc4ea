import { describe, expect, it } from 'vitest';
import { compare, parsePrediction, wordsOfPrediction } from '../../src/lesson/prediction.ts';

const file = {
  id: 'weather',
  kind: 'prediction',
  pick: 2,
  options: [
    { id: 'rain', code: 'rain' },
    { id: 'snow', code: 'snow', count: 4 },
    { id: 'frogs', code: 'frogs', shows: 'M13' },
  ],
  found: ['rain', 'snow'],
};

function prediction() {
  const read = parsePrediction(file);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

describe('prediction', () => {
  it('sets what was picked beside what was found, option by option', () => {
    const { options, shared } = compare(prediction(), { picked: ['snow', 'frogs'], confidence: 2 });
    expect(options).toEqual([
      { id: 'rain', picked: false, found: true, shows: null },
      { id: 'snow', picked: true, found: true, shows: null },
      { id: 'frogs', picked: true, found: false, shows: 'M13' },
    ]);
    expect(shared).toBe(1);
  });

  it.each([
    [['rain', 'snow'], 4, 'sure-same'],
    [['rain', 'snow'], 2, 'unsure-same'],
    [['rain', 'frogs'], 3, 'sure-part'],
    [['frogs', 'snow'], 1, 'unsure-part'],
    [['frogs'], 4, 'sure-other'],
    [['frogs'], 1, 'unsure-other'],
  ] as const)('calibrates: %j with confidence %i is %s', (picked, confidence, calibration) => {
    expect(compare(prediction(), { picked, confidence }).calibration).toBe(calibration);
  });

  it('has an explanation for every option, tempting or not', () => {
    expect(wordsOfPrediction(prediction())).toContain('exercises.weather.option.rain.after');
    expect(wordsOfPrediction(prediction())).toContain('exercises.weather.option.frogs.after');
  });

  it.each([
    [{ found: ['rain'] }, 'found', 'pick is 2, but found has 1'],
    [{ found: ['rain', 'hail'] }, 'found/1', '"hail" is not declared'],
    [{ found: ['rain', 'frogs'] }, 'options/2/shows', '"frogs" is what the evidence shows'],
    [{ pick: 0 }, 'pick', 'expected a whole number from 1 up, found 0'],
    [{ hints: ['a', 'b', 'c'] }, 'hints', '"hints" means nothing here'],
  ])('tells an author what is wrong and where: %#', (change, at, problem) => {
    expect(parsePrediction({ ...file, ...change })).toMatchObject({ ok: false, at, problem });
  });
});
