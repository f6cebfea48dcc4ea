import type { ChannelName, FlagName, KindName, MutexName, Single, SocketName } from './program.ts';

/** Where a single goroutine keeps its line and what it has in hand (0: nothing, else call + 1). */
export interface SingleSlots {
  readonly line: number;
  readonly hand: number;
}

/**
 * Where a queue of calls is kept: its length, then its places. -1 for what is not kept: the charge, whether its writer
 * is parked, how many of its first frames the reader has in its buffer.
 */
export interface QueueSlots {
  readonly length: number;
  readonly first: number;
  readonly room: number;
  readonly charge: number;
  readonly parked: number;
  readonly buffered: number;
}

/** Which number of a state means what. A state is one Int32Array of `size` numbers. */
export interface Layout {
  readonly size: number;
  readonly singles: readonly Single[];
  readonly slots: Readonly<Partial<Record<Single, SingleSlots>>>;
  /** Lines of callers and of handlers, one each a call. */
  readonly callers: number;
  readonly handlers: number;
  /** Per call: stands in the client's map; its channel holds an answer nobody took. -1: not kept. */
  readonly known: number;
  readonly answers: number;
  /** How many calls have begun and not ended; -1 where all may begin at once. */
  readonly active: number;
  readonly sockets: Readonly<Record<SocketName, QueueSlots>>;
  /** Buffers of channels that have one. */
  readonly buffers: Readonly<Partial<Record<ChannelName, QueueSlots>>>;
  /** Who holds a mutex: goroutine + 1, or 0. */
  readonly mutexes: Readonly<Partial<Record<MutexName, number>>>;
  readonly flags: Readonly<Partial<Record<FlagName, number>>>;
  /** 1 when that side has closed its end or is dead; -1 where no end is ever closed. */
  readonly hungUp: { readonly client: number; readonly server: number };
}

/** What is kept of one direction of the socket. */
export interface SocketNeeds {
  readonly room: number;
  readonly parks: boolean;
  readonly charged: boolean;
  readonly buffered: boolean;
}

/** What the layout depends on. */
export interface LayoutNeeds {
  readonly kinds: ReadonlySet<KindName>;
  readonly calls: number;
  readonly failures: boolean;
  readonly tickets: boolean;
  /** Places and whether a writer's parking is kept, by socket. */
  readonly sockets: Readonly<Record<SocketName, SocketNeeds>>;
  readonly buffers: Readonly<Partial<Record<ChannelName, number>>>;
  readonly mutexes: readonly MutexName[];
  readonly flags: readonly FlagName[];
}

const SINGLES: readonly Single[] = [
  'client.loop',
  'client.supervisor',
  'client.sender',
  'client.receiver',
  'client.closer',
  'server.loop',
  'server.receiver',
];

/** Gives each part of the state its place. */
export function layOut(needs: LayoutNeeds): Layout {
  let size = 0;
  const take = (count: number): number => {
    const at = size;
    size += count;
    return at;
  };
  const takeIf = (wanted: boolean, count: number): number => (wanted ? take(count) : -1);
  const queue = ({ room, charged, parks, buffered }: SocketNeeds): QueueSlots => ({
    length: take(1),
    first: take(room),
    room,
    charge: takeIf(charged, 1),
    parked: takeIf(parks, 1),
    buffered: takeIf(buffered, 1),
  });
  const singles = SINGLES.filter((name) => needs.kinds.has(name));
  // Goroutine number g has its line at index g: singles, then callers, then handlers.
  const lines = singles.map(() => take(1));
  const callers = take(needs.calls);
  const handlers = take(needs.calls);
  const hands = singles.map(() => take(1));
  const slots = Object.fromEntries(
    singles.map((name, place) => [name, { line: lines[place] ?? 0, hand: hands[place] ?? 0 }]),
  );
  return {
    singles,
    slots,
    callers,
    handlers,
    known: takeIf(needs.failures, needs.calls),
    answers: takeIf(needs.failures, needs.calls),
    active: takeIf(needs.tickets, 1),
    sockets: {
      toServer: queue(needs.sockets.toServer),
      toClient: queue(needs.sockets.toClient),
    },
    buffers: Object.fromEntries(
      Object.entries(needs.buffers).map(([name, room]) => [
        name,
        queue({ room, parks: false, charged: false, buffered: false }),
      ]),
    ),
    mutexes: Object.fromEntries(needs.mutexes.map((name) => [name, take(1)])),
    flags: Object.fromEntries(needs.flags.map((name) => [name, take(1)])),
    hungUp: { client: takeIf(needs.failures, 1), server: takeIf(needs.failures, 1) },
    size,
  };
}
