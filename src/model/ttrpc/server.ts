import { type Goroutine, goroutine, type Line } from '../kernel/program.ts';

/** A handler runs the method and offers its answer to the loop. Source: containerd/ttrpc@v1.0.1 server.go:434-447. */
const handler = goroutine('server.handler', 'call', {
  call: {
    code: 'answer := method(request)',
    at: 'server.handler.call',
    do: { op: 'method', next: 'offer', says: 'returns' },
  },
  offer: {
    code: 'select { answers <- answer | done }',
    at: 'server.handler.respond',
    do: {
      op: 'select',
      cases: [
        { on: 'send', channel: 'responses', next: 'end', says: 'hands-on' },
        { on: 'closed', flag: 'done', next: 'end', says: 'hears-done' },
      ],
    },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

/** How the loop of either family writes an answer, and how it ends. */
const writing: Readonly<Record<string, Line>> = {
  write: {
    code: 'write(socket, answer)',
    at: 'server.loop.write',
    do: { op: 'write', socket: 'toClient', next: 'wait', fails: 'done', says: 'writes' },
  },
  done: { code: 'close(done)', at: null, do: { op: 'close', flag: 'done', next: 'hangUp' } },
  hangUp: { code: 'socket.close()', at: null, do: { op: 'hangUp', next: 'end' } },
  end: { code: 'return', at: null, do: { op: 'end' } },
};

/**
 * Family S1, ttrpc 1.0.0 to 1.1.2: the loop takes requests, starts handlers, takes answers and writes them. While it
 * writes it takes nothing. Source: containerd/ttrpc@v1.0.1 server.go:316-470.
 */
const loop1 = goroutine('server.loop', 'wait', {
  wait: {
    code: 'select { request | answer | broken }',
    at: 'server.loop.idle',
    rest: true,
    do: {
      op: 'select',
      cases: [
        { on: 'receive', channel: 'requests', next: 'start', says: 'takes-request' },
        { on: 'receive', channel: 'responses', next: 'write', says: 'takes-answer' },
        { on: 'closed', flag: 'broken', next: 'done', says: 'hears-receiver-end' },
      ],
    },
  },
  start: {
    code: 'go handle(request)',
    at: null,
    place: {
      '1.0.1': 'server.go:434',
      '1.0.2': 'server.go:434',
      '1.1.0': 'server.go:434',
      '1.1.1': 'server.go:435',
      '1.1.2': 'server.go:435',
    },
    do: { op: 'go', next: 'wait' },
  },
  ...writing,
});

/** It reads requests and hands each to the loop: a loop that writes stops the reading. server.go:332-412 @v1.0.1. */
const receiver1 = goroutine('server.receiver', 'check', {
  check: {
    code: 'if done { return }',
    at: null,
    place: { '1.0.1': 'server.go:354', '1.0.2': 'server.go:354', '1.1.0': 'server.go:354' },
    do: { op: 'check', flag: 'done', next: 'read', closed: 'end' },
  },
  read: {
    code: 'request := read(socket)',
    at: 'server.receiver.read',
    rest: true,
    do: { op: 'read', socket: 'toServer', next: 'hand', ends: 'tell', says: 'reads' },
  },
  hand: {
    code: 'select { requests <- request | done }',
    at: 'server.receiver.handoff',
    do: {
      op: 'select',
      cases: [
        { on: 'send', channel: 'requests', next: 'check', says: 'hands-on' },
        { on: 'closed', flag: 'done', next: 'end', says: 'hears-done' },
      ],
    },
  },
  tell: {
    code: 'close(broken)',
    at: null,
    do: { op: 'close', flag: 'broken', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

/**
 * Family S2, ttrpc 1.2.0 and later: the receiver starts the handlers of unary calls by itself, so a loop that writes
 * does not stop the reading. Source: containerd/ttrpc@v1.2.4 server.go, services.go:111; lines of 1.2.5 as captured.
 */
const loop2 = goroutine('server.loop', 'wait', {
  wait: {
    code: 'select { answer | broken }',
    at: 'server.loop.idle',
    rest: true,
    do: {
      op: 'select',
      cases: [
        { on: 'receive', channel: 'responses', next: 'write', says: 'takes-answer' },
        { on: 'closed', flag: 'broken', next: 'done', says: 'hears-receiver-end' },
      ],
    },
  },
  ...writing,
});

const receiver2 = goroutine('server.receiver', 'check', {
  check: {
    code: 'if done { return }',
    at: null,
    do: { op: 'check', flag: 'done', next: 'read', closed: 'end' },
  },
  read: {
    code: 'request := read(socket)',
    at: 'server.receiver.read',
    rest: true,
    do: { op: 'read', socket: 'toServer', next: 'start', ends: 'tell', says: 'reads' },
  },
  start: {
    code: 'go handle(request)',
    at: null,
    place: { '1.2.5': 'services.go:111' },
    do: { op: 'go', next: 'check' },
  },
  tell: {
    code: 'close(broken)',
    at: null,
    do: { op: 'close', flag: 'broken', next: 'end' },
  },
  end: { code: 'return', at: null, do: { op: 'end' } },
});

export const serverS1: readonly Goroutine[] = [loop1, receiver1, handler];
export const serverS2: readonly Goroutine[] = [loop2, receiver2, handler];
