/** What the picture shows of a machine's state: goroutines by the line at which they stand, channels, locks, sockets. */
import type { Version } from '../../evidence/ttrpc/book.ts';
import type { PositionId } from '../../evidence/ttrpc/positions.ts';
import { Actions } from '../../model/kernel/actions.ts';
import type { CompiledLine } from '../../model/kernel/compiled.ts';
import type { Machine, State } from '../../model/kernel/machine.ts';
import type { ChannelName, KindName, MutexName, SocketName } from '../../model/kernel/program.ts';
import { circleIn, RESTING, type Wait, type WaitFor, waitsFor } from '../../model/kernel/waits.ts';
import { placeOf, versionOf } from '../../model/ttrpc/places.ts';

/** `moves`: it has a step. `rests`: it waits for work. `waits`: it waits for others. `circle`: an edge of the circle. */
export type Mood = 'moves' | 'rests' | 'waits' | 'circle' | 'gone';

/** Goroutines of one kind at one line. */
export interface Group {
  readonly kind: KindName;
  /** Name of the line in the program, and its words. */
  readonly line: string;
  readonly code: string;
  /** File and line of the real source, or null where it is not known. */
  readonly at: string | null;
  readonly position: PositionId | null;
  readonly mood: Mood;
  readonly reason: WaitFor | null;
  /** Calls that they have in hand or are, from 0. */
  readonly calls: readonly number[];
  readonly count: number;
}

/** A place in the ring. `keeper` is who neither reads nor writes; in family C the caller that holds streamLock. */
export type SeatName =
  | 'callers'
  | 'writer'
  | 'clientReader'
  | 'keeper'
  | 'serverReader'
  | 'serverLoop'
  | 'handlers';

export type Seats = Readonly<Record<SeatName, readonly Group[]>>;

/** Who waits at each end of a channel. */
export interface ChannelEnds {
  readonly name: ChannelName;
  readonly offering: number;
  readonly taking: number;
  /** What stands in its buffer, from 0; null: it has none. */
  readonly buffered: readonly number[] | null;
  readonly room: number;
}

export interface PipeEnds {
  readonly name: SocketName;
  /** Calls whose frames are in the socket, oldest first, from 0. */
  readonly calls: readonly number[];
  /** Frames that are out of it, in the reader's buffer. */
  readonly buffered: number;
  readonly charge: number;
  readonly limit: number;
  readonly wakesAt: number | null;
  /** Frames are counted, not charged. */
  readonly counted: boolean;
  readonly parked: boolean;
}

export interface LockEnds {
  readonly name: MutexName;
  /** Goroutine number of the holder, or null. */
  readonly holder: number | null;
  readonly waiting: number;
}

export interface Scene {
  readonly seats: Seats;
  readonly channels: readonly ChannelEnds[];
  readonly pipes: Readonly<Record<SocketName, PipeEnds>>;
  readonly locks: readonly LockEnds[];
  /** Goroutines of a closed circle of waits, each waiting for the next; empty: there is none. */
  readonly circle: readonly number[];
  readonly waits: readonly Wait[];
  readonly outcome: 'moving' | 'hung' | 'rest';
  /** How many steps are possible. */
  readonly possible: number;
  readonly ended: Readonly<Record<'answered' | 'left' | 'failed', number>>;
}

/** The version of each side whose lines are shown. */
export interface Versions {
  readonly client: Version;
  readonly server: Version;
}

/** Looks at a state. */
export function look(machine: Machine, state: State, versions: Versions): Scene {
  const waits = waitsFor(machine, state);
  const circle = circleIn(machine, waits);
  const possible = machine.enabled(state, new Actions()).count;
  const pipe = (name: SocketName) => pipeOf(machine, state, name, waits);
  return {
    seats: seatsOf(machine, groupsOf(machine, state, versions, waits, circle)),
    channels: channelsOf(machine, state),
    pipes: { toServer: pipe('toServer'), toClient: pipe('toClient') },
    locks: locksOf(machine, state),
    circle,
    waits,
    possible,
    outcome: possible > 0 ? 'moving' : machine.atRest(state) ? 'rest' : 'hung',
    ended: endedIn(machine, state),
  };
}

function groupsOf(
  machine: Machine,
  state: State,
  versions: Versions,
  waits: readonly Wait[],
  circle: readonly number[],
): readonly Group[] {
  const waiting = new Map(waits.map((wait) => [wait.goroutine, wait]));
  const groups = new Map<string, { group: Group; calls: number[]; count: number }>();
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (line === null || line.outcome !== null) continue;
    const reason = waiting.get(goroutine)?.for ?? null;
    const mood = circle.includes(goroutine) ? 'circle' : moodOf(reason);
    const key = `${line.id} ${mood}`;
    let entry = groups.get(key);
    if (!entry) {
      entry = { group: groupOf(line, mood, reason, versions), calls: [], count: 0 };
      groups.set(key, entry);
    }
    entry.count++;
    const call = machine.handOf(state, goroutine);
    if (call !== null) entry.calls.push(call);
  }
  return [...groups.values()].map(({ group, calls, count }) => ({ ...group, calls, count }));
}

