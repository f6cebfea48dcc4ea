import { type Goroutine, goroutine, type Line } from '../kernel/program.ts';

/** Where every call begins, in all families. */
export function turn(next: string): Line {
  return { code: 'call(request):', at: null, do: { op: 'turn', next, says: 'begins' } };
}

/** The three ways in which a call ends, in all families. */
export const returns: Readonly<Record<string, Line>> = {
  answered: { code: 'return answer', at: null, do: { op: 'return', outcome: 'answered' } },
  left: { code: 'return deadline exceeded', at: null, do: { op: 'return', outcome: 'left' } },
  failed: { code: 'return connection closed', at: null, do: { op: 'return', outcome: 'failed' } },
};

/**
 * A caller of families A and B: it offers its call to the goroutine that writes, then waits for the answer in a
 * channel of its own. Its context may end either wait; the call stays in the client's map all the same.
 * Source: containerd/ttrpc@v1.0.1 client.go:144-170.
 */
export const queueingCaller: Goroutine = goroutine('client.caller', 'turn', {
  turn: turn('queue'),
  queue: {
    code: 'select { calls <- call | deadline }',
    at: 'client.caller.queue',
    do: {
      op: 'select',
      cases: [
        { on: 'send', channel: 'calls', next: 'await', says: 'hands-over' },
        { on: 'deadline', next: 'left', says: 'leaves' },
        { on: 'closed', flag: 'ctx', next: 'failed', says: 'hears-close' },
      ],
    },
  },
  await: {
    code: 'select { <-call.result | deadline }',
    at: 'client.caller.await',
    do: {
      op: 'select',
      cases: [
        { on: 'answer', next: 'answered', failed: 'failed', says: 'finds-answer' },
        { on: 'deadline', next: 'left', says: 'leaves' },
        { on: 'closed', flag: 'ctx', next: 'failed', says: 'hears-close' },
      ],
    },
  },
  ...returns,
});
