import { type Goroutine, goroutine } from '../kernel/program.ts';

/**
 * A caller of families A and B: it offers its call to the goroutine that writes, then waits for the answer in a
 * channel of its own. Its context may end either wait; the call stays in the client's map all the same.
 * Source: containerd/ttrpc@v1.0.1 client.go:144-170.
 */
export const queueingCaller: Goroutine = goroutine('client.caller', 'turn', {
  turn: {
    code: 'call(request):',
    at: null,
    do: { op: 'turn', next: 'queue', says: 'begins' },
  },
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
  answered: { code: 'return answer', at: null, do: { op: 'return', outcome: 'answered' } },
  left: { code: 'return deadline exceeded', at: null, do: { op: 'return', outcome: 'left' } },
  failed: { code: 'return connection closed', at: null, do: { op: 'return', outcome: 'failed' } },
});
