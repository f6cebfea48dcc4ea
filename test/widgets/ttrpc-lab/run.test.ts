import { describe, expect, it } from 'vitest';
import { explore } from '../../../src/model/explore/explore.ts';
import { Actions } from '../../../src/model/kernel/actions.ts';
import { postLoad } from '../../../src/model/simulate/pod.ts';
import { simulate } from '../../../src/model/simulate/simulate.ts';
import {
  goTo,
  loadOf,
  placeIn,
  runOf,
  runSteps,
  shownIn,
  switchTo,
  takeStep,
  withMore,
  withSteps,
} from '../../../src/widgets/ttrpc-lab/run.ts';
import { initial, type LabState } from '../../../src/widgets/ttrpc-lab/state.ts';

const must = <Value>(value: Value | null): Value => {
  if (value === null) throw new Error('nothing');
  return value;
};
const firstStep = (state: LabState) =>
  runOf(state).machine.enabled(shownIn(state), new Actions()).at(0);
const stepped = (state: LabState, times: number): LabState =>
  times === 0 ? state : stepped(must(takeStep(state, firstStep(state))), times - 1);
const lengthOf = (state: LabState) => runOf(state).recording.length;

/** The way to the hang of six calls. */
const found = explore(runOf(initial).machine);
const hung = must(withSteps(initial, found.steps, found.steps.length));

describe('the way of a lab', () => {
  it('grows by the reader’s steps, and can be gone back and forth', () => {
    const five = stepped(initial, 5);
    expect(lengthOf(five)).toBe(5);
    expect(shownIn(goTo(five, 0))).toEqual(runOf(initial).machine.initial());
    const back = goTo(five, 3);
    expect(placeIn(back, runOf(back))).toBe(3);
    expect(shownIn(back)).toEqual(shownIn(stepped(initial, 3)));
    expect(shownIn(goTo(back, 5))).toEqual(shownIn(five));
    expect(goTo(five, 99).at).toBe(-1);
    expect(placeIn(goTo(five, -1), runOf(five))).toBe(0);
  });

  it('forgets what came after a place from which another step is taken', () => {
    const back = goTo(stepped(initial, 5), 2);
    expect(lengthOf(stepped(back, 1))).toBe(3);
  });

  it('ends in the hang that was found', () => {
    expect(runOf(hung).machine.deadlocked(shownIn(hung))).toBe(true);
    expect(lengthOf(hung)).toBe(27);
  });

  it('cannot be longer than a link', () => {
    const real: LabState = { ...initial, client: 'B', size: 'real', calls: 600 };
    const { steps } = runOf(must(runSteps(real, 400_000))).recording;
    expect(steps.length).toBeGreaterThan(4000);
    expect(withSteps(real, steps, 0)).toBe(null);
    const most = must(withSteps(real, steps.slice(0, 900), 900));
    expect(shownIn(most)).toEqual(shownIn(goTo(must(runSteps(real, 900)), 900)));
  });

  it('shows what comes before a step that its machine does not allow', () => {
    const broken: LabState = { ...initial, script: '00zzz' };
    const run = runOf(broken);
    expect([run.trouble, run.recording.length]).toEqual([2, 2]);
  });
});

describe('a run by the seed', () => {
  it('goes on where it stopped, as if it had not stopped', () => {
    const whole = must(runSteps(initial, 20));
    const parts = must(runSteps(must(runSteps(initial, 7)), 13));
    expect(parts.script).toBe(whole.script);
    expect(shownIn(parts)).toEqual(shownIn(whole));
  });

  it('of the real size is the simulation of the same load', () => {
    const real: LabState = { ...initial, size: 'real', calls: 300, seed: 5 };
    const ended = must(runSteps(real, 1_000_000));
    const same = simulate(loadOf(real));
    expect(lengthOf(ended)).toBe(same.steps);
    expect(shownIn(ended)).toEqual(same.state);
  });

  it('names no more steps than it took', () => {
    const { steps, calls, longCalls, delay, seed } = { ...postLoad, ...simulate(postLoad) };
    const post: LabState = { ...initial, size: 'real', calls, longCalls, delay, seed };
    expect(must(runSteps(post, 400_000)).script).toBe(`~${steps.toString(36)}~`);
  });

  it('can be cut in its middle, and another step taken', () => {
    const back = goTo(must(runSteps(initial, 20)), 9);
    const next = must(takeStep(back, firstStep(back)));
    expect(next.script.startsWith('~9~')).toBe(true);
    expect(lengthOf(next)).toBe(10);
  });
});

describe('another client in the same place', () => {
  it.each(['B', 'D'] as const)('%s is led the same way and can go on', (client) => {
    const { state, how, kept, skipped } = switchTo(hung, { client });
    expect({ how, kept, skipped }).toEqual({ how: 'followed', kept: 27, skipped: 0 });
    expect(state).toMatchObject({ client, calls: 6, requestSlots: 1, server: 'S1' });
    expect(runOf(state).trouble).toBe(null);
    expect(runOf(state).machine.deadlocked(shownIn(state))).toBe(false);
  });

  it('S2 in place of the server leaves out the hand-offs that it does not have', () => {
    const { kept, skipped, state } = switchTo(hung, { server: 'S2' });
    expect({ kept, skipped }).toEqual({ kept: 24, skipped: 3 });
    expect(runOf(state).trouble).toBe(null);
  });

  it('leads back to the same hang', () => {
    const there = switchTo(hung, { client: 'B' }).state;
    const back = switchTo(there, { client: 'A' }).state;
    expect(shownIn(back)).toEqual(shownIn(hung));
  });

  it('of the real size is run anew by the same seed', () => {
    const real = must(runSteps({ ...initial, size: 'real', calls: 600 }, 900));
    const { how, state } = switchTo(real, { client: 'B' });
    expect(how).toBe('rerun');
    expect(lengthOf(state)).toBe(900);
  });
});

describe('going on by steps that were found', () => {
  it('keeps what was gone before', () => {
    const start = stepped(initial, 4);
    const { machine } = runOf(start);
    const way = explore(machine, { from: shownIn(start) }).steps;
    const on = must(withMore(start, way));
    expect(placeIn(on, runOf(on))).toBe(4);
    expect(lengthOf(on)).toBe(4 + way.length);
    expect(machine.deadlocked(shownIn(goTo(on, lengthOf(on))))).toBe(true);
  });
});
