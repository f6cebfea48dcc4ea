import type { PositionId } from '../evidence/ttrpc/positions.ts';
import type { Ended } from '../model/simulate/simulate.ts';
import { placeOf, versionOf } from '../model/ttrpc/places.ts';
import { type Cell, table } from './columns.ts';
import type { Call } from './command.ts';
import { formatDuration } from './duration.ts';
import { endText, versionsOf } from './pair.ts';
import { wrap } from './prose.ts';
import { parkedIn } from './simulate-json.ts';
import type { Simulated } from './simulated.ts';
import type { Look } from './terminal.ts';
import type { DumpedEnd } from './write-dump.ts';

type Showing = Pick<Call, 'terminal' | 'word'>;

const LOOKS: Readonly<Record<Ended['outcome'], Look>> = {
  hung: 'warn',
  finished: 'good',
  stopped: 'strong',
};

/** A run for people: how it ended, who stands where, and what was written. */
export function simulateText(
  done: Simulated,
  dumps: readonly DumpedEnd[],
  file: string | null,
  { terminal, word }: Showing,
): string[] {
  const { pair, load, runs } = done;
  const [{ outcome, finished, left, steps, time }] = runs;
  const values = {
    finished,
    left,
    steps,
    calls: load.calls,
    seed: String(load.seed),
    time: formatDuration(time),
    client: endText(pair.client, word),
    server: endText(pair.server, word),
    request: load.request,
    response: load.response,
    sndbuf: load.sndbuf,
    delay: formatDuration(load.delay),
    callers: load.callers,
    long: load.longCalls,
  };
  return [
    terminal.paint(LOOKS[outcome], word(`cli.simulate.${outcome}`, values)),
    ...wrap(word('cli.simulate.run', values), terminal),
    ...(load.deadline === null
      ? []
      : [word('cli.simulate.left', { left, deadline: formatDuration(load.deadline) })]),
    ...wrap(word('cli.simulate.load', values), terminal),
    ...(load.longCalls > 0 ? [word('cli.simulate.long', values)] : []),
    ...(runs.length > 1 ? wrap(word('cli.simulate.pod'), terminal) : []),
    '',
    ...parkedText(done, { terminal, word }),
    ...(file === null ? [] : ['', ...dumpText(dumps, file, { terminal, word })]),
  ];
}

function parkedText(done: Simulated, { terminal, word }: Showing): string[] {
  const columns = [
    { title: word('cli.column.count'), align: 'right' as const },
    { title: word('cli.column.line') },
    { title: word('cli.column.goroutine') },
    { title: word('cli.column.means') },
  ];
  const rows = Object.entries(parkedIn(done)).map(([at, n]): readonly Cell[] => {
    const position = positionAt(at, done);
    const kind = position?.split('.').slice(0, 2).join('.') ?? '';
    return [
      { text: word.number(n), look: 'number' },
      { text: at, look: 'strong' },
      kind,
      position ? word(`ttrpc.position.${position}`) : '',
    ];
  });
  return table(columns, rows, terminal);
}

/** Which position a line of the run's versions stands for. */
function positionAt(at: string, { pair, runs }: Simulated): PositionId | null {
  const versions = versionsOf(pair);
  const line = runs[0].machine.compiled.lines.find(
    (one) => one.id > 0 && placeOf(one, versionOf(one.kind, versions)) === at,
  );
  return line?.source.at ?? null;
}

function dumpText(dumps: readonly DumpedEnd[], file: string, showing: Showing): string[] {
  const { terminal, word } = showing;
  const borrowed = dumps.flatMap(({ substituted }) => substituted);
  return [
    ...wrap(
      word('cli.simulate.dumped', {
        file,
        ends: word.list(
          dumps.map(({ end }) => end),
          'conjunction',
        ),
      }),
      terminal,
    ),
    ...borrowed.flatMap(({ position, from }) =>
      wrap(word('cli.simulate.borrowed', { position, from }), terminal),
    ),
  ];
}
