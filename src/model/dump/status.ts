import { type PositionId, positionOf, type Wait } from '../../evidence/ttrpc/positions.ts';
import { Actions } from '../kernel/actions.ts';
import { DEADLINE, METHOD, SELECT } from '../kernel/compiled.ts';
import type { Present } from './goroutines.ts';

/**
 * Wait reasons up to Go 1.19 (go1.19 src/runtime/runtime2.go, waitReasonStrings): a mutex is waited for in `semacquire`,
 * like the wait group of family A's closer.
 */
const REASONS: Readonly<Record<Exclude<Wait, 'method' | 'end'>, string>> = {
  work: 'select',
  room: 'IO wait',
  bytes: 'IO wait',
  body: 'IO wait',
  'take-call': 'select',
  'take-message': 'select',
  'take-request': 'select',
  'take-answer': 'select',
  answer: 'select',
  'stream-lock': 'semacquire',
  'send-lock': 'semacquire',
  connection: 'IO wait',
};

const actions = new Actions();

/**
 * What stands in the header's brackets. A goroutine that could take its next step is `runnable`: it has been woken, or
 * has not gone to sleep yet. The other end of a hand-off is parked meanwhile, as in Go, where one of the two comes first.
 *
 * A method that does not return is parked in `chan receive`, where pod-deadlock shows Wait. Any other method is
 * `runnable`: the model knows only that it will return.
 */
export function statusOf(present: Present, position: PositionId): string {
  if (ready(present)) return 'runnable';
  const { waits } = positionOf(position);
  if (present.line.op === METHOD || waits === 'method') return 'chan receive';
  if (waits === 'end') return position === 'client.closer.wait' ? 'semacquire' : 'select';
  return waits === null ? 'runnable' : REASONS[waits];
}

/** Whether it could take a step now. A deadline may pass at any moment, which wakes nobody before it does. */
function ready({ connection: { machine, state }, goroutine, line }: Present): boolean {
  actions.count = 0;
  machine.enabledOf(state, goroutine, actions);
  for (let place = 0; place < actions.count; place++) {
    const { choice } = actions.at(place);
    if (line.op !== SELECT || line.cases[choice]?.on !== DEADLINE) return true;
  }
  return false;
}
