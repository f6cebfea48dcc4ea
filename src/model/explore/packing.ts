import type { QueueSlots } from '../kernel/layout.ts';
import type { Machine, State } from '../kernel/machine.ts';

/** Read locks that can be held at once are counted below zero; no program here holds more than these. */
const READERS = 2;

/**
 * States as a few 32-bit words, so that millions fit in memory and two are compared in a moment. Each number of a
 * state gets just the bits it can need, and none crosses a word's border.
 */
export class Packing {
  /** Words to a state. */
  readonly words: number;
  private readonly word: Int32Array;
  private readonly shift: Int32Array;
  private readonly mask: Int32Array;
  /** What is taken off before packing: lines of a goroutine are numbered far from 0. */
  private readonly base: Int32Array;
  private readonly size: number;

  constructor(machine: Machine) {
    const { size } = machine.layout;
    const most = new Int32Array(size);
    this.base = new Int32Array(size);
    describe(machine, most, this.base);
    this.size = size;
    this.word = new Int32Array(size);
    this.shift = new Int32Array(size);
    this.mask = new Int32Array(size);
    let word = 0;
    let used = 0;
    for (let at = 0; at < size; at++) {
      const bits = 32 - Math.clz32(most[at] as number);
      if (used + bits > 32) {
        word++;
        used = 0;
      }
      this.word[at] = word;
      this.shift[at] = used;
      this.mask[at] = bits === 32 ? -1 : (1 << bits) - 1;
      used += bits;
    }
    this.words = word + 1;
  }

  /** Writes a state into `out` from place `to`. */
  pack(state: State, out: Int32Array, to: number): void {
    const { word, shift, base, size } = this;
    for (let place = 0; place < this.words; place++) out[to + place] = 0;
    for (let at = 0; at < size; at++) {
      const value = state[at] as number;
      if (value === 0) continue;
      const place = to + (word[at] as number);
      out[place] =
        (out[place] as number) | ((value - (base[at] as number)) << (shift[at] as number));
    }
  }

  /**
   * Writes a state that one step made of another, whose packed form stands at `from`: only what changed is written
   * anew. Both forms stand in the same array.
   */
  packAfter(before: State, from: number, state: State, packed: Int32Array, to: number): void {
    const { word, shift, base, size } = this;
    for (let place = 0; place < this.words; place++)
      packed[to + place] = packed[from + place] as number;
    for (let at = 0; at < size; at++) {
      const value = state[at] as number;
      const old = before[at] as number;
      if (value === old) continue;
      const place = to + (word[at] as number);
      const from = base[at] as number;
      const change = (value === 0 ? 0 : value - from) - (old === 0 ? 0 : old - from);
      packed[place] = (packed[place] as number) + (change << (shift[at] as number));
    }
  }

  /** Reads a state back. */
  unpack(packed: Int32Array, from: number, state: State): void {
    const { word, shift, mask, base, size } = this;
    for (let at = 0; at < size; at++) {
      const value =
        ((packed[from + (word[at] as number)] as number) >>> (shift[at] as number)) &
        (mask[at] as number);
      state[at] = value === 0 ? 0 : value + (base[at] as number);
    }
  }
}

/** The largest packed value of each number of a state, and its base. */
function describe(machine: Machine, most: Int32Array, base: Int32Array): void {
  const { layout, params, compiled, goroutines } = machine;
  const { calls } = params;
  for (let goroutine = 0; goroutine < goroutines; goroutine++) {
    const [first, last] = compiled.ranges[machine.kindOf(goroutine).kind] ?? [1, 1];
    base[goroutine] = first - 1;
    most[goroutine] = last - first + 1;
  }
  const set = (at: number, value: number) => {
    if (at >= 0) most[at] = value;
  };
  for (const slots of Object.values(layout.slots)) set(slots.hand, calls);
  for (let call = 0; call < calls; call++) {
    if (layout.known >= 0) set(layout.known + call, 1);
    if (layout.answers >= 0) set(layout.answers + call, 2);
  }
  set(layout.active, params.callers);
  const queues: readonly QueueSlots[] = [
    ...Object.values(layout.sockets),
    ...Object.values(layout.buffers),
  ];
  for (const queue of queues) {
    set(queue.length, queue.room);
    for (let place = 0; place < queue.room; place++) set(queue.first + place, calls);
    set(queue.parked, 1);
    set(queue.buffered, queue.room);
  }
  for (const name of ['toServer', 'toClient'] as const) {
    const { charges, limit } = params.sockets[name];
    if (charges) set(layout.sockets[name].charge, limit + Math.max(...charges));
  }
  for (const at of Object.values(layout.mutexes)) {
    // A read lock counts below zero, and 0 stays 0: so the base is below all of them.
    base[at] = -READERS - 1;
    most[at] = goroutines + READERS + 1;
  }
  for (const at of Object.values(layout.flags)) set(at, 1);
  set(layout.hungUp.client, 1);
  set(layout.hungUp.server, 1);
}
