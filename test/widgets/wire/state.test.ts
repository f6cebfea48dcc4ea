import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { counterpart, isSample, readSamples, SESSIONS } from '../../../src/widgets/wire/samples.ts';
import {
  beyondLink,
  codec,
  LINK_BYTES,
  showOwn,
  showSample,
  type WireState,
} from '../../../src/widgets/wire/state.ts';

const samples = await readSamples(evidenceFromDisk);
const opened = (query: string) => stateFromQuery(codec, null, `?v=1&${query}`);

const hex = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const part = fc.constantFrom('', 'header.flags', 'body.metadata-2.value.key.tag');
const states: fc.Arbitrary<WireState> = fc.oneof(
  fc.record({
    sample: fc.constantFrom(...samples.map(({ id }) => id)),
    own: fc.constant(''),
    frame: fc.constant(1),
    edited: hex,
    part,
  }),
  fc.record({
    sample: fc.constant(''),
    own: hex.filter((one) => one !== ''),
    frame: fc.integer({ min: 1, max: 999_999 }),
    edited: hex,
    part,
  }),
);

describe('captured frames', () => {
  it('are those that the ids promise, each with its answer', () => {
    const promised = SESSIONS.length * 2 * 12;
    expect(samples).toHaveLength(promised);
    expect(new Set(samples.map(({ id }) => id)).size).toBe(promised);
    for (const { id } of samples) {
      expect(isSample(id)).toBe(true);
      expect(samples.some((one) => one.id === counterpart(id))).toBe(true);
      expect(counterpart(counterpart(id))).toBe(id);
    }
  });

  it.each(['', '1.0.1-request-2', '1.0.1-request-25', '1.2.0-request-1', '1.0.1-data-1'])(
    'are no %j',
    (id) => expect(isSample(id)).toBe(false),
  );
});

describe('state of a frame', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'wire', state)}`).search;
        expect(stateFromQuery(codec, 'wire', page)).toEqual(back);
      }),
    );
  });

  it('needs no word in the link for what the page begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it('keeps a link short: what is longer stays on the page, and is told', () => {
    const fits = showOwn(new Uint8Array(LINK_BYTES));
    expect(beyondLink(fits)).toBeNull();
    expect(opened(embedQuery(codec, fits).slice(4))).toEqual({ ok: true, state: fits });
    const long = showOwn(new Uint8Array(LINK_BYTES + 1));
    expect(beyondLink(long)).toBe('own');
    expect(codec.toQuery(long)).toEqual([]);
    const edited = { ...showSample('1.0.1-request-21'), edited: '00'.repeat(LINK_BYTES + 1) };
    expect(beyondLink(edited)).toBe('edited');
    expect(codec.toQuery(edited).map(([name]) => name)).toEqual(['c', 'p']);
  });

  it.each([
    ['c=1.0.1-request-2', 'sample 1.0.1-request-2'],
    ['h=0', 'own 0'],
    ['h=00zz', 'own 00zz'],
    ['h=00&n=0', 'frame 0'],
    ['h=00&n=-1', 'n=-1'],
    ['e=0x', 'edited 0x'],
    ['p=A%22', 'part A"'],
    [`h=${'00'.repeat(1025)}`, 'own: more than 1024 bytes'],
  ])('refuses what no reader can have left behind: %.20s', (query, detail) => {
    expect(opened(query)).toEqual({ ok: false, problem: 'bad-value', detail });
  });

  it('takes a frame from an author, lit only where a part is named', () => {
    expect(codec.fromProps({ sample: '1.1.0-response-9' })).toEqual({
      ok: true,
      state: showSample('1.1.0-response-9'),
    });
    expect(codec.fromProps({ part: 'header.flags' })).toMatchObject({
      state: { sample: '1.0.1-request-13', part: 'header.flags' },
    });
    expect(codec.fromProps({ own: '0000' })).toMatchObject({ state: { sample: '', own: '0000' } });
    expect(codec.fromProps({ capture: 'x' })).toMatchObject({ ok: false, detail: /^capture: not/ });
    expect(codec.fromProps({ frame: '1' })).toMatchObject({ ok: false, detail: 'frame: 1' });
  });
});
