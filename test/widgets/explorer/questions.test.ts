import { describe, expect, it } from 'vitest';
import { connectionOf, ordinary } from '../../../src/model/simulate/load.ts';
import { simulate } from '../../../src/model/simulate/simulate.ts';
import { type Connection, slots } from '../../../src/model/ttrpc/connection.ts';
import { escapeFrom, verdictOf } from '../../../src/widgets/explorer/questions.ts';
import { runOf, runSteps } from '../../../src/widgets/ttrpc-lab/run.ts';
import { initial } from '../../../src/widgets/ttrpc-lab/state.ts';

const cell = (client: Connection['client'], calls = 6): Connection => ({
  client,
  server: 'S1',
  calls,
  toServer: slots(1),
  toClient: slots(1),
});
const silent = () => {};

describe('questions to every interleaving', () => {
  it('are answered with a way, or with a proof, and tell how far they are', () => {
    const told: number[] = [];
    const found = verdictOf({ connection: cell('A') }, (states) => told.push(states));
    expect(found).toMatchObject({ verdict: 'deadlock', shortest: 27, open: 6 });
    expect(found.circle).toHaveLength(4);
    expect(verdictOf({ connection: cell('B') }, silent)).toMatchObject({ verdict: 'free' });
    expect(told.length).toBeGreaterThan(0);
  });

  it('tell a leak, in which every call has ended, from a hang of calls', () => {
    const connection = { ...cell('B', 3), failures: true };
    const found = verdictOf({ connection, interventions: true }, silent);
    expect(found).toMatchObject({ verdict: 'deadlock', open: 0, circle: [] });
  });

  it('say from where on a way is lost', () => {
    const { steps } = verdictOf({ connection: cell('A') }, silent);
    const end = escapeFrom({ connection: cell('A'), steps }, silent);
    expect(end).toMatchObject({ possible: false, by: 'circle', border: { good: 26, lost: 27 } });
    const before = escapeFrom({ connection: cell('A'), steps: steps.slice(0, 26) }, silent);
    expect(before).toMatchObject({ possible: true, border: null });
    expect(before.steps.length).toBeGreaterThan(10);
  });

  it('are answered at the real size too, by the circle and by letting what is under way end', () => {
    const load = { ...ordinary, calls: 600, seed: 4 };
    const state = { ...initial, size: 'real' as const, calls: 600, seed: 4 };
    const { steps } = runOf(runSteps(state, 400_000) ?? state).recording;
    expect(steps.length).toBe(simulate(load).steps);
    const early = escapeFrom(
      { connection: connectionOf(load), steps: steps.slice(0, 300) },
      silent,
    );
    expect(early).toMatchObject({ possible: true, by: 'drained' });
    // A way out in which callers gave up would be none.
    const deadlines = { ...connectionOf(load), deadlines: true };
    const way = escapeFrom({ connection: deadlines, steps: [] }, silent);
    expect(way.possible).toBe(true);
    expect(way.steps.length).toBeGreaterThan(600 * 5);
  });
});
