import { type ExploreOptions, explore, type Verdict } from '../model/explore/explore.ts';
import type { Machine } from '../model/kernel/machine.ts';
import { connect, slots } from '../model/ttrpc/connection.ts';
import { type Bounds, boundsIn, RANGES } from './bounds.ts';
import type { Call, Command } from './command.ts';
import { exploreJson } from './explore-json.ts';
import { exploreText } from './explore-text.ts';
import { explored } from './explored.ts';
import { complain, type ExitCode, type Fault, faultOf } from './fault.ts';
import { PAIR } from './pair.ts';

export const command: Command = {
  name: 'explore',
  operands: '',
  least: 0,
  most: 0,
  says: 'cli.explore.says',
  options: [
    ...PAIR,
    { name: 'calls', value: 'N', says: 'cli.explore.option.calls' },
    { name: 'callers', value: 'N', says: 'cli.explore.option.callers' },
    { name: 'request-slots', value: 'N', says: 'cli.explore.option.requestSlots' },
    { name: 'response-slots', value: 'N', says: 'cli.explore.option.responseSlots' },
    { name: 'quarter', says: 'cli.explore.option.quarter' },
    { name: 'deadline', says: 'cli.explore.option.deadline' },
    { name: 'incoming', value: 'N', says: 'cli.explore.option.incoming' },
    { name: 'failures', says: 'cli.explore.option.failures' },
    { name: 'no-merge', says: 'cli.explore.option.noMerge' },
    { name: 'max-states', value: 'N', says: 'cli.explore.option.maxStates' },
  ],
  examples: [
    {
      line: 'explore --client A --server S1 --calls 6 --request-slots 1 --response-slots 1',
      says: 'cli.explore.example.deadlock',
    },
    { line: 'explore --client 1.1.0 --calls 12', says: 'cli.explore.example.free' },
    {
      line: 'explore --calls 7 --request-slots 4 --quarter',
      says: 'cli.explore.example.quarter',
    },
    {
      line: "explore --client C --calls 7 --json | jq '.cycle[].at'",
      says: 'cli.explore.example.json',
    },
  ],
  notes: ['cli.explore.bounds', 'cli.explore.json', 'cli.explore.exit'],
  run,
};

async function run(call: Call): Promise<ExitCode> {
  const { terminal, word } = call;
  const bounds = boundsIn(call);
  if ('problem' in bounds) return complain(bounds, terminal, word);
  const machine = machineOf(bounds);
  const options = optionsOf(bounds, call);
  const verdict = explore(machine, options);
  const found = explored({ machine, verdict, options, pair: bounds.pair, word });
  terminal.progress('');
  if (call.has('json')) {
    await terminal.write(`${JSON.stringify(exploreJson(found, bounds), null, 2)}\n`);
  } else await terminal.lines(exploreText(found, bounds, { terminal, word }));
  if (verdict.verdict !== 'unknown') return verdict.verdict === 'deadlock' ? 1 : 0;
  return complain(gaveUp(verdict, call), terminal, word);
}

function gaveUp({ states }: Verdict, { word }: Call): Fault {
  return faultOf(
    word('cli.problem.gaveUp', { states }),
    '--max-states',
    word('cli.hint.gaveUp', { most: RANGES['max-states'].most }),
  );
}

function machineOf(bounds: Bounds): Machine {
  const { pair, calls, callers, incoming, quarter, deadline, failures } = bounds;
  return connect({
    client: pair.client.family,
    server: pair.server.family,
    calls,
    callers,
    incoming,
    deadlines: deadline,
    failures,
    toServer: slots(bounds['request-slots'], quarter),
    toClient: slots(bounds['response-slots'], quarter),
  });
}

function optionsOf(bounds: Bounds, { terminal, word }: Call): ExploreOptions {
  return {
    merge: bounds.merge,
    interventions: bounds.failures,
    most: bounds['max-states'],
    progress: (states, depth) => {
      terminal.progress(word('cli.explore.progress', { states, depth }));
      return true;
    },
  };
}
