/**
 * Where a goroutine of ttrpc can stand, named `side.role.what`, and what its standing there means.
 * Source: containerd/ttrpc client.go, server.go, channel.go and services.go at the tags in frames.json.
 */

export type Side = 'client' | 'server';

/**
 * Families of clients: A one loop that writes and hands answers out; B a sender and a receiver;
 * C callers write themselves, with locks in an order that can hang; D the same with the order repaired.
 */
export type ClientFamily = 'A' | 'B' | 'C' | 'D';

/** Families of servers: S1 its receiver waits for the loop that writes; S2 its receiver starts handlers itself. */
export type ServerFamily = 'S1' | 'S2';

export type Family = ClientFamily | ServerFamily;

/** What a goroutine is for. `closer` only waits for the receiver's end; `acceptor` only accepts connections. */
export type Role =
  | 'caller'
  | 'loop'
  | 'supervisor'
  | 'sender'
  | 'receiver'
  | 'closer'
  | 'acceptor'
  | 'handler';

/** Who can end a wait: a goroutine of one side, the whole other end, or the RPC method itself. */
export type Actor =
  | 'client.caller'
  | 'client.loop'
  | 'client.supervisor'
  | 'client.sender'
  | 'client.receiver'
  | 'client.closer'
  /** The caller that holds sendLock, and writes. */
  | 'client.writer'
  /** The caller that holds streamLock. */
  | 'client.holder'
  | 'server.acceptor'
  | 'server.loop'
  | 'server.receiver'
  | 'server.handler'
  | 'client'
  | 'server'
  | 'method';

/** What a goroutine waits for. */
export type Wait =
  /** An idle loop: the next thing to do. */
  | 'work'
  /** Room in the socket towards the other end. */
  | 'room'
  /** Bytes from the other end. */
  | 'bytes'
  /** The rest of a message whose header has been read. */
  | 'body'
  /** That the loop (or the sender) takes the call. */
  | 'take-call'
  /** That the loop takes the message in hand. */
  | 'take-message'
  /** That the loop takes the request in hand. */
  | 'take-request'
  /** That the loop takes the finished answer. */
  | 'take-answer'
  /** The answer to a call that has been accepted. */
  | 'answer'
  | 'stream-lock'
  | 'send-lock'
  /** The end of the connection. */
  | 'end'
  /** The next connection. */
  | 'connection'
  /** Whatever the RPC method waits for. */
  | 'method';

/**
 * How a goroutine stands to a hang.
 * `rest`: healthy. `await`: its call is under way. `method`: it is inside the RPC method, which is not ttrpc's.
 * `circle`: its wait can be a link of a circle. `victim`: it waits behind one. `pressed`: it waits for room,
 * but its connection goes on reading, so no circle closes through it. `pass`: it runs and waits for nothing.
 */
export type Posture = 'rest' | 'await' | 'method' | 'victim' | 'pressed' | 'circle' | 'pass';

export type Lock = 'stream-lock' | 'send-lock';

export interface Position {
  readonly id: PositionId;
  readonly side: Side;
  readonly role: Role;
  /** The goroutine itself, as others name it when they wait for it. */
  readonly actor: Actor;
  readonly posture: Posture;
  readonly waits: Wait | null;
  /** Who can end the wait, any one of them. By family where the families differ. */
  readonly frees: readonly Actor[] | Readonly<Partial<Record<Family, readonly Actor[]>>>;
  /** A lock it holds while it waits. */
  readonly holds: Lock | null;
}

type Row = Omit<Position, 'id' | 'side' | 'role' | 'actor' | 'holds'> & { readonly holds?: Lock };

