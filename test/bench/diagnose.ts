/**
 * How long a diagnosis takes: `node test/bench/diagnose.ts FILE…`, for each file by itself with nothing known of it yet.
 * A good one is ttrpc-pair/n100k-dead/client.usr1.log.gz of the shared evidence: 100,005 goroutines.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { diagnose } from '../../src/evidence/diagnose/diagnose.ts';
import { read } from '../../src/evidence/goroutine/read.ts';

const spent = () => {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
};

for (const file of process.argv.slice(2)) {
  const raw = readFileSync(file);
  const start = spent();
  const { dumps } = read(file.endsWith('.gz') ? gunzipSync(raw) : raw);
  const ready = spent();
  const findings = dumps.flatMap((dump) => diagnose(dump));
  const end = spent();
  const goroutines = dumps.reduce((sum, { size }) => sum + size, 0);
  const time = (from: typeof start, to: typeof start) =>
    `${Math.round(to.wall - from.wall)} ms (${Math.round(to.cpu - from.cpu)} ms of CPU)`;
  console.log(`${file}: ${goroutines} goroutines`);
  console.log(`  read ${time(start, ready)}, diagnosed ${time(ready, end)}`);
  for (const { rule, confidence, why } of findings)
    console.log(`  ${rule}: ${confidence}, ${why.id}`);
}
