import { describe, expect, it } from 'vitest';
import { change, check, createCodec } from '../../../src/widgets/exercise/state.ts';

const codec = createCodec((id) => id === 'tides');
const query = (pairs: readonly (readonly [string, string])[]) => new Map(pairs);
const start = { ...codec.initial, exercise: 'tides' };

describe('state of an exercise', () => {
  it('keeps the last check when the answer changes', () => {
    const checked = check(start, 'moon');
    expect(change(checked, 'wind')).toEqual({ ...checked, answer: 'wind' });
  });

  it.each([
    ['untouched', codec.initial, []],
    ['named', start, [['e', 'tides']]],
    [
      'answered',
      change(start, 'moon'),
      [
        ['e', 'tides'],
        ['a', 'moon'],
      ],
    ],
    [
      'checked',
      check(start, 'moon'),
      [
        ['e', 'tides'],
        ['a', 'moon'],
        ['c', '*'],
      ],
    ],
    [
      'changed since',
      change(check(start, 'moon'), 'wind'),
      [
        ['e', 'tides'],
        ['a', 'wind'],
        ['c', 'moon'],
      ],
    ],
    [
      'emptied since',
      change(check(start, 'moon'), ''),
      [
        ['e', 'tides'],
        ['c', 'moon'],
      ],
    ],
  ] as const)('goes into a link and comes back: %s', (_name, state, pairs) => {
    expect(codec.toQuery(state)).toEqual(pairs);
    expect(codec.fromQuery(1, query(pairs))).toEqual({ ok: true, state });
  });

  it('says of a link to an exercise that does not exist which one it was', () => {
    expect(codec.fromQuery(1, query([['e', 'ebb']]))).toEqual({
      ok: false,
      problem: 'bad-value',
      detail: 'e=ebb',
    });
  });

  it('does not swallow a link that was made to be too long', () => {
    expect(codec.fromQuery(1, query([['a', 'x'.repeat(2001)]]))).toMatchObject({ ok: false });
    expect(codec.fromQuery(1, query([['c', 'x'.repeat(2001)]]))).toMatchObject({ ok: false });
  });

  it('takes from an author an exercise that exists, and nothing else', () => {
    expect(codec.fromProps({ exercise: 'tides' })).toEqual({ ok: true, state: start });
    expect(codec.fromProps({})).toEqual({ ok: true, state: codec.initial });
    expect(codec.fromProps({ exercise: 'ebb' })).toMatchObject({ detail: 'exercise=ebb' });
    expect(codec.fromProps({ exercise: 7 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ exercise: 'tides', hints: 3 })).toMatchObject({
      detail: 'hints: only "exercise" can be set',
    });
  });
});
