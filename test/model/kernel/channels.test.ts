import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/model/kernel/machine.ts';
import type { ChannelName, Goroutine, KindName, Op } from '../../../src/model/kernel/program.ts';
import { lineAt, machineOf, move, numberOf, stepsOf, tiny } from './tiny.ts';

const END: Op = { op: 'end' };
/** A line where a goroutine stays for ever with what it has in hand. */
const KEEP: Op = { op: 'select', cases: [] };

const send = (channel: ChannelName, next: string): Op => ({
  op: 'select',
  cases: [{ on: 'send', channel, next, says: 'sends' }],
});
const receive = (channel: ChannelName, next: string): Op => ({
  op: 'select',
  cases: [{ on: 'receive', channel, next, says: 'receives' }],
});
/** A step of its own that is always possible: who takes it has come. */
const come = (mutex: 'sendLock' | 'streamLock', next: string): Op => ({
  op: 'lock',
  mutex,
  cut: true,
  next,
  says: 'comes',
});
const write = (next: string): Op => ({
  op: 'write',
  socket: 'toServer',
  next,
  fails: next,
  says: 'writes',
});
const read = (next: string): Op => ({
  op: 'read',
  socket: 'toServer',
  next,
  ends: 'end',
  says: 'reads',
});

/** Every pairing of goroutines over a channel that the programs of ttrpc have. */
const pairings: readonly {
  from: KindName;
  channel: ChannelName;
  to: KindName;
}[] = [
  { from: 'client.caller', channel: 'calls', to: 'client.loop' },
  { from: 'client.caller', channel: 'calls', to: 'client.sender' },
  { from: 'client.receiver', channel: 'incoming', to: 'client.loop' },
  { from: 'server.receiver', channel: 'requests', to: 'server.loop' },
  { from: 'server.handler', channel: 'responses', to: 'server.loop' },
];

/** The sending goroutine gets call 1 in hand: it is its own, or it comes through the socket. */
function sendersOf(from: KindName, channel: ChannelName): readonly Goroutine[] {
  const end = { sent: END, end: END };
  if (from === 'client.caller') {
    return [tiny(from, { come: come('sendLock', 'offer'), offer: send(channel, 'sent'), ...end })];
  }
  const caller = tiny('client.caller', { write: write('sent'), ...end });
  if (from === 'server.handler') {
    const starter = tiny('server.receiver', {
      read: read('go'),
      go: { op: 'go', next: 'end' },
      end: END,
    });
    return [
      caller,
      starter,
      tiny(from, { come: come('sendLock', 'offer'), offer: send(channel, 'sent'), ...end }),
    ];
  }
  return [
    caller,
    tiny(from, {
      read: read('come'),
      come: come('sendLock', 'offer'),
      offer: send(channel, 'sent'),
      ...end,
    }),
  ];
}

const receiverOf = (to: KindName, channel: ChannelName) =>
  tiny(to, { come: come('streamLock', 'take'), take: receive(channel, 'took'), took: KEEP });

describe.each(pairings)('$from hands a call to $to over $channel', ({ from, channel, to }) => {
  const machine = machineOf([...sendersOf(from, channel), receiverOf(to, channel)], { calls: 2 });
  const [sender, taker] = [numberOf(machine, from, 1), numberOf(machine, to)];
  /** Until only the two are left to come. */
  function prepared(): State {
    let state = machine.initial();
    if (from === 'client.caller') return state;
    state = move(machine, state, 'client.caller', 1);
    return move(machine, state, from === 'server.handler' ? 'server.receiver' : from);
  }
  const handOvers = (state: State) => stepsOf(machine, state).filter(({ partner }) => partner >= 0);

  it.each([
    ['the sender waits for the receiver', [from, to]],
    ['the receiver waits for the sender', [to, from]],
  ] as const)('%s', (_, [first, second]) => {
    const alone = move(machine, prepared(), first, 1);
    expect(handOvers(alone)).toEqual([]);
    expect(lineAt(machine, alone, first, 1)).toBe(first === from ? 'offer' : 'take');
    const both = move(machine, alone, second, 1);
    expect(handOvers(both)).toEqual([{ goroutine: taker, choice: 0, partner: sender }]);
  });

  it('both go on in one step, and the receiver has the call in hand', () => {
    const both = move(machine, move(machine, prepared(), from, 1), to);
    const [step] = handOvers(both);
    const after = machine.step(both, step!);
    expect(lineAt(machine, after, to)).toBe('took');
    expect(machine.handOf(after, taker)).toBe(1);
    expect(machine.lineOf(after, sender)).toBeNull();
    if (machine.kindOf(sender).call === null) expect(machine.handOf(after, sender)).toBeNull();
  });
});

