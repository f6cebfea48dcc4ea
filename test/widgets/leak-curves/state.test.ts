import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURE_NAMES } from '../../../src/model/leak/captured.ts';
import { ordinaryNode } from '../../../src/model/leak/load.ts';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  CONTAINERS,
  codec,
  KNOB_NAMES,
  KNOBS,
  type Knob,
  knobsOf,
  type LeakState,
  turn,
} from '../../../src/widgets/leak-curves/state.ts';

const knob = (name: Knob) => fc.integer({ min: KNOBS[name].least, max: KNOBS[name].most });

/** Any state that a reader can come to. */
const states: fc.Arbitrary<LeakState> = fc.record({
  load: fc
    .record({
      scrapers: knob('scrapers'),
      interval: knob('interval'),
      execs: knob('execs'),
      deadline: knob('deadline'),
      kubeletKib: knob('kubeletKib'),
      hangMinute: knob('hangMinute'),
      minutes: knob('minutes'),
      client: fc.constantFrom('A' as const, 'B' as const),
      eviction: fc.boolean(),
    })
    .map(({ client, eviction, ...knobs }) => ({ ...turn(ordinaryNode, knobs), client, eviction })),
  wedged: fc.integer({ min: 0, max: CONTAINERS - 1 }),
  capture: fc.constantFrom(...CAPTURE_NAMES),
});

describe('the state of the leak', () => {
  it('comes back from its link', () => {
    fc.assert(
      fc.property(states, (state) => {
        const query = `?${embedQuery(codec, state)}`;
        expect(stateFromQuery(codec, null, query)).toEqual({ ok: true, state });
      }),
    );
  });

  it('is not written into a link where it is as it begins', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each([
    ['s=11', 'scrapers 11'],
    ['i=0', 'interval 0'],
    ['d=-1', 'deadline -1'],
    ['m=1e2', 'minutes 1e2'],
    ['h=200&m=100', 'hangMinute 200'],
    ['c=C', 'client C'],
    ['l=yes', 'eviction yes'],
    ['n=12', 'wedged 12'],
    ['p=containerd-1.7', 'capture containerd-1.7'],
  ])('refuses ?%s and names it', (query, detail) => {
    const asked = stateFromQuery(codec, null, `?v=1&${query}`);
    expect(asked).toMatchObject({ ok: false, problem: 'bad-value' });
    expect(asked && !asked.ok && asked.detail).toContain(detail);
  });

  it('takes what an author writes, and refuses what is no part of it', () => {
    const props = { deadline: 30, client: 'B', eviction: false, capture: 'poller-1.1.0' };
    expect(codec.fromProps(props)).toMatchObject({
      ok: true,
      state: { load: { deadline: 30, client: 'B', eviction: false }, capture: 'poller-1.1.0' },
    });
    expect(codec.fromProps({ nodes: 3 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ scrapers: 2.5 })).toMatchObject({ ok: false });
  });
});

describe('a knob', () => {
  it.each(KNOB_NAMES)('%s turns that and nothing else', (name) => {
    const before = knobsOf(ordinaryNode);
    const value = before[name] + KNOBS[name].step;
    expect(knobsOf(turn(ordinaryNode, { [name]: value }))).toEqual({ ...before, [name]: value });
  });

  it('of the run takes the hang along when the run gets shorter than it', () => {
    expect(knobsOf(turn(ordinaryNode, { minutes: 10 }))).toMatchObject({ hangMinute: 10 });
  });
});
