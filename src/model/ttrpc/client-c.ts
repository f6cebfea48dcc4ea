import { type Goroutine, goroutine, type Line } from '../kernel/program.ts';
import { returns, turn } from './caller.ts';

/** How a call of families C and D ends, once it is written (`sent`) or could not be (`unsent`). */
const ending: Readonly<Record<string, Line>> = {
  sent: {
    code: 'sendLock.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'sendLock', next: 'await' },
  },
  unsent: {
    code: 'sendLock.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'sendLock', next: 'failed' },
  },
  await: {
    code: 'select { <-call.result | deadline }',
    at: 'client.caller.await',
    do: {
      op: 'select',
      cases: [
        { on: 'answer', next: 'forget', failed: 'failed', says: 'finds-answer' },
        { on: 'deadline', next: 'forgetLeft', says: 'leaves' },
        { on: 'closed', flag: 'ctx', next: 'forgetFailed', says: 'hears-close' },
      ],
    },
  },
  ...forgetting('', 'answered'),
  ...forgetting('Left', 'left'),
  ...forgetting('Failed', 'failed'),
  ...returns,
};

/** A caller takes its stream out of the map under streamLock before it returns, whatever it returns. */
function forgetting(why: string, next: string): Readonly<Record<string, Line>> {
  return {
    [`forget${why}`]: {
      code: 'streamLock.Lock()',
      at: 'client.caller.forget',
      do: {
        op: 'lock',
        mutex: 'streamLock',
        cut: false,
        next: `delete${why}`,
        says: 'locks-streams',
      },
    },
    [`delete${why}`]: {
      code: 'delete(streams, id)',
      at: null,
      do: { op: 'forget', next: `unlock${why}` },
    },
    [`unlock${why}`]: {
      code: 'streamLock.Unlock()',
      at: null,
      do: { op: 'unlock', mutex: 'streamLock', next },
    },
  };
}

/** The client may have been closed: whoever is about to use the connection looks first. */
function check(ways: { readonly next: string; readonly closed: string }): Line {
  return { code: 'if closed { return }', at: null, do: { op: 'check', flag: 'ctx', ...ways } };
}

/**
 * Family C, ttrpc 1.2.0 to 1.2.3: callers write by themselves. streamLock is taken first and held while the caller
 * waits for sendLock, so a write that waits for room keeps the receiver from looking a stream up.
 * Source: containerd/ttrpc@v1.2.0 client.go:343-364; parked lines of 1.2.2 as captured.
 */
const caller = goroutine('client.caller', 'turn', {
  turn: turn('streamLock'),
  streamLock: {
    code: 'streamLock.Lock()',
    at: 'client.caller.lock',
    do: { op: 'lock', mutex: 'streamLock', cut: true, next: 'check', says: 'locks-streams' },
  },
  check: check({ next: 'remember', closed: 'giveUp' }),
  giveUp: {
    code: 'streamLock.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'streamLock', next: 'failed' },
  },
  remember: {
    code: 'streams[id] = call; id += 2',
    at: null,
    do: { op: 'remember', next: 'sendLock' },
  },
  sendLock: {
    code: 'sendLock.Lock()',
    at: 'client.caller.hold',
    do: { op: 'lock', mutex: 'sendLock', cut: true, next: 'release', says: 'locks-sending' },
  },
  release: {
    code: 'streamLock.Unlock()',
    at: null,
    place: { '1.2.0': 'client.go:362' },
    do: { op: 'unlock', mutex: 'streamLock', next: 'write' },
  },
  write: {
    code: 'write(socket, request)',
    at: 'client.caller.write',
    do: { op: 'write', socket: 'toServer', next: 'sent', fails: 'unsent', says: 'writes' },
  },
  ...ending,
});

/**
 * Family D, ttrpc 1.2.4 and later (pull request 168): sendLock first, streamLock only around the map.
 * Source: containerd/ttrpc@v1.2.4 client.go:388-433; parked lines of 1.2.5 as captured.
 */
const callerD = goroutine('client.caller', 'turn', {
  turn: turn('sendLock'),
  sendLock: {
    code: 'sendLock.Lock()',
    at: 'client.caller.sendlock',
    do: { op: 'lock', mutex: 'sendLock', cut: true, next: 'check', says: 'locks-sending' },
  },
  check: check({ next: 'streamLock', closed: 'unsent' }),
  streamLock: {
    code: 'streamLock.Lock()',
    at: null,
    do: { op: 'lock', mutex: 'streamLock', cut: false, next: 'remember', says: 'locks-streams' },
  },
  remember: {
    code: 'streams[id] = call; id += 2',
    at: null,
    do: { op: 'remember', next: 'release' },
  },
  release: {
    code: 'streamLock.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'streamLock', next: 'write' },
  },
  write: {
    code: 'write(socket, request)',
    at: 'client.caller.writing',
    do: { op: 'write', socket: 'toServer', next: 'sent', fails: 'unsent', says: 'writes' },
  },
  ...ending,
});

/** The one goroutine of the client: it reads, and looks streams up under streamLock. Families C and D. */
const receiver = goroutine('client.receiver', 'check', {
  check: check({ next: 'read', closed: 'close' }),
  read: {
    code: 'answer := read(socket)',
    at: 'client.receiver.read',
    rest: true,
    do: { op: 'read', socket: 'toClient', next: 'lock', ends: 'close', says: 'reads' },
  },
  lock: {
    code: 'streamLock.RLock()',
    at: 'client.receiver.lock',
    do: { op: 'rlock', mutex: 'streamLock', next: 'find', says: 'locks-streams' },
  },
  find: {
    code: 'call = streams[id]',
    at: null,
    do: { op: 'lookUp', next: 'release', unknown: 'drop' },
  },
  release: {
    code: 'streamLock.RUnlock()',
    at: null,
    do: { op: 'runlock', mutex: 'streamLock', next: 'give' },
  },
  give: {
    code: 'call.result <- answer',
    at: null,
    do: { op: 'deliver', gives: 'answer', next: 'check', says: 'delivers' },
  },
  drop: {
    code: 'streamLock.RUnlock()',
    at: null,
    do: { op: 'runlock', mutex: 'streamLock', next: 'check' },
  },
  close: { code: 'client.close()', at: null, do: { op: 'close', flag: 'ctx', next: 'hangUp' } },
  hangUp: { code: 'socket.close()', at: null, do: { op: 'hangUp', next: 'cleanUp' } },
  cleanUp: {
    code: 'streamLock.Lock()',
    at: null,
    do: { op: 'lock', mutex: 'streamLock', cut: false, next: 'abort', says: 'locks-streams' },
  },
  abort: {
    code: 'for each waiting: result <- error',
    at: null,
    do: { op: 'abort', blocks: false, next: 'unlock', says: 'aborts' },
  },
  unlock: {
    code: 'streamLock.Unlock()',
    at: null,
    do: { op: 'unlock', mutex: 'streamLock', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

export const clientC: readonly Goroutine[] = [receiver, caller];
export const clientD: readonly Goroutine[] = [receiver, callerD];
