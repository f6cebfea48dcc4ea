import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  BOUNDS,
  CELL_CALLS,
  CLIENTS,
  codec,
  initial,
  LONGEST_SCRIPT,
  RPCS,
  SERVERS,
  SIZES,
  TAKEN,
} from '../../../src/widgets/ttrpc-lab/state.ts';

const within = ([min, max]: readonly [number, number]) => fc.integer({ min, max });
const frame = fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 65_536 }));

/** Any state that a link may carry. */
const states = fc
  .record({
    client: fc.constantFrom(...CLIENTS),
    server: fc.constantFrom(...SERVERS),
    size: fc.constantFrom(...SIZES),
    calls: within(BOUNDS.calls),
    longCalls: fc.nat({ max: 3 }),
    requestSlots: within(BOUNDS.requestSlots),
    responseSlots: within(BOUNDS.responseSlots),
    quarter: fc.boolean(),
    rpc: fc.constantFrom(...RPCS),
    request: frame,
    response: frame,
    sndbuf: within(BOUNDS.sndbuf),
    delay: within(BOUNDS.delay),
    deadline: within(BOUNDS.deadline),
    incoming: within(BOUNDS.incoming),
    failures: fc.boolean(),
    pod: fc.boolean(),
    seed: within(BOUNDS.seed),
    script: fc
      .array(fc.constantFrom('0', '3', 'z', '.01a', '!c', '!k', '~1jh~'), { maxLength: 30 })
      .map((parts) => parts.join('')),
    at: within(BOUNDS.at),
    focus: fc.constantFrom(null, 'client.loop', 'server.handler'),
    taken: fc.constantFrom(...TAKEN),
  })
  .map((state) => {
    const calls = state.size === 'cell' ? Math.min(state.calls, CELL_CALLS) : state.calls;
    return { ...state, calls, longCalls: Math.min(state.longCalls, calls) };
  });

const opened = (query: string) => stateFromQuery(codec, null, `?v=1&${query}`);

describe('state of the lab', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state as typeof initial))).toEqual(
          back,
        );
        const { search } = new URL(
          `https://x.test/${pageQuery(codec, 'lab', state as typeof initial)}`,
        );
        expect(stateFromQuery(codec, 'lab', search)).toEqual(back);
      }),
      { numRuns: 200 },
    );
  });

  it('needs no word in the link for the state it begins with', () => {
    expect(codec.toQuery(initial)).toEqual([]);
  });

  it.each([
    ['c=E', 'client E: not one of A, B, C, D'],
    ['z=huge', 'size huge: not one of cell, real'],
    ['n=0', 'calls 0: a whole number from 1 to 5000'],
    ['n=two', 'calls two: a whole number from 1 to 5000'],
    [`n=${CELL_CALLS + 1}`, `calls ${CELL_CALLS + 1}: at most ${CELL_CALLS} in a cell`],
    ['n=3&l=4', 'longCalls 4 of 3'],
    ['z=real&rq=9', 'request 9: at least 10'],
    ['q=yes', 'quarter yes: 0 or 1'],
    ['x=01-2', 'script, place 3: -2'],
    ['g=client.cook', 'focus client.cook: not one of'],
    [`x=${'~1~'.repeat(41)}`, 'script: 41 runs by the seed, at most 40'],
  ])('says what is wrong with %s', (query, detail) => {
    expect(opened(query)).toMatchObject({
      ok: false,
      problem: 'bad-value',
      detail: expect.stringContaining(detail),
    });
  });

  it('refuses a script longer than a link', () => {
    const script = '0'.repeat(LONGEST_SCRIPT + 1);
    expect(codec.fromProps({ script })).toMatchObject({ ok: false });
    expect(codec.fromProps({ script: script.slice(1) })).toMatchObject({ ok: true });
  });

  it('tells an author which part there is not', () => {
    expect(codec.fromProps({ clientt: 'A' })).toMatchObject({
      ok: false,
      detail: expect.stringContaining('clientt'),
    });
  });
});
