import {
  ANSWER,
  CLOSED,
  CODES,
  type Compiled,
  type CompiledCase,
  type CompiledLine,
  DEADLINE,
  END,
  type MachineParams,
  type Offer,
  RECEIVE_BUFFERED,
  RECEIVE_SYNC,
  SEND_BUFFERED,
  SEND_SYNC,
  type SocketParams,
} from './compiled.ts';
import { type Layout, layOut, type SocketNeeds } from './layout.ts';
import type { Case, ChannelName, FlagName, KindName, Line } from './program.ts';

const FLAGS: readonly FlagName[] = ['ctx', 'receiverDone', 'receiversDone', 'broken', 'done'];

/** Resolves names, and drops cases that cannot happen under these parameters. Throws on a name that leads nowhere. */
export function compile(params: MachineParams): Compiled {
  const { program } = params;
  const failures = params.failures || params.deadlines;
  const ops = program.flatMap(({ lines }) => Object.values(lines).map((line) => line.do));
  const layout = layOut({
    kinds: new Set(program.map(({ name }) => name)),
    calls: params.calls,
    failures,
    tickets: params.callers < params.calls,
    sockets: {
      toServer: roomOf(params.sockets.toServer),
      toClient: roomOf(params.sockets.toClient),
    },
    buffers: params.buffers,
    mutexes: [...new Set(ops.flatMap((op) => ('mutex' in op ? [op.mutex] : [])))].sort(),
    flags: failures ? FLAGS : [],
  });
  const ids = new Map<string, number>();
  for (const { name, lines } of program) {
    for (const line of Object.keys(lines)) ids.set(`${name}/${line}`, ids.size + 1);
  }
  const lineOf = (kind: KindName, name: string): number => {
    const id = ids.get(`${kind}/${name}`);
    if (id === undefined) throw new Error(`${kind}: no line ${name}`);
    return id;
  };
  const context: Context = { params, layout, lineOf };
  const lines: CompiledLine[] = [NOBODY];
  for (const one of program) {
    for (const [name, source] of Object.entries(one.lines)) {
      lines.push(compileLine(one.name, name, source, context));
    }
  }
  return {
    params,
    layout,
    lines,
    entries: Object.fromEntries(program.map(({ name, entry }) => [name, lineOf(name, entry)])),
    ranges: Object.fromEntries(
      program.map(({ name, lines: own }) => {
        const all = Object.keys(own).map((line) => lineOf(name, line));
        return [name, [Math.min(...all), Math.max(...all)] as const];
      }),
    ),
  };
}

interface Context {
  readonly params: MachineParams;
  readonly layout: Layout;
  lineOf(kind: KindName, name: string): number;
}

/** How many frames can stand in the socket at once: a write is allowed while the charge is below the limit. */
function roomOf({ limit, charges, wakesAt, reader }: SocketParams): SocketNeeds {
  const least = charges === null ? 1 : Math.min(...charges);
  // Those in the reader's buffer stand in the same queue, in front.
  const inBuffer = reader ? Math.ceil(reader.room / Math.min(...reader.bytes)) : 0;
  return {
    room: Math.ceil(limit / least) + inBuffer,
    parks: wakesAt !== null,
    charged: charges !== null,
    buffered: reader !== undefined,
  };
}

const NOBODY: CompiledLine = {
  id: 0,
  kind: 'server.handler',
  name: '',
  source: { code: '', at: null, do: { op: 'end' } },
  op: END,
  next: 0,
  other: 0,
  says: '',
  cases: [],
  acts: false,
  drops: false,
  rest: true,
  cut: false,
  onAnswer: 0,
  onError: 0,
  gives: null,
  blocks: false,
  socket: null,
  mutex: -1,
  flag: -1,
  outcome: null,
};

const ACTING: readonly Line['do']['op'][] = [
  'read',
  'write',
  'lock',
  'rlock',
  'method',
  'deliver',
  'abort',
  'turn',
];

