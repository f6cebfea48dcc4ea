import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import { DOORS } from '../../../src/widgets/pprof-doors/doors.ts';
import { QUESTION_NAMES } from '../../../src/widgets/pprof-doors/questions.ts';
import { ask, codec, open } from '../../../src/widgets/pprof-doors/state.ts';

const states = fc.record({
  question: fc.constantFrom(...QUESTION_NAMES),
  opened: fc.shuffledSubarray([...DOORS]),
});

const opened = (query: string) => stateFromQuery(codec, null, `?v=1&${query}`);

describe('state of the doors', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'doors', state)}`).search;
        expect(stateFromQuery(codec, 'doors', page)).toEqual(back);
      }),
    );
  });

  it('needs no word in the link for the state it begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each(['q=why', 'q=waits&d=mutex', 'q=waits&d=heap_heap', 'd=heap_'])(
    'refuses what no reader can have left behind: %s',
    (query) => {
      expect(opened(query)).toMatchObject({ ok: false, problem: 'bad-value' });
    },
  );

  it('takes a question alone with all doors closed, from a link and from an author', () => {
    const closed = { ok: true, state: { question: 'busy', opened: [] } };
    expect(opened('q=busy')).toEqual(closed);
    expect(codec.fromProps({ question: 'busy' })).toEqual(closed);
    expect(codec.fromProps({})).toEqual({ ok: true, state: codec.initial });
    expect(codec.fromProps({ door: 'heap' })).toMatchObject({ ok: false });
    expect(codec.fromProps({ opened: 'heap' })).toMatchObject({ ok: false });
  });

  it('shows the door that was opened last, and each once', () => {
    const twice = open(open(open(ask('busy'), 'heap'), 'trace'), 'heap');
    expect(twice).toEqual({ question: 'busy', opened: ['trace', 'heap'] });
  });
});
