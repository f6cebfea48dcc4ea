import type { Actions } from './actions.ts';
import {
  ABORT,
  ANSWER,
  CLOSED,
  type CompiledCase,
  type CompiledLine,
  DEADLINE,
  DELIVER,
  LOCK,
  METHOD,
  READ,
  RECEIVE_BUFFERED,
  RECEIVE_SYNC,
  RLOCK,
  SELECT,
  SEND_BUFFERED,
  TURN,
  WRITE,
} from './compiled.ts';
import type { QueueSlots } from './layout.ts';
import type { SocketName } from './program.ts';
import type { State, Wiring } from './wiring.ts';

/** Which steps a goroutine could take in a state. */
export class Readiness {
  private readonly wiring: Wiring;

  constructor(wiring: Wiring) {
    this.wiring = wiring;
  }

  /** Adds the steps that one goroutine, standing at `line`, could take now. */
  add(state: State, goroutine: number, line: CompiledLine, out: Actions): void {
    switch (line.op) {
      case SELECT: {
        const { cases } = line;
        for (let choice = 0; choice < cases.length; choice++) {
          this.readyCase(state, goroutine, cases[choice] as CompiledCase, choice, out);
        }
        return;
      }
      case READ: {
        const pipe = this.wiring.pipes[line.socket as SocketName];
        if (pipe.readerGone(state)) out.add(goroutine, 1, -1);
        else if ((state[pipe.length] as number) > 0) out.add(goroutine, 0, -1);
        else if (pipe.writerGone(state)) out.add(goroutine, 1, -1);
        return;
      }
      case WRITE: {
        const pipe = this.wiring.pipes[line.socket as SocketName];
        if (pipe.readerGone(state) || pipe.writerGone(state)) out.add(goroutine, 2, -1);
        else if (pipe.limit === 0) {
          const reader = this.wiring.readerAt(state, line.socket as SocketName);
          if (reader >= 0) out.add(goroutine, 0, reader);
        } else {
          const ready = pipe.writable(state, this.wiring.valueOf(state, goroutine));
          if (ready >= 0) out.add(goroutine, ready, -1);
        }
        return;
      }
      case METHOD:
        if (goroutine - this.wiring.handlers >= this.wiring.params.longCalls)
          out.add(goroutine, 0, -1);
        return;
      case LOCK:
        if (state[line.mutex] === 0) out.add(goroutine, 0, -1);
        return;
      case RLOCK:
        if (this.readable(state, line.mutex)) out.add(goroutine, 0, -1);
        return;
      case TURN:
        if ((state[this.wiring.layout.active] as number) < this.wiring.params.callers)
          out.add(goroutine, 0, -1);
        return;
      case DELIVER: {
        const caller = (state[this.wiring.hands[goroutine] as number] as number) - 1;
        if (state[this.wiring.layout.answers + caller] === 0) out.add(goroutine, 0, -1);
        return;
      }
      case ABORT:
        if (!this.abortBlocked(state)) out.add(goroutine, 0, -1);
        return;
    }
  }

  private readyCase(
    state: State,
    goroutine: number,
    one: CompiledCase,
    choice: number,
    out: Actions,
  ): void {
    switch (one.on) {
      case RECEIVE_SYNC: {
        const { offers } = one;
        for (let place = 0; place < offers.length; place++) {
          const { from, to, line } = offers[place] as CompiledCase['offers'][number];
          for (let sender = from; sender < to; sender++) {
            if (state[sender] === line) out.add(goroutine, choice, sender);
          }
        }
        return;
      }
      case RECEIVE_BUFFERED:
        if ((state[(one.buffer as QueueSlots).length] as number) > 0)
          out.add(goroutine, choice, -1);
        return;
      case SEND_BUFFERED: {
        const { length, room } = one.buffer as QueueSlots;
        if ((state[length] as number) < room) out.add(goroutine, choice, -1);
        return;
      }
      case CLOSED:
        if (state[one.flag] === 1) out.add(goroutine, choice, -1);
        return;
      case ANSWER:
        if (state[this.wiring.layout.answers + goroutine - this.wiring.callers] !== 0)
          out.add(goroutine, choice, -1);
        return;
      case DEADLINE:
        out.add(goroutine, choice, -1);
        return;
    }
  }

  /**
   * Whether a read lock can be had: nobody writes, and where others read, no writer waits
   * (go1.19 src/sync/rwmutex.go: a waiting Lock keeps new readers out). When a writer lets go, Go lets the readers that
   * wait in before another writer; here any of them may be next: more ways than Go has, and none less.
   */
  readable(state: State, mutex: number): boolean {
    const holder = state[mutex] as number;
    if (holder >= 0) return holder === 0;
    for (let goroutine = 0; goroutine < this.wiring.goroutines; goroutine++) {
      const line = this.wiring.lines[state[goroutine] as number] as CompiledLine;
      if (line.op === LOCK && line.mutex === mutex) return false;
    }
    return true;
  }

  /** Every call that is left in the map has a full channel. */
  private abortBlocked(state: State): boolean {
    const { known, answers } = this.wiring.layout;
    for (let call = 0; call < this.wiring.params.calls; call++) {
      if (state[known + call] === 1 && state[answers + call] === 0) return false;
    }
    return true;
  }
}
