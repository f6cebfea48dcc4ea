/**
 * What the practice node costs: `node test/bench/practice.ts [laps]`. The script's 200 execs to the hang, against 200 jobs
 * of the same shell that do nothing: what is above 1 is the model's. Then a night of the node's time.
 */
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { fromDisk } from '../shell/home.ts';
import { digits, load } from './spent.ts';

const times = Number(process.argv[2] ?? 5);

function begin(): Engine {
  return createEngine({ read: fromDisk, node: firstNode() });
}

/** Least wall time of several laps after one to warm up, ms; each on a new node. */
async function least(run: (engine: Engine) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let lap = 0; lap <= times; lap++) {
    const engine = begin();
    await engine.run('true');
    const start = performance.now();
    await run(engine);
    all.push(performance.now() - start);
  }
  return Math.min(...all.slice(1));
}

const EMPTY = 'n=0; while [ "$n" -lt 200 ]; do (true) & let "n += 1"; done';

console.log(`${load()}, ${times} laps after one to warm up\n`);
const idle = await least((engine) => engine.run(EMPTY));
const hung = await least((engine) => engine.run('./exec.sh 200'));
console.log(`200 jobs that do nothing  ${digits(idle)} ms`);
console.log(`./exec.sh 200, to the hang  ${digits(hung)} ms`);
console.log(`execs / jobs  ${digits(hung / idle)}`);
const night = await least(async (engine) => {
  await engine.run('./exec.sh 200');
  const start = performance.now();
  await engine.later(8 * 3600);
  return performance.now() - start;
});
console.log(`the same and eight hours later  ${digits(night)} ms`);
// Those that wait keep nothing busy, but they are there.
process.exit(0);
