import { describe, expect, it } from 'vitest';
import { codec, FIRST_LOOK, type PracticeState } from '../../../src/widgets/practice-node/state.ts';

function throughLink(state: PracticeState) {
  return codec.fromQuery(codec.version, new Map(codec.toQuery(state)));
}

describe('the address of a practice node', () => {
  it.each<Partial<PracticeState>>([
    {},
    { goals: false },
    { run: [] },
    { run: ['./exec.sh 200', 'ps aux | grep "a&b=c" # 中'], goals: false },
    { run: [], goals: false, start: 'morning', drill: true },
  ])('comes back as it was: %j', (change) => {
    const state = { ...codec.initial, ...change };
    expect(throughLink(state)).toEqual({ ok: true, state });
  });

  it('is empty for the initial state', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it('is refused where it brings too much, or what nobody knows', () => {
    expect(codec.fromQuery(1, new Map([['run', 'ls\n'.repeat(13)]]))).toMatchObject({
      ok: false,
      detail: 'run',
    });
    expect(codec.fromQuery(1, new Map([['run', 'x'.repeat(1_501)]]))).toMatchObject({ ok: false });
    expect(codec.fromQuery(1, new Map([['goals', 'no']]))).toMatchObject({ detail: 'goals=no' });
    expect(codec.fromQuery(1, new Map([['drill', '2']]))).toMatchObject({ detail: 'drill=2' });
    expect(codec.fromQuery(1, new Map([['start', 'noon']]))).toMatchObject({
      detail: 'start=noon',
    });
    expect(codec.fromQuery(2, new Map())).toMatchObject({ ok: false, problem: 'unknown-version' });
  });
});

describe("an author's props", () => {
  it('take a first look at the node where nothing else is said', () => {
    expect(codec.fromProps({})).toEqual({ ok: true, state: codec.initial });
    expect(codec.initial).toEqual({ run: FIRST_LOOK, goals: true, start: 'new', drill: false });
    expect(codec.fromProps({ run: 'ls\n\npwd', goals: false, start: 'morning' })).toEqual({
      ok: true,
      state: { run: ['ls', 'pwd'], goals: false, start: 'morning', drill: false },
    });
  });

  it.each([
    { run: 7 },
    { goals: 'yes' },
    { drill: 1 },
    { start: 'noon' },
    { cwd: 'post' },
    { run: Array(13).fill('ls') },
  ])('are refused: %j', (props) => {
    expect(codec.fromProps(props)).toMatchObject({ ok: false, problem: 'bad-value' });
  });
});
