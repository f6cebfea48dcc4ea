/**
 * The steps that a state allows, in an order that depends on nothing but the state. Reused from state to state, so
 * that a search allocates nothing: copy what is to last.
 */
export class Actions {
  count = 0;
  /** Who takes the step. */
  goroutine: Int32Array;
  /** Which of its ways: the case of a select; of a write 0 writes, 1 parks, 2 fails; of a read 0 reads, 1 ends. */
  choice: Int32Array;
  /** Who takes part at the other end of a hand-off; -1 for nobody. */
  partner: Int32Array;

  constructor(room = 64) {
    this.goroutine = new Int32Array(room);
    this.choice = new Int32Array(room);
    this.partner = new Int32Array(room);
  }

  add(goroutine: number, choice: number, partner: number): void {
    const at = this.count++;
    if (at === this.goroutine.length) this.grow();
    this.goroutine[at] = goroutine;
    this.choice[at] = choice;
    this.partner[at] = partner;
  }

  /** The action at a place, to keep. Throws where there is none. */
  at(place: number): Action {
    if (place < 0 || place >= this.count) throw new Error(`no action ${place} of ${this.count}`);
    return {
      goroutine: this.goroutine[place] as number,
      choice: this.choice[place] as number,
      partner: this.partner[place] as number,
    };
  }

  private grow(): void {
    const twice = (old: Int32Array) => {
      const more = new Int32Array(old.length * 2);
      more.set(old);
      return more;
    };
    this.goroutine = twice(this.goroutine);
    this.choice = twice(this.choice);
    this.partner = twice(this.partner);
  }
}

/** One step: who, which of its ways, and with whom. Numbers as in `Actions`. */
export interface Action {
  readonly goroutine: number;
  readonly choice: number;
  readonly partner: number;
}
