import { type Goroutine, goroutine } from '../kernel/program.ts';
import { queueingCaller } from './caller.ts';

/** The same line in 1.1.0, 1.1.1 and 1.1.2: their client.go is one and the same file. */
function at(place: string): Readonly<Record<string, string>> {
  return { '1.1.0': place, '1.1.1': place, '1.1.2': place };
}

/**
 * Family B, ttrpc 1.1.0 to 1.1.2 (pull request 94): a sender writes, a receiver hands the answers out by itself, and
 * a map with a mutex is all they share. Source: containerd/ttrpc@v1.1.0 client.go:198-345.
 */
const sender = goroutine('client.sender', 'wait', {
  wait: {
    code: 'select { call | closed }',
    at: 'client.sender.idle',
    rest: true,
    do: {
      op: 'select',
      cases: [
        { on: 'receive', channel: 'calls', next: 'lock', says: 'takes-call' },
        { on: 'closed', flag: 'ctx', next: 'end', says: 'hears-close' },
      ],
    },
  },
  lock: {
    code: 'waiting.Lock()',
    at: null,
    place: at('client.go:213'),
    do: { op: 'lock', mutex: 'callMap', cut: false, next: 'remember', says: 'locks' },
  },
  remember: {
    code: 'waiting[id] = call; id += 2',
    at: null,
    place: at('client.go:271'),
    do: { op: 'remember', next: 'unlock' },
  },
  unlock: {
    code: 'waiting.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'callMap', next: 'write' },
  },
  write: {
    code: 'write(socket, request)',
    at: 'client.sender.write',
    do: { op: 'write', socket: 'toServer', next: 'wait', fails: 'refuse', says: 'writes' },
  },
  refuse: {
    code: 'call.result <- error',
    at: null,
    place: at('client.go:276'),
    do: { op: 'deliver', gives: 'error', next: 'relock', says: 'refuses' },
  },
  relock: {
    code: 'waiting.Lock()',
    at: null,
    place: at('client.go:277'),
    do: { op: 'lock', mutex: 'callMap', cut: true, next: 'forget', says: 'locks' },
  },
  forget: { code: 'delete(waiting, id)', at: null, do: { op: 'forget', next: 'reunlock' } },
  reunlock: {
    code: 'waiting.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'callMap', next: 'wait' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

const receiver = goroutine('client.receiver', 'check', {
  check: {
    code: 'if closed { return }',
    at: null,
    place: at('client.go:289'),
    do: { op: 'check', flag: 'ctx', next: 'read', closed: 'tell' },
  },
  read: {
    code: 'answer := read(socket)',
    at: 'client.receiver.read',
    rest: true,
    do: { op: 'read', socket: 'toClient', next: 'lock', ends: 'tell', says: 'reads' },
  },
  lock: {
    code: 'waiting.Lock()',
    at: null,
    place: at('client.go:309'),
    do: { op: 'lock', mutex: 'callMap', cut: false, next: 'find', says: 'locks' },
  },
  find: {
    code: 'call = waiting[id]',
    at: null,
    do: { op: 'lookUp', next: 'forget', unknown: 'drop' },
  },
  forget: { code: 'delete(waiting, id)', at: null, do: { op: 'forget', next: 'unlock' } },
  unlock: {
    code: 'waiting.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'callMap', next: 'give' },
  },
  give: {
    code: 'call.result <- answer',
    at: null,
    place: at('client.go:318'),
    do: { op: 'deliver', gives: 'answer', next: 'check', says: 'delivers' },
  },
  drop: {
    code: 'waiting.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'callMap', next: 'check' },
  },
  tell: {
    code: 'close(receiverDone)',
    at: null,
    do: { op: 'close', flag: 'receiverDone', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

/** It neither reads nor writes: it waits for the end and cleans up. Source: containerd/ttrpc@v1.1.0 client.go:323-345. */
const supervisor = goroutine('client.supervisor', 'wait', {
  wait: {
    code: 'select { receiverDone | closed }',
    at: 'client.supervisor.idle',
    rest: true,
    do: {
      op: 'select',
      cases: [
        { on: 'closed', flag: 'receiverDone', next: 'close', says: 'hears-receiver-end' },
        { on: 'closed', flag: 'ctx', next: 'lock', says: 'hears-close' },
      ],
    },
  },
  close: {
    code: 'client.close()',
    at: null,
    place: at('client.go:334'),
    do: { op: 'close', flag: 'ctx', next: 'wait' },
  },
  lock: {
    code: 'waiting.Lock()',
    at: null,
    do: { op: 'lock', mutex: 'callMap', cut: false, next: 'abort', says: 'locks' },
  },
  abort: {
    code: 'for each waiting: result <- error',
    at: null,
    place: at('client.go:246'),
    do: { op: 'abort', blocks: true, next: 'unlock', says: 'aborts' },
  },
  unlock: {
    code: 'waiting.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'callMap', next: 'hangUp' },
  },
  hangUp: {
    code: 'socket.close()',
    at: null,
    place: at('client.go:324'),
    do: { op: 'hangUp', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

export const clientB: readonly Goroutine[] = [supervisor, sender, receiver, queueingCaller];
