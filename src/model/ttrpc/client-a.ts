import { type Goroutine, goroutine } from '../kernel/program.ts';
import { queueingCaller } from './caller.ts';

/**
 * Family A, ttrpc 1.0.0 to 1.0.2: one loop writes the requests and hands the answers out. While it writes it takes
 * nothing from the receiver. Source: containerd/ttrpc@v1.0.1 client.go:182-290.
 */
const loop = goroutine('client.loop', 'wait', {
  wait: {
    code: 'select { call | answer | done }',
    at: 'client.loop.idle',
    rest: true,
    do: {
      op: 'select',
      cases: [
        { on: 'receive', channel: 'calls', next: 'write', says: 'takes-call' },
        { on: 'receive', channel: 'incoming', next: 'find', says: 'takes-answer' },
        { on: 'closed', flag: 'receiversDone', next: 'close', says: 'hears-receiver-end' },
        { on: 'closed', flag: 'ctx', next: 'abort', says: 'hears-close' },
      ],
    },
  },
  write: {
    code: 'write(socket, request)',
    at: 'client.loop.write',
    do: { op: 'write', socket: 'toServer', next: 'remember', fails: 'refuse', says: 'writes' },
  },
  remember: {
    code: 'waiting[id] = call; id += 2',
    at: null,
    place: { '1.0.1': 'client.go:264' },
    do: { op: 'remember', next: 'wait' },
  },
  refuse: {
    code: 'call.result <- error',
    at: null,
    place: { '1.0.1': 'client.go:260' },
    do: { op: 'deliver', gives: 'error', next: 'wait', says: 'refuses' },
  },
  find: {
    code: 'call = waiting[id]',
    at: null,
    place: { '1.0.1': 'client.go:267' },
    do: { op: 'lookUp', next: 'give', unknown: 'wait' },
  },
  give: {
    code: 'call.result <- answer',
    at: null,
    place: { '1.0.1': 'client.go:273' },
    do: { op: 'deliver', gives: 'answer', next: 'forget', says: 'delivers' },
  },
  forget: {
    code: 'delete(waiting, id)',
    at: null,
    place: { '1.0.1': 'client.go:274' },
    do: { op: 'forget', next: 'wait' },
  },
  close: {
    code: 'client.close()',
    at: null,
    place: { '1.0.1': 'client.go:280' },
    do: { op: 'close', flag: 'ctx', next: 'wait' },
  },
  abort: {
    code: 'for each waiting: result <- error',
    at: null,
    place: { '1.0.1': 'client.go:283' },
    do: { op: 'abort', blocks: true, next: 'hangUp', says: 'aborts' },
  },
  hangUp: {
    code: 'socket.close()',
    at: null,
    place: { '1.0.1': 'client.go:252' },
    do: { op: 'hangUp', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

/** It reads answers and hands each to the loop. Source: containerd/ttrpc@v1.0.1 client.go:190-222. */
const receiver = goroutine('client.receiver', 'check', {
  check: {
    code: 'if closed { return }',
    at: null,
    place: { '1.0.1': 'client.go:194' },
    do: { op: 'check', flag: 'ctx', next: 'read', closed: 'tell' },
  },
  read: {
    code: 'answer := read(socket)',
    at: 'client.receiver.read',
    rest: true,
    do: { op: 'read', socket: 'toClient', next: 'hand', ends: 'tell', says: 'reads' },
  },
  hand: {
    code: 'select { incoming <- answer | closed }',
    at: 'client.receiver.handoff',
    do: {
      op: 'select',
      cases: [
        { on: 'send', channel: 'incoming', next: 'check', says: 'hands-on' },
        { on: 'closed', flag: 'ctx', next: 'tell', says: 'hears-close' },
      ],
    },
  },
  tell: {
    code: 'close(receiverDone)',
    at: null,
    do: { op: 'close', flag: 'receiverDone', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

/** It waits for the receiver's end and tells the loop. Source: containerd/ttrpc@v1.0.1 client.go:245-248. */
const closer = goroutine('client.closer', 'wait', {
  wait: {
    code: '<-receiverDone',
    at: 'client.closer.wait',
    rest: true,
    do: {
      op: 'select',
      cases: [{ on: 'closed', flag: 'receiverDone', next: 'tell', says: 'hears-receiver-end' }],
    },
  },
  tell: {
    code: 'close(receiversDone)',
    at: null,
    place: { '1.0.1': 'client.go:247' },
    do: { op: 'close', flag: 'receiversDone', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

export const clientA: readonly Goroutine[] = [loop, receiver, closer, queueingCaller];
