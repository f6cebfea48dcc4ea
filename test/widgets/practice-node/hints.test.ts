import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/shell/engine.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { HINTS, STEPS } from '../../../src/widgets/practice-node/hints.ts';
import { fromDisk } from '../../shell/home.ts';

/** The one line that waits is stopped after so long, ms; any other comes back by itself, however busy the machine is. */
const PATIENCE = 2000;

describe('the hints, typed one after another on a new node', () => {
  it('reach every step, none of them early, and no line is unknown to the node', async () => {
    const engine = createEngine({ read: fromDisk, node: firstNode() });
    const reached = () => engine.view()?.reached ?? [];
    for (const goal of STEPS) {
      expect(reached(), `before ${goal}`).not.toContain(goal);
      for (const line of HINTS[goal]) {
        const waits = line === 'crictl stats' && goal === 'stats';
        const stop = waits ? setTimeout(() => engine.stop(), PATIENCE) : undefined;
        const ran = await engine.run(line);
        clearTimeout(stop);
        if (waits) expect(ran.kind).toBe('stopped');
        else if (ran.kind === 'finished') expect([line, ran.code]).toEqual([line, 0]);
        else throw new Error(`${line}: ${ran.kind}`);
      }
      expect(reached(), goal).toContain(goal);
      if (goal === 'storm') await engine.later(8 * 3600);
    }
    expect(reached().toSorted()).toEqual(STEPS.toSorted());
  }, 60_000);
});
