import type { SocketParams } from '../kernel/compiled.ts';
import type { Machine, State } from '../kernel/machine.ts';

/**
 * Calls that stand alike can be exchanged without changing what can happen. `sort` renumbers the calls of a state by
 * how they stand, so that all states that differ only in which call is which become one. It is exact: a call's whole
 * standing counts (its caller's and handler's line, the map, its channel, whose hand, which queue and which place, which
 * lock), and a run of the merged states is a run of the real ones with other numbers on the calls.
 */
export class Symmetry {
  /** After `compare`: the call before it stands exactly like this one. */
  readonly same: Uint8Array;
  private readonly calls: number;
  private readonly callers: number;
  private readonly handlers: number;
  private readonly known: number;
  private readonly answers: number;
  private readonly long: number;
  private readonly lines: number;
  /** State indices that hold a call + 1: hands, places of queues. */
  private readonly references: Int32Array;
  private readonly mutexes: Int32Array;
  private readonly keys: Float64Array;
  private readonly where: Float64Array;
  /** By new number: the old one. */
  private readonly order: Int32Array;
  private readonly renamed: Int32Array;
  private readonly before: Int32Array;

  constructor(machine: Machine) {
    const { layout, params, compiled } = machine;
    const { calls } = params;
    if (!Object.values(params.sockets).every(isUniform)) {
      throw new RangeError(
        'calls with frames of their own size are not alike: search without merging',
      );
    }
    this.calls = calls;
    this.callers = layout.callers;
    this.handlers = layout.handlers;
    this.known = layout.known;
    this.answers = layout.answers;
    this.long = params.longCalls;
    this.lines = compiled.lines.length;
    const queues = [...Object.values(layout.sockets), ...Object.values(layout.buffers)];
    this.references = Int32Array.from([
      ...Object.values(layout.slots).map(({ hand }) => hand),
      ...queues.flatMap(({ first, room }) => Array.from({ length: room }, (_, at) => first + at)),
    ]);
    this.mutexes = Int32Array.from(Object.values(layout.mutexes));
    this.keys = new Float64Array(calls);
    this.where = new Float64Array(calls);
    this.order = new Int32Array(calls);
    this.renamed = new Int32Array(calls);
    this.before = new Int32Array(layout.size);
    this.same = new Uint8Array(calls);
  }

  /** Renumbers the calls of a state in place. */
  sort(state: State): void {
    const { calls, keys, order } = this;
    this.measure(state);
    let moved = false;
    for (let call = 0; call < calls; call++) {
      const key = keys[call] as number;
      let at = call;
      while (at > 0 && (keys[at - 1] as number) > key) {
        keys[at] = keys[at - 1] as number;
        order[at] = order[at - 1] as number;
        at--;
      }
      keys[at] = key;
      order[at] = call;
      if (at !== call) moved = true;
    }
    if (moved) this.renumber(state);
  }

  /** Fills `same` for a sorted state. */
  compare(state: State): void {
    const { calls, keys, same } = this;
    this.measure(state);
    for (let call = 1; call < calls; call++) same[call] = keys[call] === keys[call - 1] ? 1 : 0;
  }

  /** One number for how each call stands. */
  private measure(state: State): void {
    const { calls, callers, handlers, known, answers, keys, where, references, mutexes, lines } =
      this;
    where.fill(0);
    const places = references.length + mutexes.length + 1;
    for (let place = 0; place < references.length; place++) {
      const call = (state[references[place] as number] as number) - 1;
      if (call >= 0) where[call] = (where[call] as number) * places + place + 1;
    }
    for (let place = 0; place < mutexes.length; place++) {
      const call = (state[mutexes[place] as number] as number) - 1 - callers;
      if (call >= 0 && call < calls) {
        where[call] = (where[call] as number) * places + references.length + place + 1;
      }
    }
    for (let call = 0; call < calls; call++) {
      let key = call < this.long ? 0 : lines;
      key = (key + (state[callers + call] as number)) * lines + (state[handlers + call] as number);
      if (known >= 0)
        key = key * 6 + (state[known + call] as number) * 3 + (state[answers + call] as number);
      keys[call] = key * 2 ** 24 + (where[call] as number);
    }
  }

  private renumber(state: State): void {
    const {
      calls,
      callers,
      handlers,
      known,
      answers,
      order,
      renamed,
      before,
      references,
      mutexes,
    } = this;
    before.set(state);
    for (let call = 0; call < calls; call++) {
      const old = order[call] as number;
      renamed[old] = call;
      state[callers + call] = before[callers + old] as number;
      state[handlers + call] = before[handlers + old] as number;
      if (known < 0) continue;
      state[known + call] = before[known + old] as number;
      state[answers + call] = before[answers + old] as number;
    }
    for (let place = 0; place < references.length; place++) {
      const at = references[place] as number;
      const call = (before[at] as number) - 1;
      if (call >= 0) state[at] = (renamed[call] as number) + 1;
    }
    for (let place = 0; place < mutexes.length; place++) {
      const at = mutexes[place] as number;
      const call = (before[at] as number) - 1 - callers;
      if (call >= 0 && call < calls) state[at] = (renamed[call] as number) + 1 + callers;
    }
  }
}

/** Whether the frames of all calls are charged alike and are of one length. */
function isUniform({ charges, leads, reader }: SocketParams): boolean {
  return [charges, leads ?? null, reader?.bytes ?? null].every(
    (sizes) => sizes === null || sizes.every((size) => size === sizes[0]),
  );
}