function compileLine(kind: KindName, name: string, source: Line, context: Context): CompiledLine {
  const { layout, lineOf } = context;
  const { do: op } = source;
  const to = (target: string | undefined) => (target === undefined ? 0 : lineOf(kind, target));
  const written = op.op === 'select' ? op.cases : [];
  const cases = written.flatMap((one) => compileCase(kind, one, context));
  const answer = written.find((one) => one.on === 'answer');
  return {
    id: lineOf(kind, name),
    kind,
    name,
    source,
    op: CODES[op.op],
    next: to('next' in op ? op.next : undefined),
    other: to(otherOf(op)),
    says: 'says' in op ? op.says : '',
    cases,
    acts: cases.some(({ on }) => on !== SEND_SYNC) || ACTING.includes(op.op),
    drops: op.op === 'read' || op.op === 'end' || written.some(({ on }) => on === 'receive'),
    rest: source.rest ?? false,
    cut: op.op === 'lock' && op.cut,
    onAnswer: to(answer?.next),
    onError: to(answer?.failed),
    gives: op.op === 'deliver' ? op.gives : null,
    blocks: op.op === 'abort' && op.blocks,
    socket: 'socket' in op ? op.socket : null,
    mutex: 'mutex' in op ? (layout.mutexes[op.mutex] ?? -1) : -1,
    flag: 'flag' in op ? (layout.flags[op.flag] ?? -1) : -1,
    outcome: op.op === 'return' ? op.outcome : null,
  };
}

function otherOf(op: Line['do']): string | undefined {
  if (op.op === 'read') return op.ends;
  if (op.op === 'write') return op.fails;
  if (op.op === 'lookUp') return op.unknown;
  return op.op === 'check' ? op.closed : undefined;
}

/** A case, or none where it can never be ready. */
function compileCase(kind: KindName, one: Case, context: Context): readonly CompiledCase[] {
  const { layout, lineOf, params } = context;
  const plain = {
    next: lineOf(kind, one.next),
    failed: 0,
    says: one.says,
    channel: null,
    offers: [],
    buffer: null,
    flag: -1,
  };
  switch (one.on) {
    case 'receive':
    case 'send': {
      const buffer = layout.buffers[one.channel] ?? null;
      const receives = one.on === 'receive';
      const on = receives
        ? buffer
          ? RECEIVE_BUFFERED
          : RECEIVE_SYNC
        : buffer
          ? SEND_BUFFERED
          : SEND_SYNC;
      const offers = on === RECEIVE_SYNC ? offersOn(one.channel, context) : [];
      return [{ ...plain, on, channel: one.channel, buffer, offers }];
    }
    case 'closed': {
      const flag = layout.flags[one.flag];
      return flag === undefined ? [] : [{ ...plain, on: CLOSED, flag }];
    }
    case 'answer':
      return layout.answers < 0 ? [] : [{ ...plain, on: ANSWER, failed: lineOf(kind, one.failed) }];
    case 'deadline':
      return params.deadlines ? [{ ...plain, on: DEADLINE }] : [];
  }
}

/** Every place of the program from which a value is sent on that channel. */
function offersOn(channel: ChannelName, { params, layout, lineOf }: Context): readonly Offer[] {
  return params.program.flatMap(({ name, lines }) =>
    Object.entries(lines).flatMap(([line, { do: op }]) => {
      const sends =
        op.op === 'select'
          ? op.cases.find((one) => one.on === 'send' && one.channel === channel)
          : undefined;
      if (!sends) return [];
      const [from, to, hand] = rangeOf(name, layout, params.calls);
      return [{ from, to, hand, line: lineOf(name, line), next: lineOf(name, sends.next) }];
    }),
  );
}

/** Numbers of the goroutines of a kind, and where their hand is. */
function rangeOf(
  name: KindName,
  layout: Layout,
  calls: number,
): readonly [from: number, to: number, hand: number] {
  if (name === 'client.caller') return [layout.callers, layout.callers + calls, -1];
  if (name === 'server.handler') return [layout.handlers, layout.handlers + calls, -1];
  const slots = layout.slots[name];
  if (!slots) throw new Error(`no goroutine ${name}`);
  return [slots.line, slots.line + 1, slots.hand];
}
