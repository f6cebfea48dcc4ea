import {
  ABORT,
  ANSWER,
  CHECK,
  CLOSE,
  type CompiledCase,
  type CompiledLine,
  DELIVER,
  END,
  FORGET,
  GO,
  HANG_UP,
  LOCK,
  LOOK_UP,
  READ,
  RECEIVE_BUFFERED,
  RECEIVE_SYNC,
  REMEMBER,
  RETURN,
  RLOCK,
  RUNLOCK,
  SELECT,
  SEND_BUFFERED,
  TURN,
  UNLOCK,
  WRITE,
} from './compiled.ts';
import type { QueueSlots } from './layout.ts';
import type { SocketName } from './program.ts';
import type { Readiness } from './readiness.ts';
import type { State, Wiring } from './wiring.ts';

/** Moves goroutines: takes a step and runs on until everyone concerned can wait again. */
export class Motion {
  /** Goroutines whose line the last step changed, in that order: the first `movedCount`. */
  readonly moved: Int32Array;
  movedCount = 0;
  private readonly wiring: Wiring;
  private readonly readiness: Readiness;
  private readonly handlerEntry: number;

  constructor(wiring: Wiring, readiness: Readiness) {
    this.wiring = wiring;
    this.readiness = readiness;
    this.moved = new Int32Array(4 * wiring.goroutines + 16);
    this.handlerEntry = wiring.compiled.entries['server.handler'] ?? 0;
  }

  /** Takes a step in place. It must be one that `enabled` names. */
  apply(state: State, goroutine: number, choice: number, partner: number): void {
    this.movedCount = 0;
    const line = this.wiring.lines[state[goroutine] as number] as CompiledLine;
    switch (line.op) {
      case SELECT:
        this.choose(state, goroutine, line.cases[choice] as CompiledCase, partner);
        return;
      case READ: {
        if (choice === 1) {
          this.go(state, goroutine, line.other);
          return;
        }
        const pipe = this.wiring.pipes[line.socket as SocketName];
        state[this.wiring.hands[goroutine] as number] = pipe.take(state);
        this.go(state, goroutine, line.next);
        return;
      }
      case WRITE:
        this.write(state, goroutine, line, choice, partner);
        return;
      case LOCK:
        state[line.mutex] = goroutine + 1;
        this.go(state, goroutine, line.next);
        return;
      case RLOCK:
        state[line.mutex] = (state[line.mutex] as number) - 1;
        this.go(state, goroutine, line.next);
        return;
      case TURN:
        state[this.wiring.layout.active] = (state[this.wiring.layout.active] as number) + 1;
        this.go(state, goroutine, line.next);
        return;
      case DELIVER:
      case ABORT:
        this.settle(state, goroutine);
        return;
      default:
        this.go(state, goroutine, line.next);
    }
  }

  private choose(state: State, goroutine: number, one: CompiledCase, partner: number): void {
    switch (one.on) {
      case RECEIVE_SYNC: {
        const offer = one.offers.find(
          ({ from, to, line }) => partner >= from && partner < to && state[partner] === line,
        );
        if (!offer) throw new Error(`goroutine ${partner} offers nothing here`);
        const value =
          offer.hand >= 0
            ? (state[offer.hand] as number)
            : 1 + ((partner - this.wiring.callers) % this.wiring.params.calls);
        state[this.wiring.hands[goroutine] as number] = value;
        // The sender goes on first: what it held is in the other's hand now.
        this.go(state, partner, offer.next);
        this.go(state, goroutine, one.next);
        return;
      }
      case RECEIVE_BUFFERED:
        state[this.wiring.hands[goroutine] as number] = shift(state, one.buffer as QueueSlots);
        break;
      case SEND_BUFFERED: {
        const { length, first } = one.buffer as QueueSlots;
        const at = state[length] as number;
        state[first + at] = this.wiring.valueOf(state, goroutine);
        state[length] = at + 1;
        break;
      }
      case ANSWER: {
        const at = this.wiring.layout.answers + goroutine - this.wiring.callers;
        const error = state[at] === 2;
        state[at] = 0;
        this.go(state, goroutine, error ? one.failed : one.next);
        return;
      }
    }
    this.go(state, goroutine, one.next);
  }

  private write(
    state: State,
    goroutine: number,
    line: CompiledLine,
    choice: number,
    partner: number,
  ): void {
    const pipe = this.wiring.pipes[line.socket as SocketName];
    if (choice === 1) {
      pipe.park(state);
      return;
    }
    if (choice === 2) {
      this.go(state, goroutine, line.other);
      return;
    }
    const call = this.wiring.valueOf(state, goroutine);
    if (partner >= 0) {
      const reading = this.wiring.lines[state[partner] as number] as CompiledLine;
      state[this.wiring.hands[partner] as number] = call;
      this.go(state, partner, reading.next);
    } else pipe.put(state, call);
    this.go(state, goroutine, line.next);
  }