describe('a channel without room', () => {
  it('gives a receiver the choice of every sender that waits', () => {
    const offering = tiny('client.caller', { offer: send('calls', 'end'), end: END });
    const taking = tiny('client.loop', { take: receive('calls', 'took'), took: KEEP });
    const machine = machineOf([offering, taking], { calls: 3 });
    const steps = stepsOf(machine, machine.initial());
    expect(steps.map(({ partner }) => machine.kindOf(partner).call)).toEqual([0, 1, 2]);
    for (const [call, step] of steps.entries()) {
      const after = machine.step(machine.initial(), step);
      expect(machine.handOf(after, numberOf(machine, 'client.loop'))).toBe(call);
      expect(lineAt(machine, after, 'client.caller', call)).toBeNull();
      expect(stepsOf(machine, after)).toEqual([]);
    }
  });
});

describe('a channel with room', () => {
  /** Callers put their calls in; the loop takes them out, one after the other. */
  const buffered = (room: number, calls: number) =>
    machineOf(
      [
        tiny('client.caller', { offer: send('calls', 'end'), end: END }),
        tiny('client.loop', { take: receive('calls', 'again'), again: receive('calls', 'take') }),
      ],
      { calls, buffers: { calls: room } },
    );

  it('takes as many as it has room for, with nobody there to receive; then senders wait', () => {
    const machine = buffered(2, 3);
    let state = machine.initial();
    state = move(machine, state, 'client.caller', 2);
    state = move(machine, state, 'client.caller', 0);
    expect(lineAt(machine, state, 'client.caller', 0)).toBeNull();
    expect(stepsOf(machine, state).map(({ goroutine }) => machine.kindOf(goroutine).kind)).toEqual([
      'client.loop',
    ]);
    state = move(machine, state, 'client.loop');
    expect(machine.handOf(state, numberOf(machine, 'client.loop'))).toBeNull();
    expect(
      lineAt(machine, move(machine, state, 'client.caller', 1), 'client.caller', 1),
    ).toBeNull();
  });

  it('gives an empty channel’s receiver nothing to do', () => {
    const machine = machineOf(
      [
        tiny('client.caller', { stay: KEEP }),
        tiny('client.loop', { take: receive('calls', 'took'), took: KEEP }),
      ],
      { buffers: { calls: 1 } },
    );
    expect(stepsOf(machine, machine.initial())).toEqual([]);
  });

  it('keeps the order, whatever the room and whoever goes next', () => {
    const keeping = (room: number, calls: number) =>
      machineOf(
        [
          tiny('client.caller', { offer: send('calls', 'end'), end: END }),
          tiny('client.loop', {
            take: receive('calls', 'tell'),
            tell: come('sendLock', 'open'),
            open: { op: 'unlock', mutex: 'sendLock', next: 'take' },
          }),
        ],
        { calls, buffers: { calls: room } },
      );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(20), { minLength: 40, maxLength: 40 }),
        (room, calls, picks) => {
          const machine = keeping(room, calls);
          const loop = numberOf(machine, 'client.loop');
          const [put, taken]: [number[], number[]] = [[], []];
          let state = machine.initial();
          for (const pick of picks) {
            const steps = stepsOf(machine, state);
            if (steps.length === 0) break;
            const step = steps[pick % steps.length]!;
            const { call } = machine.kindOf(step.goroutine);
            const takes = call === null && lineAt(machine, state, 'client.loop') === 'take';
            state = machine.step(state, step);
            if (call !== null) put.push(call);
            if (takes) taken.push(machine.handOf(state, loop) ?? -1);
            expect(put.length - taken.length).toBeLessThanOrEqual(room);
          }
          expect(taken).toEqual(put.slice(0, taken.length));
        },
      ),
    );
  });
});
