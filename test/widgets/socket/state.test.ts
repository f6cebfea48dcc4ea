import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  emptyPipe,
  fill,
  type Pipe,
  read,
  readFrame,
  readUntilWake,
  write,
} from '../../../src/widgets/socket/pipe.ts';
import {
  codec,
  FRAME_BYTES,
  SNDBUF_BYTES,
  type SocketState,
  startOver,
} from '../../../src/widgets/socket/state.ts';

const moves: readonly ((pipe: Pipe) => Pipe)[] = [
  (pipe) => write(pipe).pipe,
  (pipe) => fill(pipe).pipe,
  (pipe) => readFrame(pipe).pipe,
  (pipe) => readUntilWake(pipe).pipe,
  (pipe) => read(pipe, 4096).pipe,
];

/** Any state that a reader can come to by the buttons. */
const states: fc.Arbitrary<SocketState> = fc.record({
  pipe: fc
    .tuple(
      fc.oneof(fc.constantFrom(10, 118, 215, 4097), fc.integer({ min: 10, max: 200_000 })),
      fc.oneof(fc.constant(212992), fc.integer({ min: 4608, max: 300_000 })),
      fc.array(fc.constantFrom(...moves), { maxLength: 12 }),
    )
    .map(([frameBytes, sndbuf, steps]) =>
      steps.reduce((pipe, step) => step(pipe), emptyPipe(frameBytes, sndbuf)),
    ),
  guess: fc.nat({ max: 1e9 }),
  table: fc.boolean(),
});

const opened = (query: string) => stateFromQuery(codec, null, `?v=1&${query}`);

describe('state of a socket', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'sock', state)}`).search;
        expect(stateFromQuery(codec, 'sock', page)).toEqual(back);
      }),
      { numRuns: 150 },
    );
  });

  it('needs no word in the link for the captured end it begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each([
    ['f=9', 'frameBytes 9: a whole number from 10 to 4194314'],
    ['f=4194315', 'frameBytes 4194315: a whole number from 10 to 4194314'],
    ['b=4607', 'sndbuf 4607: a whole number from 4608 to 1048576'],
    ['f=-215', 'f=-215'],
    ['f=1e3', 'f=1e3'],
    ['g=', 'g='],
    ['p=2', 'parked 2: a whole number from 0 to 1'],
    ['s=1000000001', 'sent 1000000001: a whole number from 0 to 1000000000'],
    ['f=215&s=168&r=0', 'sent 168, read 0: no run leads there'],
    ['f=215&s=1&r=216&p=0', 'sent 1, read 216: no run leads there'],
    ['f=215&s=10&r=0&p=1', 'sent 10, read 0: no run leads there'],
  ])('refuses what no reader can have left behind: %s', (query, detail) => {
    expect(opened(query)).toEqual({ ok: false, problem: 'bad-value', detail });
  });

  it('cuts a value that is too long to be shown', () => {
    expect(opened(`f=${'9'.repeat(400)}`)).toMatchObject({ ok: false, detail: /^f=9{58}$/ });
  });

  it('takes from an author a frame or a buffer alone, into an empty socket', () => {
    expect(codec.fromProps({ frameBytes: 901 })).toEqual({
      ok: true,
      state: { pipe: emptyPipe(901), guess: 0, table: false },
    });
    expect(codec.fromProps({ table: true })).toEqual({
      ok: true,
      state: { ...codec.initial, table: true },
    });
    expect(
      codec.fromProps({ frameBytes: 215, sent: 167, read: 20480, parked: true }),
    ).toMatchObject({ ok: true, state: { pipe: { sent: 167, parked: true } } });
  });

  it.each([
    [{ frame: 215 }, 'frame: not one of frameBytes, sndbuf, sent'],
    [{ frameBytes: '215' }, 'frameBytes: no number'],
    [{ frameBytes: 21.5 }, 'frameBytes 21.5: a whole number'],
    [{ frameBytes: 215, sent: 200 }, 'sent 200, read 0: no run'],
  ])('tells an author what is wrong: %j', (props, detail) => {
    expect(codec.fromProps(props)).toMatchObject({
      ok: false,
      detail: expect.stringContaining(detail),
    });
  });

  it('begins anew with another frame or buffer, and forgets the guess', () => {
    const asked = { ...codec.initial, guess: 5, table: true };
    expect(startOver(asked, { frameBytes: 901 })).toEqual({
      pipe: emptyPipe(901),
      guess: 0,
      table: true,
    });
    expect(startOver(asked).pipe).toEqual(emptyPipe(118));
  });

  it('takes every frame and every buffer at the ends of what may be chosen', () => {
    for (const frameBytes of Object.values(FRAME_BYTES)) {
      for (const sndbuf of Object.values(SNDBUF_BYTES)) {
        const { pipe } = fill(emptyPipe(frameBytes, sndbuf));
        const state = { ...codec.initial, pipe };
        expect(
          opened(new URLSearchParams([...codec.toQuery(state)].map(([k, v]) => [k, v])).toString()),
        ).toEqual({ ok: true, state });
      }
    }
  });
});
