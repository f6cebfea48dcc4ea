import { describe, expect, it } from 'vitest';
import { explore } from '../../../src/model/explore/explore.ts';
import { dumpOf, endsIn, taking } from '../../../src/widgets/ttrpc-lab/dumps.ts';
import { presets } from '../../../src/widgets/ttrpc-lab/presets.ts';
import { runOf, withSteps } from '../../../src/widgets/ttrpc-lab/run.ts';
import { CLIENTS, initial, type LabState, SERVERS } from '../../../src/widgets/ttrpc-lab/state.ts';
import { Bench } from '../../../src/widgets/workbench/bench.ts';

async function findingsOf(state: LabState): Promise<readonly string[]> {
  const bench = new Bench();
  for (const end of endsIn(state)) {
    const dumped = dumpOf(state, end);
    if (!dumped.ok) throw new Error(`${dumped.problem} ${dumped.at}`);
    const sheet = await bench.add(end, new Blob([dumped.text]), () => {});
    if (sheet.is !== 'goroutines') throw new Error('not read as a dump');
    expect(sheet.leftovers).toBe(0);
  }
  return bench.findings().map(({ finding }) => finding.rule);
}

function hungOf(state: LabState): LabState {
  const { steps } = explore(runOf(state).machine);
  return withSteps(state, steps, steps.length) ?? state;
}

describe('dumps that the lab takes', () => {
  it('of the hang show half the circle from one end, and all of it from both', async () => {
    const hung = hungOf(initial);
    const shim = taking(hung, 'shim');
    expect(await findingsOf(shim)).toEqual(['ttrpc-server-stuck']);
    expect(await findingsOf(taking(hung, 'containerd'))).toEqual(['ttrpc-client-stuck-a']);
    expect(await findingsOf(taking(shim, 'containerd'))).toEqual(['ttrpc-both']);
  });

  it('can be taken of every pair at its start', async () => {
    for (const client of CLIENTS) {
      for (const server of SERVERS) {
        const rules = await findingsOf({ ...initial, client, server, taken: 'both' });
        expect(
          rules.filter((rule) => rule.startsWith('ttrpc-') && /stuck|both/.test(rule)),
        ).toEqual([]);
      }
    }
  });

  it('of the post’s pod show two connections, and 170 handlers created', () => {
    const state = presets.find(({ name }) => name === 'post')?.make();
    if (!state) throw new Error('no preset');
    const dumped = dumpOf(state, 'shim');
    const text = dumped.ok ? dumped.text : '';
    const lines = (line: number) => text.split(`ttrpc/server.go:${line} `).length - 1;
    expect([444, 438, 434, 459, 404, 431, 362, 87, 127, 332].map(lines)).toEqual([
      164, 6, 170, 1, 1, 1, 1, 1, 2, 2,
    ]);
  });

  it('are put together side by side in the link', () => {
    const shim = taking(initial, 'shim');
    expect([shim.taken, taking(shim, 'containerd').taken]).toEqual(['shim', 'both']);
    expect(endsIn(initial)).toEqual([]);
  });
});
