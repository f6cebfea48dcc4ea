import { ends } from '../model/dump/ends.ts';
import { rpcSizes } from '../model/ttrpc/rpc-sizes.ts';
import type { Call, Command } from './command.ts';
import { complain, type ExitCode, faultOf } from './fault.ts';
import { PAIR } from './pair.ts';
import { simulateJson } from './simulate-json.ts';
import { simulateText } from './simulate-text.ts';
import { simulated } from './simulated.ts';
import { dumpsOf, writeDumps } from './write-dump.ts';

export const command: Command = {
  name: 'simulate',
  operands: '',
  least: 0,
  most: 0,
  says: 'cli.simulate.says',
  options: [
    ...PAIR,
    { name: 'calls', value: 'N', says: 'cli.simulate.option.calls' },
    { name: 'callers', value: 'N', says: 'cli.simulate.option.callers' },
    { name: 'long-calls', value: 'N', says: 'cli.simulate.option.longCalls' },
    {
      name: 'rpc',
      value: 'NAME',
      choices: Object.keys(rpcSizes),
      says: 'cli.simulate.option.rpc',
    },
    { name: 'request', value: 'BYTES', says: 'cli.simulate.option.request' },
    { name: 'response', value: 'BYTES', says: 'cli.simulate.option.response' },
    { name: 'sndbuf', value: 'BYTES', says: 'cli.simulate.option.sndbuf' },
    { name: 'delay', value: 'TIME', says: 'cli.simulate.option.delay' },
    { name: 'deadline', value: 'TIME', says: 'cli.simulate.option.deadline' },
    { name: 'seed', value: 'N', says: 'cli.simulate.option.seed' },
    { name: 'post', says: 'cli.simulate.option.post' },
    { name: 'dump', value: 'FILE|-', says: 'cli.simulate.option.dump' },
    {
      name: 'side',
      value: 'SIDE',
      choices: [...ends, 'both'],
      says: 'cli.simulate.option.side',
    },
  ],
  examples: [
    {
      line: 'simulate --client 1.0.1 --server 1.0.1 --calls 600 --seed 7',
      says: 'cli.simulate.example.hang',
    },
    { line: 'simulate --client 1.1.0 --calls 600 --seed 7', says: 'cli.simulate.example.repaired' },
    { line: 'simulate --post --dump post.log --side shim', says: 'cli.simulate.example.post' },
    {
      line: 'simulate --dump - | npm run -s stuck -- goroutines -',
      says: 'cli.simulate.example.pipe',
    },
  ],
  notes: ['cli.simulate.truth', 'cli.simulate.json', 'cli.simulate.exit'],
  run,
};

async function run(call: Call): Promise<ExitCode> {
  const { has, value, terminal, word } = call;
  const done = simulated(call);
  if (!done.ok) return complain(done, terminal, word);
  const file = value('dump');
  const dumps = file === undefined ? [] : dumpsOf(done, value('side') ?? 'both');
  const written = file === undefined ? null : await writeDumps(dumps, file, terminal, word);
  if (written) return complain(written, terminal, word);
  if (has('json')) {
    const json = simulateJson(done, dumps, file ?? null);
    await terminal.write(`${JSON.stringify(json, null, 2)}\n`);
  } else if (file !== '-') await terminal.lines(simulateText(done, dumps, file ?? null, call));
  const { outcome, steps } = done.runs[0];
  if (outcome !== 'stopped') return outcome === 'hung' ? 1 : 0;
  const stopped = faultOf(
    word('cli.problem.stopped', { steps }),
    `--calls ${done.load.calls}`,
    word('cli.hint.stopped'),
  );
  return complain(stopped, terminal, word);
}
