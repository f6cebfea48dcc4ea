import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import { STEPS } from '../../../src/widgets/exec-flow/flow.ts';
import {
  beginWith,
  codec,
  EXECS,
  type ExecFlowState,
  go,
  isSeen,
} from '../../../src/widgets/exec-flow/state.ts';

const states: fc.Arbitrary<ExecFlowState> = fc.record({
  stdin: fc.boolean(),
  tty: fc.boolean(),
  execs: fc.integer({ min: EXECS.least, max: EXECS.most }),
  step: fc.constantFrom(...STEPS),
  guess: fc.option(fc.integer({ min: 0, max: 1000 })),
});

describe('state of an exec', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'exec', state)}`).search;
        expect(stateFromQuery(codec, 'exec', page)).toEqual(back);
      }),
      { numRuns: 150 },
    );
  });

  it('needs no word in the link for the state it begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each([
    ['n=0', 'execs 0: a whole number from 1 to 5000'],
    ['n=5001', 'execs 5001: a whole number from 1 to 5000'],
    ['n=-1', 'n=-1'],
    ['i=2', 'i=2'],
    ['t=', 't='],
    ['g=1001', 'guess 1001: a whole number from 0 to 1000'],
    ['s=kill', 'step kill: not one of token, serve, streams, exec, wait, sta'],
  ])('refuses what no reader can have left behind: %s', (query, detail) => {
    expect(stateFromQuery(codec, null, `?v=1&${query}`)).toEqual({
      ok: false,
      problem: 'bad-value',
      detail,
    });
  });

  it('takes from an author what differs, and says what is wrong', () => {
    expect(codec.fromProps({ tty: true, step: 'exec' })).toEqual({
      ok: true,
      state: { ...codec.initial, tty: true, step: 'exec' },
    });
    expect(codec.fromProps({ tty: 1 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ terminal: true })).toMatchObject({ ok: false });
  });

  it('begins anew with other flags, and not with another number', () => {
    const run: ExecFlowState = { ...codec.initial, guess: 3 };
    expect(beginWith(run, { tty: true })).toMatchObject({ step: 'token', guess: null, tty: true });
    expect(beginWith(run, { execs: 7 })).toEqual({ ...run, execs: 7 });
  });

  it('goes no further than its first and last step', () => {
    const first = go(codec.initial, -99);
    expect(first.step).toBe('token');
    expect(isSeen(first)).toBe(false);
    expect(go(first, 1).step).toBe('serve');
    expect(go(first, 99).step).toBe('delete');
  });
});
