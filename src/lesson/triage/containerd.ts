import type { DumpedConnection } from '../../model/dump/process.ts';
import { captured } from './captured.ts';
import type { Chance } from './chance.ts';
import { type PrintedEnd, placed, printedEnd } from './connection.ts';
import { Copies } from './copies.ts';
import type { Goroutine, Snapshot } from './goroutine.ts';
import { busy, circle, half, resting, unanswered } from './runs.ts';

/** containerd's end of a connection in the circle; callers went on coming after it had closed. */
export function stuckContainerd(chance: Chance, uptime: number): Snapshot {
  const since = chance.whole(2, Math.min(uptime, 400));
  const end = printed(circle(chance, { rpc: 'Stats', longCalls: chance.whole(1, 6) }));
  return containerd(chance, uptime, waiting(end, since, uptime, chance));
}

/** containerd writes to a shim that stands still, and goes on reading: there is only nothing to read. */
export function pressedContainerd(chance: Chance, uptime: number): Snapshot {
  const since = chance.whole(2, Math.min(uptime, 400));
  const end = printed(half(chance, 'containerd', { rpc: 'Stats', longCalls: chance.whole(1, 6) }));
  return containerd(chance, uptime, waiting(end, since, uptime, chance));
}

/** containerd asks a shim for much at one moment, and is answered. */
export function wellContainerd(chance: Chance, uptime: number): Snapshot {
  const asked = { rpc: 'Stats', longCalls: chance.whole(1, 6) } as const;
  const end = printed(busy(chance, asked, chance.size(20, 480)));
  return containerd(chance, uptime, waiting(end, 0, uptime, chance));
}

/** A shim takes every question and answers none: the connection is free, and callers pile up all the same. */
export function unansweredContainerd(chance: Chance, uptime: number): Snapshot {
  const since = chance.whole(4, Math.min(uptime, 400));
  const end = printed(unanswered(chance, 'Stats', chance.size(24, 380)));
  return containerd(chance, uptime, waiting(end, since, uptime, chance));
}

function printed(connection: DumpedConnection): PrintedEnd {
  const end = printedEnd('containerd', connection);
  if (!end) throw new Error('a goroutine stands at a line that the book lacks');
  return end;
}

/**
 * A connection whose goroutines have stood for so many minutes. Who waits for an answer came before that moment, or with it;
 * who waits for the loop came with it or since. Where the loop itself is at rest, all of them have come one by one.
 */
function waiting(
  { singles, calls, ...once }: PrintedEnd,
  since: number,
  uptime: number,
  chance: Chance,
): PrintedEnd {
  const rests = singles.some(({ stack }) => stack.includes('client.go:257 '));
  const later = calls.map(() => chance.whole(0, since)).sort((one, other) => other - one);
  return {
    ...once,
    singles: singles.map((one) => ({
      ...one,
      minutes: rests || one.state === 'semacquire' ? chance.whole(0, uptime) : since,
    })),
    calls: calls.map((one, place) => {
      if (one.state === 'runnable') return one;
      if (one.stack.includes('.(*taskClient).Wait(')) {
        return { ...one, minutes: chance.whole(since, uptime) };
      }
      const queued = one.stack.includes('client.go:153 ');
      return { ...one, minutes: queued || rests ? (later[place] ?? 0) : since };
    }),
  };
}

/** containerd with the shims of a node: of each its log, its events, and the connections of its containers, at rest. */
function containerd(chance: Chance, uptime: number, end: PrintedEnd): Snapshot {
  const copies = new Copies(chance, uptime);
  const { resting: once, grpc, shim } = captured.containerd;
  const [main] = copies.once(once.slice(0, 1));
  const daemon = copies.some(once.slice(1));
  const rest = (one: Goroutine) => ({ ...one, minutes: copies.age(one.state) });
  const containers = chance.size(2, 44);
  const shims = Math.ceil(containers / 2);
  const idle = printed(resting(chance));
  const mine = chance.whole(0, containers);
  const others = Array.from({ length: containers }, (_, place) =>
    place < mine ? place : place + 1,
  );
  return {
    writer: end.writer,
    main: main ?? null,
    others: [
      ...daemon,
      ...copies.times(chance.whole(3, 8), grpc),
      ...copies.times(shims, shim),
      ...others.flatMap((place) => placed(idle.singles, place)).map(rest),
      ...placed(end.singles, mine),
      ...chance.shuffled(others.flatMap((place) => placed(idle.calls, place)).map(rest)),
      ...placed(end.calls, mine),
    ],
  };
}
