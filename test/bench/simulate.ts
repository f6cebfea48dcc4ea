/**
 * How fast the real size is run: `node test/bench/simulate.ts [laps]`. The goals of the issue: 600 calls to the hang in at
 * most 50 ms, 10,000 calls at a million steps a second. The baseline of the same run is the same machine and clockless:
 * it asks for every possible step, takes one at random, and gives a new state for each.
 */
import { Actions } from '../../src/model/kernel/actions.ts';
import { type Load, machineOf, ordinary } from '../../src/model/simulate/load.ts';
import { simulate } from '../../src/model/simulate/simulate.ts';
import { seeded } from './random.ts';
import { digits, laps, load, rate, tell } from './spent.ts';

const times = Number(process.argv[2] ?? 7);

/** Steps of a run without a clock. */
function wander(params: Load, most = 5_000_000): number {
  const machine = machineOf(params);
  const random = seeded(params.seed);
  const actions = new Actions();
  let state = machine.initial();
  for (let steps = 0; steps < most; steps++) {
    const { count } = machine.enabled(state, actions);
    if (count === 0) return steps;
    state = machine.step(state, actions.at(Math.floor(random() * count)));
  }
  return most;
}

console.log(`${load()}, ${times} laps after one to warm up\n`);

console.log(
  'client A, S1, 600 calls at once, requests of 215 bytes and answers of 901, to the hang:',
);
const hang = laps(times, () => simulate(ordinary), 40);
const { outcome, finished, steps } = hang.result;
console.log(`  ${outcome} after ${steps} steps, ${finished} calls answered`);
console.log(`  first ${tell(hang.first)}, best ${tell(hang.best)}; the goal is 50 ms`);
console.log(`  ${rate(steps, hang.best.cpu)} CPU`);

const many: Load = { ...ordinary, client: 'B', calls: 10_000, callers: 10_000 };
console.log('\nclient B, S1, 10,000 calls at once, all answered:');
const run = laps(Math.min(times, 3), () => simulate(many));
console.log(`  ${run.result.outcome}, ${run.result.finished} answered, ${run.result.steps} steps`);
console.log(`  first ${tell(run.first)}, best ${tell(run.best)}; the goal is 1 M/s`);
console.log(
  `  ${rate(run.result.steps, run.best.wall)} wall, ${rate(run.result.steps, run.best.cpu)} CPU`,
);

console.log(
  '\nbaseline: the same machine, every possible step listed, one taken, a new state for each:',
);
const few = laps(2, () => wander({ ...ordinary, client: 'B' }), 5);
console.log(
  `  600 calls: ${few.result} steps, best ${tell(few.best)}, ${rate(few.result, few.best.cpu)} CPU`,
);
const ours = laps(times, () => simulate({ ...ordinary, client: 'B' }), 40);
console.log(
  `  by the clock: ${ours.result.steps} steps, best ${tell(ours.best)}, ${rate(ours.result.steps, ours.best.cpu)} CPU`,
);
const faster = ours.result.steps / ours.best.cpu / (few.result / few.best.cpu);
console.log(`  clock / baseline   ${digits(faster)} times the steps a second of CPU`);
console.log(`\n${load()}`);
