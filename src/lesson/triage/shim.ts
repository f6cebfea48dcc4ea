import type { DumpedConnection } from '../../model/dump/process.ts';
import { captured } from './captured.ts';
import type { Chance } from './chance.ts';
import { type PrintedEnd, placed, printedEnd } from './connection.ts';
import { Copies } from './copies.ts';
import type { Goroutine, Snapshot } from './goroutine.ts';
import { busy, circle, half, resting, unanswered } from './runs.ts';

/** A shim whose connection hangs in the circle: since when, and how many execs it had open before. */
export function stuckShim(chance: Chance, uptime: number): Snapshot {
  const open = chance.size(1, 30);
  const since = chance.whole(2, Math.min(uptime, 400));
  const end = printed(circle(chance, { rpc: 'State', longCalls: open }));
  return shim(chance, uptime, aged(end, since, uptime, chance), open);
}

/** A shim that answers into a socket that nobody empties: its own reader still waits for requests. */
export function pressedShim(chance: Chance, uptime: number): Snapshot {
  const open = chance.size(1, 30);
  const since = chance.whole(2, Math.min(uptime, 400));
  const end = printed(half(chance, 'shim', { rpc: 'State', longCalls: open }));
  return shim(chance, uptime, aged(end, since, uptime, chance), open);
}

/** A shim that goes about its work: some execs are open, and some questions have just come. */
export function wellShim(chance: Chance, uptime: number): Snapshot {
  const open = chance.size(1, WELL_EXECS);
  const end = printed(busy(chance, { rpc: 'State', longCalls: open }, chance.size(4, 150)));
  return shim(chance, uptime, aged(end, chance.percent(50) ? 0 : 1, uptime, chance), open);
}
/** With the Wait of each container, fewer than make a pile of open execs (evidence/diagnose/limits.ts). */
const WELL_EXECS = 24;

/** A shim whose execs do not end: each keeps its Wait and the copies of what its process writes. */
export function crowdedShim(chance: Chance, uptime: number): Snapshot {
  const open = chance.size(60, 130);
  const end = printed(unanswered(chance, 'Wait', open));
  return shim(chance, uptime, aged(end, 0, uptime, chance), open);
}

/** A shim whose handlers wait for its own locks, as captured in exec-300-mutex: how many is drawn anew. */
export function lockedShim(chance: Chance, uptime: number): Snapshot {
  const copies = new Copies(chance, uptime);
  const since = chance.whole(2, Math.min(uptime, 400));
  const { mutex } = captured;
  const [writer, main, ...others] = copies.once(mutex.resting);
  if (!writer || !main) throw new Error('no goroutine of the mutex pile-up');
  const crowd = (count: number, one: (typeof mutex)['wait'], minutes?: number) =>
    Array.from({ length: count }, () => copies.further([one], minutes)).flat();
  const stuck = chance.size(14, 130);
  return {
    writer: { ...writer, minutes: 0 },
    main: { ...main, minutes: since },
    others: [
      ...others.map((one) => (one.state === 'semacquire' ? { ...one, minutes: since } : one)),
      ...copies.times(chance.size(1, 24), captured.shim.container),
      ...chance.shuffled([
        ...copies.once(mutex.passing).map((one) => ({ ...one, minutes: since })),
        ...crowd(chance.size(5, 48), mutex.wait),
        ...crowd(stuck, mutex.start, since),
        ...crowd(Math.max(2, stuck + chance.whole(-9, 9)), mutex.state, since),
        ...crowd(chance.size(2, 40), mutex.reaper, since),
      ]),
    ],
  };
}

function printed(connection: DumpedConnection): PrintedEnd {
  const end = printedEnd('shim', connection);
  if (!end?.acceptor) throw new Error('a goroutine stands at a line that the book lacks');
  return end;
}

/**
 * A connection whose loop and receiver have stood for so many minutes, and the handlers with them; a Wait is as old as its
 * process.
 */
function aged(
  { singles, calls, ...once }: PrintedEnd,
  since: number,
  uptime: number,
  chance: Chance,
): PrintedEnd {
  const open = (stack: string) => stack.includes('.(*service).Wait(');
  return {
    ...once,
    singles: singles.map((one) => ({ ...one, minutes: since })),
    calls: calls.map((one) => ({
      ...one,
      minutes: one.state === 'runnable' ? 0 : open(one.stack) ? chance.whole(since, uptime) : since,
    })),
  };
}

/**
 * A shim with its pod: of each container a connection, at rest but for one, and the copies of what its first process
 * writes; and what each exec keeps.
 */
function shim(chance: Chance, uptime: number, end: PrintedEnd, execs: number): Snapshot {
  const copies = new Copies(chance, uptime);
  const [main] = copies.once(captured.shim.resting.slice(0, 1));
  const once = copies.some(captured.shim.resting.slice(1));
  const idle = printed(resting(chance));
  const rest = (one: Goroutine) => ({ ...one, minutes: copies.age(one.state) });
  const containers = chance.size(2, 24);
  const mine = chance.whole(0, containers - 1);
  const others = Array.from({ length: containers }, (_, place) => place).filter(
    (place) => place !== mine,
  );
  return {
    writer: end.writer,
    main: main ?? null,
    others: [
      ...once,
      ...(end.acceptor ? [rest(end.acceptor)] : []),
      ...copies.times(containers, captured.shim.container),
      ...others.flatMap((place) => placed(idle.singles, place)).map(rest),
      ...placed(end.singles, mine),
      ...others.flatMap((place) => placed(idle.calls, place)).map(rest),
      ...chance.shuffled([...placed(end.calls, mine), ...copies.times(execs, captured.shim.exec)]),
    ],
  };
}
