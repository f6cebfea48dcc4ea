/**
 * How fast profiles are read. `node test/bench/profiles.ts [samples]`; with PPROF_FORMAT=<directory of the npm
 * package pprof-format> its decoder runs beside. All in one process and one run, each the best of five after one to
 * warm up, and also the very first, since a page opens one profile once. CPU time of the one thread, because the
 * machine may be shared: on an idle one it is the time that a reader waits.
 */
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { flame } from '../../src/evidence/pprof/flame.ts';
import { diff } from '../../src/evidence/pprof/merge.ts';
import type { Profile } from '../../src/evidence/pprof/profile.ts';
import { read, readPlain } from '../../src/evidence/pprof/read.ts';
import { top } from '../../src/evidence/pprof/top.ts';
import { decodePlainly } from '../evidence/pprof/plain-decode.ts';
import { generateProfile } from './profile-generator.ts';

const TIMES = 5;

interface Timed {
  readonly name: string;
  readonly first: number;
  readonly best: number;
}

async function time(name: string, run: () => unknown): Promise<Timed> {
  const laps: number[] = [];
  for (let lap = 0; lap <= TIMES; lap++) {
    const start = process.threadCpuUsage();
    await run();
    const { user, system } = process.threadCpuUsage(start);
    laps.push((user + system) / 1000);
  }
  return { name, first: laps[0] ?? 0, best: Math.min(...laps.slice(1)) };
}

function decoded(bytes: Uint8Array): Profile {
  const reading = readPlain(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  if (reading.leftovers.length > 0) throw new Error(reading.leftovers[0]?.text);
  return reading.value;
}

/** Rows that are asked for are made; so the sum of what a page shows is in the time. */
function topOf(profile: Profile): number {
  const table = top(profile, profile.defaultType);
  return table.rows(200).length + table.size;
}

const samples = Number(process.argv[2] ?? 200_000);
const bytes = generateProfile({ samples, locations: 40_000, functions: 12_000, depth: 20 });
const packed = new Uint8Array(gzipSync(bytes));
const megabytes = bytes.length / 1e6;
console.log(
  `${samples} samples, 40000 locations: ${megabytes.toFixed(1)} MB raw, ${(packed.length / 1e6).toFixed(1)} MB gzip`,
);

const profile = decoded(bytes);
const rows: Timed[] = [
  await time('decode', () => decoded(bytes)),
  await time('decode + top', () => topOf(decoded(bytes))),
  await time('top of all four types', () =>
    profile.sampleTypes.map((_, type) => top(profile, type).rows(200)),
  ),
  await time('unpack + decode + top', async () => {
    const reading = await read(packed);
    return reading.ok && topOf(reading.value);
  }),
  await time('flame', () => flame(profile, 1)),
  await time('difference with itself', () => diff(profile, profile)),
  await time('baseline: an object a message, decode alone', () => decodePlainly(bytes)),
];
const directory = process.env.PPROF_FORMAT;
if (directory) {
  const entry = pathToFileURL(`${directory}/dist/esm/index.js`).href;
  const { Profile: Theirs }: { Profile: { decode(bytes: Uint8Array): unknown } } = await import(
    entry
  );
  rows.push(await time('pprof-format, decode alone', () => Theirs.decode(bytes)));
}

for (const { name, first, best } of rows) {
  const rate = `${(megabytes / (best / 1000)).toFixed(0)} MB/s`;
  console.log(
    `${name.padEnd(46)} first ${first.toFixed(0).padStart(6)} ms  best ${best.toFixed(0).padStart(6)} ms CPU  ${rate}`,
  );
}
const ours = rows.find(({ name }) => name === 'decode + top');
for (const { name, first, best } of rows.filter(({ name }) => name.includes('decode alone'))) {
  const [cold, warm] = [(ours?.first ?? 0) / first, (ours?.best ?? 0) / best];
  console.log(`decode + top / ${name}: ${warm.toFixed(2)} (first run ${cold.toFixed(2)})`);
}
