import { describe, expect, it } from 'vitest';
import { explore } from '../../../src/model/explore/explore.ts';
import { choicesIn } from '../../../src/model/ttrpc/choices.ts';
import { presets } from '../../../src/widgets/ttrpc-lab/presets.ts';
import { runOf, shownIn, withSteps } from '../../../src/widgets/ttrpc-lab/run.ts';
import { look, type SeatName } from '../../../src/widgets/ttrpc-lab/scene.ts';
import { initial, type LabState } from '../../../src/widgets/ttrpc-lab/state.ts';
import { versionsIn } from '../../../src/widgets/ttrpc-lab/words.ts';

const sceneOf = (state: LabState) => look(runOf(state).machine, shownIn(state), versionsIn(state));

function hungOf(state: LabState): LabState {
  const { steps } = explore(runOf(state).machine);
  const hung = withSteps(state, steps, steps.length);
  if (!hung) throw new Error('no way');
  return hung;
}

const circleOf = (state: LabState) => {
  const { machine } = runOf(state);
  return sceneOf(state).circle.map((goroutine) => machine.kindOf(goroutine).kind);
};

describe('the picture of the hang of six calls', () => {
  const state = hungOf(initial);
  const scene = sceneOf(state);
  const at = (seat: SeatName) =>
    scene.seats[seat].map((group) => [group.at, group.mood, group.count]);

  it('has the four in the ring, each at its line, and the callers behind them', () => {
    expect(at('writer')).toEqual([['client.go:259', 'circle', 1]]);
    expect(at('serverReader')).toEqual([['server.go:404', 'circle', 1]]);
    expect(at('serverLoop')).toEqual([['server.go:459', 'circle', 1]]);
    expect(at('clientReader')).toEqual([['client.go:209', 'circle', 1]]);
    expect(at('callers')).toEqual([['client.go:161', 'waits', 6]]);
    expect(at('handlers')).toEqual([]);
    expect(circleOf(state)).toEqual([
      'client.loop',
      'server.receiver',
      'server.loop',
      'client.receiver',
    ]);
  });

  it('has both directions full, and nobody who takes', () => {
    expect(scene.pipes.toServer).toMatchObject({ calls: [4], charge: 1, limit: 1, parked: true });
    expect(scene.pipes.toClient).toMatchObject({ calls: [1], charge: 1, limit: 1, parked: true });
    expect(scene.channels.map(({ name, offering, taking }) => [name, offering, taking])).toEqual([
      ['calls', 0, 0],
      ['incoming', 1, 0],
      ['requests', 1, 0],
      ['responses', 0, 0],
    ]);
  });

  it('allows nothing', () => {
    expect([scene.outcome, scene.possible]).toEqual(['hung', 0]);
    expect(choicesIn(runOf(state).machine, shownIn(state), versionsIn(state))).toEqual([]);
  });
});

describe('the picture of client C, hung', () => {
  const state = hungOf({ ...initial, client: 'C', calls: 7 });
  const scene = sceneOf(state);

  it('seats the caller that writes in the ring, and who holds streamLock beside it', () => {
    const [writer] = scene.seats.writer;
    const [keeper] = scene.seats.keeper;
    expect([writer?.kind, writer?.mood, writer?.at]).toEqual([
      'client.caller',
      'circle',
      'client.go:370',
    ]);
    expect([keeper?.kind, keeper?.mood, keeper?.at]).toEqual([
      'client.caller',
      'circle',
      'client.go:366',
    ]);
    expect(circleOf(state)).toHaveLength(5);
    expect(scene.locks.map(({ name, holder }) => [name, holder !== null])).toEqual([
      ['streamLock', true],
      ['sendLock', true],
    ]);
    expect(scene.locks[0]?.holder).not.toBe(scene.locks[1]?.holder);
  });
});

describe('what may be chosen', () => {
  it('is put together where only the call differs', () => {
    const { machine } = runOf(initial);
    const choices = choicesIn(machine, shownIn(initial), versionsIn(initial));
    expect(choices.map(({ told, alike }) => [told.says, told.at, alike])).toEqual([
      ['client.loop.takes-call', 'client.go:257', 6],
    ]);
  });

  it('has what comes from outside at its end, where that may happen', () => {
    const state: LabState = { ...initial, failures: true };
    const choices = choicesIn(runOf(state).machine, shownIn(state), versionsIn(state));
    expect(choices.slice(-3).map(({ told }) => told.says)).toEqual([
      'outside.close',
      'outside.clientDies',
      'outside.serverDies',
    ]);
  });
});

describe('the post’s pod', () => {
  it('stands with the post’s counts when its preset has run', () => {
    const state = presets.find(({ name }) => name === 'post')?.make();
    if (!state) throw new Error('no preset');
    const { seats, outcome } = sceneOf(state);
    const handlers = Object.fromEntries(seats.handlers.map(({ at, count }) => [at, count]));
    expect(outcome).toBe('hung');
    // The sixth at :438 is the Wait of the other connection: see dumps.test.ts.
    expect(handlers).toEqual({ 'server.go:438': 5, 'server.go:444': 164 });
  });
});