  /** Puts a goroutine at a line and runs it on from there. */
  go(state: State, goroutine: number, line: number): void {
    state[goroutine] = line;
    this.settle(state, goroutine);
  }

  /** Runs a goroutine on until it stands where it can wait, or has ended. */
  private settle(state: State, goroutine: number): void {
    for (;;) {
      const line = this.wiring.lines[state[goroutine] as number] as CompiledLine;
      if (line.drops && goroutine < this.wiring.singles) {
        state[this.wiring.hands[goroutine] as number] = 0;
      }
      const next = this.pass(state, goroutine, line);
      if (next < 0) break;
      state[goroutine] = next;
    }
    this.moved[this.movedCount++] = goroutine;
  }

  /** Does what a line does when it need not wait, and gives the line after it; -1 where the goroutine stays. */
  private pass(state: State, goroutine: number, line: CompiledLine): number {
    const { layout } = this.wiring;
    switch (line.op) {
      case LOCK:
        if (line.cut || state[line.mutex] !== 0) return -1;
        state[line.mutex] = goroutine + 1;
        return line.next;
      case UNLOCK:
        state[line.mutex] = 0;
        return line.next;
      case RLOCK:
        if (!this.readiness.readable(state, line.mutex)) return -1;
        state[line.mutex] = (state[line.mutex] as number) - 1;
        return line.next;
      case RUNLOCK:
        state[line.mutex] = (state[line.mutex] as number) + 1;
        return line.next;
      case GO: {
        const handler = this.wiring.handlers + this.wiring.valueOf(state, goroutine) - 1;
        this.go(state, handler, this.handlerEntry);
        return line.next;
      }
      case DELIVER: {
        const call = this.wiring.valueOf(state, goroutine) - 1;
        return this.deliver(state, call, line.gives === 'error') ? line.next : -1;
      }
      case LOOK_UP: {
        const at = layout.known + this.wiring.valueOf(state, goroutine) - 1;
        return layout.known >= 0 && state[at] === 0 ? line.other : line.next;
      }
      case REMEMBER:
      case FORGET: {
        const at = layout.known + this.wiring.valueOf(state, goroutine) - 1;
        if (layout.known >= 0) state[at] = line.op === REMEMBER ? 1 : 0;
        return line.next;
      }
      case CHECK:
        return line.flag >= 0 && state[line.flag] === 1 ? line.other : line.next;
      case ABORT:
        return this.abort(state, line.blocks) ? line.next : -1;
      case CLOSE:
        if (line.flag >= 0) state[line.flag] = 1;
        return line.next;
      case HANG_UP: {
        const { client, server } = layout.hungUp;
        const at = this.wiring.clients[goroutine] ? client : server;
        if (at >= 0) state[at] = 1;
        return line.next;
      }
      case END:
        state[goroutine] = 0;
        return -1;
      case RETURN:
        if (layout.active >= 0) state[layout.active] = (state[layout.active] as number) - 1;
        return -1;
      case TURN:
        return layout.active >= 0 ? -1 : line.next;
      default:
        return -1;
    }
  }

  /** Gives a caller its answer: at once if it waits for it, else into its channel. False: that is full. */
  private deliver(state: State, call: number, error: boolean): boolean {
    const caller = this.wiring.callers + call;
    const line = this.wiring.lines[state[caller] as number] as CompiledLine;
    if (line.onAnswer !== 0) {
      this.go(state, caller, error ? line.onError : line.onAnswer);
      return true;
    }
    const at = this.wiring.layout.answers + call;
    if (this.wiring.layout.answers < 0)
      throw new Error(`call ${call} is not waiting for its answer`);
    if (state[at] !== 0) return false;
    state[at] = error ? 2 : 1;
    return true;
  }

  /**
   * Gives the error to every call in the map whose channel has room. False: some are full, and there it blocks.
   * (Go walks the map in any order, so which of the others had theirs before the block is not a difference.)
   */
  private abort(state: State, blocks: boolean): boolean {
    const { known } = this.wiring.layout;
    if (known < 0) return true;
    let all = true;
    for (let call = 0; call < this.wiring.params.calls; call++) {
      if (state[known + call] === 0) continue;
      if (this.deliver(state, call, true) || !blocks) state[known + call] = 0;
      else all = false;
    }
    return all;
  }
}

/** Takes the oldest entry out of a queue. */
function shift(state: State, { length, first }: QueueSlots): number {
  const left = (state[length] as number) - 1;
  const value = state[first] as number;
  state.copyWithin(first, first + 1, first + 1 + left);
  state[first + left] = 0;
  state[length] = left;
  return value;
}
