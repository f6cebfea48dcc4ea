import type { DumpFacts } from './facts.ts';
import type { CountId, StepId, UnknownId } from './ids.ts';
import type { Count, Say, Step, Values } from './types.ts';

/** An id with what goes into its words. */
export function say<Id extends string>(id: Id, values: Values = {}): Say<Id> {
  return { id, values };
}

export function step(kind: Step['kind'], id: StepId, values: Values = {}): Step {
  return { kind, id, values };
}

export function count(id: CountId, n: number, values: Values = {}): Count {
  return { id, n, values };
}

/** The count, unless there are none. */
export function some(id: CountId, n: number): readonly Count[] {
  return n > 0 ? [count(id, n)] : [];
}

/** How many goroutines the dump has. */
export function allOf({ dump }: DumpFacts): Count {
  return count('goroutines', dump.size);
}

/** Of a cut dump nobody knows what stood in the missing part. */
export function lost(cut: boolean): readonly Say<UnknownId>[] {
  return cut ? [say('lost')] : [];
}
