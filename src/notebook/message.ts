/**
 * What the page and the thread of the cells say to each other. Plain messages, and none of comlink's: its proxies let the
 * other side call any property of what they stand for, `constructor` among them, and the other side here is a stranger's text.
 */
import type { Order, Ran } from './notebook.ts';
import { isRecord, MOST, readOutput } from './output.ts';
import { type Place, PROBLEMS, type Problem } from './problem.ts';

export type ToThread =
  | { readonly kind: 'run'; readonly order: Order }
  | { readonly kind: 'bytes'; readonly n: number; readonly bytes: Uint8Array }
  | { readonly kind: 'no-bytes'; readonly n: number; readonly message: string };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'began'; readonly id: string }
  | { readonly kind: 'ended'; readonly ran: Ran }
  /** Wants a file of the evidence; `n` is given back with it. */
  | { readonly kind: 'want'; readonly n: number; readonly path: string }
  | { readonly kind: 'finished' };

/** A message of the thread as it was heard. A report is read only once it is known to be awaited: it may be large. */
export type Heard =
  | Exclude<FromThread, { readonly kind: 'ended' }>
  | { readonly kind: 'ended'; readonly id: string; readonly ran: unknown };

/** Takes a message from the thread, built anew; null for what is none. */
export function readMessage(value: unknown): Heard | null {
  if (!isRecord(value)) return null;
  const { kind, id, n, path, ran } = value;
  if (kind === 'ready' || kind === 'finished') return { kind };
  if (kind === 'began') return typeof id === 'string' ? { kind, id } : null;
  if (kind === 'want') {
    return typeof n === 'number' && typeof path === 'string' ? { kind, n, path } : null;
  }
  return kind === 'ended' && isRecord(ran) && typeof ran.id === 'string'
    ? { kind, id: ran.id, ran }
    : null;
}

/** Takes a report of a cell, built anew; null for what is none. */
export function readRan(value: unknown): Ran | null {
  if (!isRecord(value) || typeof value.id !== 'string') return null;
  const outputs = Array.isArray(value.outputs) ? value.outputs.slice(0, MOST.outputs) : [];
  return {
    id: value.id,
    outputs: outputs.flatMap((output: unknown) => readOutput(output) ?? []),
    problem: readProblem(value.problem),
    needs: isRecord(value.needs) ? textsOf(value.needs) : {},
    defines: namesOf(value.defines),
  };
}

const LONGEST = 2000;
const MOST_TEXTS = 200;

function namesOf(value: unknown): readonly string[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  return names
    .slice(0, MOST_TEXTS)
    .flatMap((name) => (typeof name === 'string' ? name.slice(0, LONGEST) : []));
}

function textsOf(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record)
      .slice(0, MOST_TEXTS)
      .map(([key, text]) => [
        key.slice(0, LONGEST),
        typeof text === 'string' ? text.slice(0, LONGEST) : '',
      ]),
  );
}

function readProblem(value: unknown): Problem | null {
  if (!isRecord(value)) return null;
  const id = PROBLEMS.find((known) => known === value.id);
  if (!id) return null;
  return {
    id,
    values: isRecord(value.values) ? textsOf(value.values) : {},
    at: readPlace(value.at),
  };
}

function readPlace(value: unknown): Place | null {
  if (!isRecord(value)) return null;
  const { line, column } = value;
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
}
