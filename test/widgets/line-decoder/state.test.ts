import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  codec,
  type DecoderState,
  toggleConnection,
  toggleRow,
  turnTo,
} from '../../../src/widgets/line-decoder/state.ts';

const path = fc.stringMatching(/^[a-z0-9]{1,8}\/[a-z0-9-]{1,12}\.(?:txt|log\.gz)$/);
const states: fc.Arbitrary<DecoderState> = fc.record({
  evidence: fc.array(path, { minLength: 1, maxLength: 2 }),
  at: fc.string({ maxLength: 40 }),
  row: fc.constantFrom('', 'server.go:444'),
  connection: fc.constantFrom('', 'server-2', '2:client-1'),
});

describe('the state of the line decoder', () => {
  it('comes back from its link as it was', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = stateFromQuery(codec, null, embedQuery(codec, state));
        expect(back).toEqual({ ok: true, state });
      }),
    );
  });

  it('writes nothing but the version for the initial state, and a legible line otherwise', () => {
    expect(embedQuery(codec, codec.initial)).toBe('v=1');
    expect(embedQuery(codec, { ...codec.initial, at: 'client.go:259@1.0.1' })).toBe(
      'v=1&l=client.go:259@1.0.1',
    );
  });

  it('leaves what was open in the reader’s own file out of the link, with the file', () => {
    const own = { evidence: [], at: 'server.go:87', row: 'server.go:87', connection: 'server-1' };
    expect(embedQuery(codec, own)).toBe('v=1&l=server.go:87');
  });

  it('takes one path as well as two from an author', () => {
    expect(codec.fromProps({ evidence: 'post/shim-ttrpc-lines.txt' })).toEqual({
      ok: true,
      state: codec.initial,
    });
  });

  it.each([
    [{ evidence: '../secret' }, 'evidence'],
    [{ evidence: ['a.txt', 'b.txt', 'c.txt'] }, 'evidence'],
    [{ evidence: 7 }, 'evidence'],
    [{ at: 444 }, 'at'],
    [{ at: 'x'.repeat(301) }, 'at'],
    [{ wrong: 1 }, 'wrong'],
  ])('refuses %j and names the part', (props, part) => {
    expect(codec.fromProps(props)).toMatchObject({
      ok: false,
      problem: 'bad-value',
      detail: expect.stringContaining(part),
    });
  });
});

describe('moves', () => {
  it('opens and closes a row and a connection', () => {
    const open = toggleRow(codec.initial, 'server.go:444');
    expect(open.row).toBe('server.go:444');
    expect(toggleRow(open, 'server.go:444')).toEqual(codec.initial);
    expect(toggleConnection(toggleConnection(codec.initial, 'server-2'), 'server-2')).toEqual(
      codec.initial,
    );
  });

  it('keeps the typed line, and nothing that was open, when it turns to other evidence', () => {
    const state = { ...codec.initial, at: 'server.go:87', row: 'server.go:87', connection: 'x' };
    expect(turnTo(state, ['a.txt'])).toEqual({
      evidence: ['a.txt'],
      at: 'server.go:87',
      row: '',
      connection: '',
    });
  });
});
