/**
 * Goroutines that stand at one line, in the order in which they came: Go's channels and locks serve them so. Those
 * that have left meanwhile are passed over when their turn comes.
 */
export class LineQueue {
  private waiting: Int32Array;
  private head = 0;
  private tail = 0;

  constructor(room = 16) {
    this.waiting = new Int32Array(room);
  }

  push(goroutine: number): void {
    if (this.tail === this.waiting.length) {
      const more = new Int32Array(Math.max(16, 2 * (this.tail - this.head)));
      more.set(this.waiting.subarray(this.head, this.tail));
      this.tail -= this.head;
      this.head = 0;
      this.waiting = more;
    }
    this.waiting[this.tail++] = goroutine;
  }

  /** The first that still stands at the line, or -1. */
  first(state: Int32Array, line: number): number {
    while (this.head < this.tail) {
      const goroutine = this.waiting[this.head] as number;
      if (state[goroutine] === line) return goroutine;
      this.head++;
    }
    return -1;
  }
}

/** Goroutines by the time at which they go on: a binary heap. */
export class TimeQueue {
  private readonly goroutines: number[] = [];
  private readonly times: number[] = [];

  push(goroutine: number, time: number): void {
    const { goroutines, times } = this;
    let at = goroutines.length;
    goroutines.push(goroutine);
    times.push(time);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((times[up] as number) <= time) break;
      goroutines[at] = goroutines[up] as number;
      times[at] = times[up] as number;
      at = up;
    }
    goroutines[at] = goroutine;
    times[at] = time;
  }

  /** The one that goes on first and still stands at a line that `holds`, or -1. */
  first(holds: (goroutine: number) => boolean): number {
    while (this.goroutines.length > 0) {
      const goroutine = this.goroutines[0] as number;
      if (holds(goroutine)) return goroutine;
      this.pop();
    }
    return -1;
  }

  private pop(): void {
    const { goroutines, times } = this;
    const last = goroutines.pop() as number;
    const time = times.pop() as number;
    const size = goroutines.length;
    if (size === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && (times[down + 1] as number) < (times[down] as number)) down++;
      if ((times[down] as number) >= time) break;
      goroutines[at] = goroutines[down] as number;
      times[at] = times[down] as number;
      at = down;
    }
    goroutines[at] = last;
    times[at] = time;
  }
}