const ROWS = {
  'client.caller.queue': {
    posture: 'victim',
    waits: 'take-call',
    frees: { A: ['client.loop'], B: ['client.sender'] },
  },
  'client.caller.await': {
    posture: 'await',
    waits: 'answer',
    frees: {
      A: ['client.loop'],
      B: ['client.receiver'],
      C: ['client.receiver'],
      D: ['client.receiver'],
    },
  },
  'client.caller.lock': { posture: 'victim', waits: 'stream-lock', frees: ['client.holder'] },
  'client.caller.hold': {
    posture: 'circle',
    waits: 'send-lock',
    frees: ['client.writer'],
    holds: 'stream-lock',
  },
  'client.caller.write': {
    posture: 'circle',
    waits: 'room',
    frees: ['server.receiver'],
    holds: 'send-lock',
  },
  'client.caller.forget': { posture: 'victim', waits: 'stream-lock', frees: ['client.holder'] },
  'client.caller.sendlock': { posture: 'victim', waits: 'send-lock', frees: ['client.writer'] },
  'client.caller.writing': {
    posture: 'pressed',
    waits: 'room',
    frees: ['server.receiver'],
    holds: 'send-lock',
  },
  'client.caller.sent': { posture: 'pass', waits: null, frees: [] },
  'client.caller.decode': { posture: 'pass', waits: null, frees: [] },
  'client.loop.idle': {
    posture: 'rest',
    waits: 'work',
    frees: ['client.caller', 'client.receiver'],
  },
  'client.loop.write': { posture: 'circle', waits: 'room', frees: ['server.receiver'] },
  'client.supervisor.idle': { posture: 'rest', waits: 'end', frees: ['client.receiver'] },
  'client.sender.idle': { posture: 'rest', waits: 'work', frees: ['client.caller'] },
  'client.sender.write': { posture: 'pressed', waits: 'room', frees: ['server.receiver'] },
  'client.receiver.read': { posture: 'rest', waits: 'bytes', frees: ['server'] },
  'client.receiver.body': { posture: 'rest', waits: 'body', frees: ['server'] },
  'client.receiver.handoff': { posture: 'circle', waits: 'take-message', frees: ['client.loop'] },
  'client.receiver.lock': { posture: 'circle', waits: 'stream-lock', frees: ['client.holder'] },
  'client.receiver.deliver': { posture: 'pass', waits: null, frees: [] },
  'client.closer.wait': { posture: 'rest', waits: 'end', frees: ['client.receiver'] },
  'server.acceptor.accept': { posture: 'rest', waits: 'connection', frees: ['client'] },
  'server.loop.idle': {
    posture: 'rest',
    waits: 'work',
    frees: { S1: ['server.receiver', 'server.handler'], S2: ['server.handler'] },
  },
  'server.loop.write': { posture: 'circle', waits: 'room', frees: ['client.receiver'] },
  'server.receiver.read': { posture: 'rest', waits: 'bytes', frees: ['client'] },
  'server.receiver.body': { posture: 'rest', waits: 'body', frees: ['client'] },
  'server.receiver.handoff': { posture: 'circle', waits: 'take-request', frees: ['server.loop'] },
  'server.handler.call': { posture: 'method', waits: 'method', frees: ['method'] },
  'server.handler.respond': { posture: 'victim', waits: 'take-answer', frees: ['server.loop'] },
} as const satisfies Readonly<Record<`${Side}.${Role}.${string}`, Row>>;

export type PositionId = keyof typeof ROWS;

export function isPositionId(id: string): id is PositionId {
  return Object.hasOwn(ROWS, id);
}

const ALL = new Map<PositionId, Position>(
  (Object.keys(ROWS) as PositionId[]).map((id) => {
    const row: Row = ROWS[id];
    const [side, role] = id.split('.') as [Side, Role, string];
    const actor = `${side}.${role}` as Actor;
    return [id, { id, side, role, actor, holds: null, ...row }];
  }),
);

/** Every position, in the order of a connection: client first. */
export const positions: readonly Position[] = [...ALL.values()];

/** The position of that name. */
export function positionOf(id: PositionId): Position {
  const position = ALL.get(id);
  if (!position) throw new Error(`no position ${id}`);
  return position;
}

/** Who can end the wait of a goroutine that stands there, in this family (null: not known which). */
export function freesIn(position: Position, family: Family | null): readonly Actor[] {
  const { frees } = position;
  if (isList(frees)) return frees;
  if (family !== null) return frees[family] ?? [];
  return [...new Set(Object.values(frees).flat())];
}

function isList(frees: Position['frees']): frees is readonly Actor[] {
  return Array.isArray(frees);
}

/** The two circles that ttrpc can close. Each step waits for the next, the last for the first. */
export const circles = {
  'A-S1': [
    'client.loop.write',
    'server.receiver.handoff',
    'server.loop.write',
    'client.receiver.handoff',
  ],
  'C-S1': [
    'client.caller.write',
    'server.receiver.handoff',
    'server.loop.write',
    'client.receiver.lock',
    'client.caller.hold',
  ],
} as const satisfies Readonly<Record<string, readonly PositionId[]>>;

export type CircleKind = keyof typeof circles;

export const circleKinds = Object.keys(circles) as readonly CircleKind[];

/** Which client closes which circle. Families B and D close none, and no client closes one with S2. */
export const circleOfClient: Readonly<Record<ClientFamily, CircleKind | null>> = {
  A: 'A-S1',
  B: null,
  C: 'C-S1',
  D: null,
};
