import { describe, expect, it } from 'vitest';
import { createCodec, isComplete, toggle } from '../../../src/widgets/prediction/state.ts';

const codec = createCodec((id) => id === 'weather');
const query = (pairs: readonly (readonly [string, string])[]) => new Map(pairs);
const start = { ...codec.initial, exercise: 'weather' };

describe('state of a prediction', () => {
  it('takes as many picks as are asked for, and no more until one is released', () => {
    const two = toggle(toggle(start, 'rain', 2), 'frogs', 2);
    expect(two.picked).toEqual(['rain', 'frogs']);
    expect(toggle(two, 'snow', 2)).toBe(two);
    expect(toggle(toggle(two, 'rain', 2), 'snow', 2).picked).toEqual(['frogs', 'snow']);
  });

  it('is complete when all is picked and the reader said how sure', () => {
    const two = { ...start, picked: ['rain', 'snow'] };
    expect(isComplete(two, 2)).toBe(false);
    expect(isComplete({ ...two, confidence: 1 }, 2)).toBe(true);
    expect(isComplete({ ...two, confidence: 1 }, 3)).toBe(false);
  });

  it.each([
    ['untouched', codec.initial, []],
    [
      'half picked',
      { ...start, picked: ['rain'] },
      [
        ['e', 'weather'],
        ['a', 'rain'],
      ],
    ],
    [
      'locked',
      { ...start, picked: ['rain', 'frogs'], confidence: 3, stage: 'locked' },
      [
        ['e', 'weather'],
        ['a', 'rain_frogs'],
        ['sure', '3'],
        ['s', 'locked'],
      ],
    ],
    [
      'looked up',
      { ...start, stage: 'shown' },
      [
        ['e', 'weather'],
        ['s', 'shown'],
      ],
    ],
  ] as const)('goes into a link and comes back: %s', (_name, state, pairs) => {
    expect(codec.toQuery(state)).toEqual(pairs);
    expect(codec.fromQuery(1, query(pairs))).toEqual({ ok: true, state });
  });

  it.each([
    [[['e', 'hail']], 'e=hail'],
    [[['a', 'rain frogs']], 'a=rain frogs'],
    [[['sure', '5']], 'sure=5'],
    [[['s', 'won']], 's=won'],
    [
      [
        ['s', 'locked'],
        ['a', 'rain'],
      ],
      's=locked',
    ],
  ] as const)('refuses what it cannot mean: %j', (pairs, detail) => {
    expect(codec.fromQuery(1, query(pairs))).toEqual({ ok: false, problem: 'bad-value', detail });
  });
});
