import type { Bounds } from './bounds.ts';
import { type Cell, table } from './columns.ts';
import type { Call } from './command.ts';
import type { Explored, TraceStep, Waiting } from './explored.ts';
import { endText } from './pair.ts';
import { wrap } from './prose.ts';

type Showing = Pick<Call, 'terminal' | 'word'>;

/** What a search found, for people: the verdict, the way into the deadlock, the circle, and the bounds. */
export function exploreText(found: Explored, bounds: Bounds, showing: Showing): string[] {
  const { terminal, word } = showing;
  const { verdict, states, transitions, shortest } = found.verdict;
  const title = {
    deadlock: () =>
      terminal.paint(
        'warn',
        word(found.unanswered > 0 ? 'cli.explore.deadlock' : 'cli.explore.left', {
          steps: shortest ?? 0,
          calls: found.unanswered,
        }),
      ),
    free: () => terminal.paint('good', word('cli.explore.free', { calls: bounds.calls })),
    unknown: () => terminal.paint('strong', word('cli.explore.unknown')),
  }[verdict];
  return [
    title(),
    word('cli.explore.counts', { states, transitions }),
    ...(verdict === 'deadlock' ? wayText(found, showing) : []),
    '',
    terminal.paint('strong', word('cli.explore.boundsTitle')),
    ...boundsText(bounds, showing),
  ];
}

function wayText({ trace, cycle, waiting, lastEscape }: Explored, showing: Showing): string[] {
  const { terminal, word } = showing;
  const border =
    lastEscape === null
      ? []
      : wrap(word('cli.explore.lastEscape', { step: lastEscape, next: lastEscape + 1 }), terminal);
  return [
    '',
    terminal.paint('strong', word('cli.explore.way')),
    ...traceText(trace, lastEscape, showing),
    ...border,
    '',
    terminal.paint(
      'strong',
      word(cycle.length > 0 ? 'cli.explore.circle' : 'cli.explore.noCircle'),
    ),
    ...waitingText(cycle.length > 0 ? cycle : waiting, showing),
  ];
}

/** A numbered line for each step, its words broken under themselves. The step behind which all is lost is marked. */
function traceText(
  trace: readonly TraceStep[],
  lastEscape: number | null,
  { terminal }: Showing,
): string[] {
  const digits = String(trace.length).length;
  const widest = Math.max(...trace.map(({ at }) => (at ?? '-').length));
  return trace.flatMap(({ at, text }, place) => {
    const mark = place === lastEscape ? '›' : ' ';
    const head = `${mark} ${String(place + 1).padStart(digits)}  ${(at ?? '-').padEnd(widest)}  `;
    const [first = '', ...more] = wrap(text, terminal, ' '.repeat(head.length));
    return [`${head}${first.trimStart()}`, ...more];
  });
}

function waitingText(all: readonly Waiting[], { terminal, word }: Showing): string[] {
  const rows = all.map(({ goroutine, at, text }): readonly Cell[] => [
    `  ${goroutine}`,
    { text: at ?? '-', look: 'strong' },
    word('cli.explore.waitsFor', { what: text }),
  ]);
  return table([{ title: '' }, { title: '' }, { title: '' }], rows, terminal);
}

function boundsText(bounds: Bounds, { terminal, word }: Showing): string[] {
  const { pair, calls, callers, incoming } = bounds;
  const values = {
    calls,
    callers,
    requests: bounds['request-slots'],
    responses: bounds['response-slots'],
    client: endText(pair.client, word),
    server: endText(pair.server, word),
  };
  const said = [
    word('cli.explore.bound.pair', values),
    word('cli.explore.bound.calls', values),
    word('cli.explore.bound.slots', values),
    ...(bounds.quarter ? [word('cli.explore.bound.quarter')] : []),
    ...(incoming > 0 ? [word('cli.explore.bound.incoming', { incoming })] : []),
    word(bounds.deadline ? 'cli.explore.bound.deadline' : 'cli.explore.bound.noDeadline'),
    word(bounds.failures ? 'cli.explore.bound.failures' : 'cli.explore.bound.noFailures'),
    word(bounds.merge ? 'cli.explore.bound.merged' : 'cli.explore.bound.unmerged'),
  ];
  return said.flatMap((one) => wrap(`- ${one}`, terminal, '  ', 2));
}
