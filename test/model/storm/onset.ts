/**
 * How many execs at once hang a connection in the model, over twenty seeds: `node test/model/storm/onset.ts`. The method's
 * duration is the storm's own; the families are those of containerd up to 1.5.7, and of 1.7.0 to 1.7.16 with old shims.
 */

import { SNDBUF } from '../../../src/model/kernel/charge.ts';
import { storm } from '../../../src/model/simulate/storm.ts';

const SEEDS = 20;

for (const client of ['A', 'B', 'C', 'D'] as const) {
  for (const execs of [50, 100, 150, 170, 200, 250, 300]) {
    const hung = Array.from({ length: SEEDS }, (_, i) =>
      storm({ client, server: 'S1', execs, sndbuf: SNDBUF, seed: 10 * (i + 1) }),
    ).filter((ended) => ended.hung !== null).length;
    console.log(`client ${client}, server S1, ${execs} execs: ${hung} of ${SEEDS} hang`);
  }
}
