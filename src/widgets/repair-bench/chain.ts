import type { Machine } from '../../model/kernel/machine.ts';
import type { Goroutine, Line, MutexName, Op, Single } from '../../model/kernel/program.ts';

/** One goroutine may have to wait for another before it can go on. */
export interface Hold {
  readonly from: Single;
  readonly to: Single;
}

/** Who may ever have to wait for whom in a connection, whatever the number of calls and the room. */
export interface Chain {
  readonly holds: readonly Hold[];
  /** The waits can close to a circle. Where they cannot, no number of calls hangs. */
  readonly closes: boolean;
  /** Where a chain of waits ends: waited for, and waiting for nobody who could be stuck. */
  readonly ends: readonly Single[];
}

/**
 * Reads from the lines of the goroutines who may ever wait for whom. Waits that end by themselves are left out: a
 * reader that waits for bytes has an empty socket, so nobody waits for room in it; a loop at rest takes whatever comes;
 * an answer has a channel of its own, with room for it. Holds while nobody closes the connection.
 */
export function chainOf(machine: Machine): Chain {
  const { singles } = machine.layout;
  const ones = machine.params.program.filter(({ name }) => singles.includes(name as Single));
  const holds = ones.flatMap((one) =>
    Object.values(one.lines)
      .filter((line) => !line.rest)
      .flatMap((line) => heldBy(line, one, ones))
      .map((to) => ({ from: one.name as Single, to })),
  );
  const unique = holds.filter(
    ({ from, to }, place) =>
      holds.findIndex((other) => other.from === from && other.to === to) === place,
  );
  return {
    holds: unique,
    closes: singles.some((name) => reaches(unique, name, name)),
    ends: singles.filter(
      (name) => unique.some(({ to }) => to === name) && !unique.some(({ from }) => from === name),
    ),
  };
}

/** The goroutines that a line may have to wait for. */
function heldBy(line: Line, one: Goroutine, ones: readonly Goroutine[]): readonly Single[] {
  const op = line.do;
  const those = (does: (other: Goroutine) => boolean) =>
    ones.filter((other) => other !== one && does(other)).map(({ name }) => name as Single);
  const withLine = (does: (other: Op) => boolean) =>
    those(({ lines }) => Object.values(lines).some((other) => does(other.do)));
  if (op.op === 'write') {
    return withLine((other) => other.op === 'read' && other.socket === op.socket);
  }
  if (op.op === 'lock' || op.op === 'rlock') return those((other) => waitsWith(other, op.mutex));
  if (op.op !== 'select') return [];
  return op.cases.flatMap((one) => {
    if (one.on !== 'send' && one.on !== 'receive') return [];
    const wanted = one.on === 'send' ? 'receive' : 'send';
    return withLine(
      (other) =>
        other.op === 'select' &&
        other.cases.some((their) => their.on === wanted && their.channel === one.channel),
    );
  });
}

/** Whether a goroutine may wait for something while it holds a lock. */
function waitsWith({ lines }: Goroutine, mutex: MutexName): boolean {
  const taken = Object.values(lines).flatMap(({ do: op }) =>
    (op.op === 'lock' || op.op === 'rlock') && op.mutex === mutex ? [op.next] : [],
  );
  const seen = new Set<string>();
  for (let name = taken.pop(); name !== undefined; name = taken.pop()) {
    const op = lines[name]?.do;
    if (!op || seen.has(name)) continue;
    seen.add(name);
    if ((op.op === 'unlock' || op.op === 'runlock') && op.mutex === mutex) continue;
    if (['select', 'read', 'write', 'lock', 'rlock', 'method', 'turn'].includes(op.op)) return true;
    for (const next of ['next', 'unknown', 'closed'] as const) {
      if (next in op) taken.push((op as unknown as Record<typeof next, string>)[next]);
    }
  }
  return false;
}

function reaches(holds: readonly Hold[], start: Single, goal: Single): boolean {
  const seen = new Set<Single>();
  const open = holds.filter(({ from }) => from === start).map(({ to }) => to);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === goal) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...holds.filter(({ from }) => from === at).map(({ to }) => to));
  }
  return false;
}