function moodOf(reason: WaitFor | null): Mood {
  if (reason === null) return 'moves';
  return RESTING.has(reason) ? 'rests' : 'waits';
}

function groupOf(
  line: CompiledLine,
  mood: Mood,
  reason: WaitFor | null,
  versions: Versions,
): Group {
  const version = versionOf(line.kind, versions);
  return {
    kind: line.kind,
    line: line.name,
    code: line.source.code,
    at: placeOf(line, version),
    position: line.source.at,
    mood,
    reason,
    calls: [],
    count: 0,
  };
}

const SEAT: Readonly<Partial<Record<KindName, SeatName>>> = {
  'client.loop': 'writer',
  'client.sender': 'writer',
  'client.receiver': 'clientReader',
  'client.supervisor': 'keeper',
  'client.closer': 'keeper',
  'server.receiver': 'serverReader',
  'server.loop': 'serverLoop',
  'server.handler': 'handlers',
};

/** In families C and D callers write by themselves: who writes, and who holds streamLock meanwhile, sits in the ring. */
const CALLER_SEAT: Readonly<Record<string, SeatName>> = { write: 'writer', sendLock: 'keeper' };

function seatsOf(machine: Machine, groups: readonly Group[]): Seats {
  const seats: Record<SeatName, Group[]> = {
    callers: [],
    writer: [],
    clientReader: [],
    keeper: [],
    serverReader: [],
    serverLoop: [],
    handlers: [],
  };
  const holds = holdsStreams(machine);
  for (const group of groups) {
    let seat = SEAT[group.kind] ?? 'callers';
    if (group.kind === 'client.caller') {
      seat = CALLER_SEAT[group.line] ?? 'callers';
      if (seat === 'keeper' && !holds) seat = 'callers';
    }
    seats[seat].push(group);
  }
  return seats;
}

/** Whether who waits for sendLock holds streamLock: family C, by the order of its lines. */
function holdsStreams(machine: Machine): boolean {
  const caller = machine.params.program.find(({ name }) => name === 'client.caller');
  return caller?.entry !== undefined && caller.lines.sendLock?.at === 'client.caller.hold';
}

const CHANNELS: readonly ChannelName[] = ['calls', 'incoming', 'requests', 'responses'];

function channelsOf(machine: Machine, state: State): readonly ChannelEnds[] {
  const used = CHANNELS.filter((name) =>
    machine.params.program.some(({ lines }) =>
      Object.values(lines).some(
        (line) =>
          line.do.op === 'select' &&
          line.do.cases.some((one) => one.on === 'send' && one.channel === name),
      ),
    ),
  );
  const ends = new Map(used.map((name) => [name, { offering: 0, taking: 0 }]));
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (line?.source.do.op !== 'select') continue;
    for (const one of line.source.do.cases) {
      if (one.on !== 'send' && one.on !== 'receive') continue;
      const end = ends.get(one.channel);
      if (end) end[one.on === 'send' ? 'offering' : 'taking']++;
    }
  }
  return used.map((name) => {
    const slots = machine.layout.buffers[name];
    const buffered = slots
      ? Array.from(
          { length: state[slots.length] as number },
          (_, place) => (state[slots.first + place] as number) - 1,
        )
      : null;
    return {
      name,
      ...(ends.get(name) ?? { offering: 0, taking: 0 }),
      buffered,
      room: slots?.room ?? 0,
    };
  });
}

function pipeOf(
  machine: Machine,
  state: State,
  name: SocketName,
  waits: readonly Wait[],
): PipeEnds {
  const { calls, buffered, charge } = machine.inSocket(state, name);
  const parked = waits.some(
    ({ goroutine, for: reason }) =>
      reason === 'room' && machine.lineOf(state, goroutine)?.socket === name,
  );
  const { limit, wakesAt, charges } = machine.params.sockets[name];
  return {
    name,
    calls: calls.slice(buffered),
    buffered,
    charge,
    limit,
    wakesAt,
    counted: charges === null,
    parked,
  };
}

/** As they are taken in family C. */
const LOCKS: readonly MutexName[] = ['callMap', 'streamLock', 'sendLock'];

function locksOf(machine: Machine, state: State): readonly LockEnds[] {
  return LOCKS.flatMap((name) => {
    const at = machine.layout.mutexes[name];
    if (at === undefined) return [];
    const held = state[at] as number;
    let waiting = 0;
    for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
      const doing = machine.lineOf(state, goroutine)?.source.do;
      if ((doing?.op === 'lock' || doing?.op === 'rlock') && doing.mutex === name) waiting++;
    }
    return { name, holder: held === 0 ? null : held - 1, waiting };
  });
}

function endedIn(machine: Machine, state: State): Scene['ended'] {
  const ended = { answered: 0, left: 0, failed: 0 };
  for (let call = 0; call < machine.params.calls; call++) {
    const outcome = machine.outcomeOf(state, call);
    if (outcome) ended[outcome]++;
  }
  return ended;
}
