/**
 * How fast every interleaving is searched: `node test/bench/explore.ts [laps]`. The goals of the issue, each beside the
 * same cell in the naive interpreter of naive.ts, in the same run: states as objects in a Map by JSON. The CPU time is of
 * the one thread: on an idle machine it is the time that a reader waits.
 */
import { explore } from '../../src/model/explore/explore.ts';
import { search } from '../../src/model/explore/search.ts';
import {
  type Connection,
  clientFamilies,
  connect,
  serverFamilies,
  slots,
} from '../../src/model/ttrpc/connection.ts';
import { Naive } from './naive.ts';
import { digits, laps, load, rate, tell } from './spent.ts';

const times = Number(process.argv[2] ?? 5);

interface Cell {
  readonly client: Connection['client'];
  readonly calls: number;
  /** Frames in each direction. */
  readonly room: number;
}

const machineOf = ({ client, calls, room }: Cell) =>
  connect({ client, server: 'S1', calls, toServer: slots(room), toClient: slots(room) });

const naive = ({ client, calls, room }: Cell) =>
  new Naive({
    program: [...clientFamilies[client], ...serverFamilies.S1],
    calls,
    room: { toServer: room, toClient: room },
  }).explore();

console.log(`${load()}, ${times} laps after one to warm up\n`);

const deadlocks: Cell = { client: 'A', calls: 6, room: 1 };
console.log('client A, S1, 6 calls, A = B = 1, every caller and handler its own, to the deadlock:');
const ours = laps(times, () => explore(machineOf(deadlocks), { merge: false }));
const { states, transitions, shortest } = ours.result;
console.log(`  ${states} states, ${transitions} steps tried, deadlock after ${shortest}`);
console.log(`  search           first ${tell(ours.first)}, best ${tell(ours.best)}`);
console.log(
  `                   ${rate(states, ours.best.wall)} wall, ${rate(states, ours.best.cpu)} CPU`,
);
const plain = laps(1, () => naive(deadlocks));
console.log(`  naive            best ${tell(plain.best)}, ${plain.result.states} states`);
console.log(`                   ${rate(plain.result.states, plain.best.cpu)} CPU`);
const faster = states / ours.best.cpu / (plain.result.states / plain.best.cpu);
console.log(`  search / naive   ${digits(faster)} times the states a second of CPU`);

console.log('\nthe same cell to its end:');
const whole = laps(times, () =>
  search(machineOf(deadlocks), { merge: false, target: () => false }),
);
console.log(`  ${whole.result.states} states, best ${tell(whole.best)}`);
console.log(
  `  ${rate(whole.result.states, whole.best.cpu)} CPU, ${digits(whole.result.bytes / 2 ** 20)} MiB`,
);

console.log('\nclient B, S1, 24 calls, A = B = 8, calls that stand alike merged:');
const proof = laps(Math.min(times, 2), () =>
  explore(machineOf({ client: 'B', calls: 24, room: 8 })),
);
console.log(
  `  ${proof.result.verdict}: ${proof.result.states} states, ${proof.result.transitions} steps tried`,
);
console.log(`  first ${tell(proof.first)}, best ${tell(proof.best)}; the goal is 10 s`);

console.log('\nclient B, S1, 5 calls, A = B = 1, which the naive one can still do:');
const small: Cell = { client: 'B', calls: 5, room: 1 };
const merged = laps(times, () => explore(machineOf(small)), 50);
const each = laps(1, () => naive(small));
console.log(
  `  merged           ${merged.result.verdict}, ${merged.result.states} states, best ${tell(merged.best)}`,
);
console.log(
  `  naive            ${each.result.verdict}, ${each.result.states} states, best ${tell(each.best)}`,
);
console.log(`  naive / merged   ${digits(each.best.cpu / merged.best.cpu)} times the CPU time`);
console.log(`\n${load()}`);
