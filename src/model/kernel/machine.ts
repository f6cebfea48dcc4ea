import { type Action, Actions } from './actions.ts';
import { type Compiled, type CompiledLine, type MachineParams, METHOD } from './compiled.ts';
import type { Layout } from './layout.ts';
import { Motion } from './motion.ts';
import type { Contents } from './pipe.ts';
import type { Intervention, KindName, Outcome, SocketName } from './program.ts';
import { Readiness } from './readiness.ts';
import { type State, Wiring } from './wiring.ts';

export type { State } from './wiring.ts';

/**
 * A machine that can hang: goroutines over channels, locks and a socket, one step at a time. It is pure: `step` gives
 * a new state, and nothing else is kept. `apply` does the same in place, for searches and long runs.
 *
 * Goroutines are numbered: those that exist once, then the callers, then the handlers.
 */
export class Machine {
  readonly compiled: Compiled;
  readonly params: MachineParams;
  readonly layout: Layout;
  /** How many goroutine numbers there are. */
  readonly goroutines: number;
  private readonly wiring: Wiring;
  private readonly readiness: Readiness;
  private readonly motion: Motion;
  private readonly lines: readonly CompiledLine[];
  private readonly scratch = new Actions();

  constructor(params: MachineParams) {
    this.wiring = new Wiring(params);
    this.readiness = new Readiness(this.wiring);
    this.motion = new Motion(this.wiring, this.readiness);
    this.compiled = this.wiring.compiled;
    this.lines = this.wiring.lines;
    this.params = params;
    this.layout = this.wiring.layout;
    this.goroutines = this.wiring.goroutines;
  }

  /** The state before anything happened: every goroutine of the connection is there, every caller about to call. */
  initial(): State {
    const state = new Int32Array(this.layout.size);
    const { entries } = this.compiled;
    const enter = (goroutine: number, kind: KindName) => {
      this.motion.movedCount = 0;
      this.motion.go(state, goroutine, entries[kind] ?? 0);
    };
    this.layout.singles.forEach((name, goroutine) => {
      enter(goroutine, name);
    });
    for (let call = 0; call < this.params.calls; call++) {
      enter(this.layout.callers + call, 'client.caller');
    }
    return state;
  }

  /** Fills `out` with every step that is possible. */
  enabled(state: State, out: Actions): Actions {
    out.count = 0;
    for (let goroutine = 0; goroutine < this.goroutines; goroutine++) {
      const line = this.lines[state[goroutine] as number] as CompiledLine;
      if (line.acts) this.readiness.add(state, goroutine, line, out);
    }
    return out;
  }

  /** Adds the steps that one goroutine could take now. */
  enabledOf(state: State, goroutine: number, out: Actions): void {
    const line = this.lines[state[goroutine] as number] as CompiledLine;
    if (line.acts) this.readiness.add(state, goroutine, line, out);
  }

  /** The state after one step; the given one stays as it is. */
  step(state: State, action: Action): State {
    const next = state.slice();
    this.apply(next, action.goroutine, action.choice, action.partner);
    return next;
  }

  /** Takes a step in place. It must be one that `enabled` names. */
  apply(state: State, goroutine: number, choice: number, partner: number): void {
    this.motion.apply(state, goroutine, choice, partner);
  }

  /** Goroutines whose line the last `apply` changed, in that order: the first `movedCount`. */
  get moved(): Int32Array {
    return this.motion.moved;
  }

  get movedCount(): number {
    return this.motion.movedCount;
  }

  /** What can still be done from outside. */
  interventions(state: State): readonly Intervention[] {
    const { hungUp, flags, singles } = this.layout;
    if (!this.params.failures) return [];
    const alive = (side: 'client' | 'server') =>
      state[hungUp[side]] === 0 &&
      singles.some((name, goroutine) => name.startsWith(side) && state[goroutine] !== 0);
    const all: Intervention[] = [];
    if (alive('client')) {
      if (flags.ctx !== undefined && state[flags.ctx] === 0) all.push('close');
      all.push('clientDies');
    }
    if (alive('server')) all.push('serverDies');
    return all;
  }

  /** The state after Client.Close, or after a process has died: its goroutines are gone, its end is closed. */
  intervene(state: State, what: Intervention): State {
    const next = state.slice();
    const { flags, hungUp, singles, callers, handlers } = this.layout;
    if (what === 'close') {
      next[flags.ctx as number] = 1;
      if (this.params.closeHangsUp) next[hungUp.client] = 1;
      return next;
    }
    const client = what === 'clientDies';
    singles.forEach((name, goroutine) => {
      if (name.startsWith('client.') !== client) return;
      next[goroutine] = 0;
      next[this.wiring.hands[goroutine] as number] = 0;
    });
    const first = client ? callers : handlers;
    next.fill(0, first, first + this.params.calls);
    if (client) for (const at of Object.values(this.layout.mutexes)) next[at] = 0;
    next[client ? hungUp.client : hungUp.server] = 1;
    return next;
  }

  /** The line at which a goroutine stands, or null when it is not there. */
  lineOf(state: State, goroutine: number): CompiledLine | null {
    const id = state[goroutine] as number;
    return id === 0 ? null : (this.lines[id] as CompiledLine);
  }

  /** Which kind of goroutine a number is, and the call (from 0) where there is one for each. */
  kindOf(goroutine: number): { readonly kind: KindName; readonly call: number | null } {
    const { singles, callers, handlers } = this.layout;
    const single = singles[goroutine];
    if (single) return { kind: single, call: null };
    if (goroutine < handlers) return { kind: 'client.caller', call: goroutine - callers };
    return { kind: 'server.handler', call: goroutine - handlers };
  }

  /** The call that a goroutine has in hand (from 0), or null. A caller and a handler always have their own. */
  handOf(state: State, goroutine: number): number | null {
    const value = this.wiring.valueOf(state, goroutine);
    return value === 0 ? null : value - 1;
  }

  /** How a call ended, or null while it is under way. */
  outcomeOf(state: State, call: number): Outcome | null {
    return this.lineOf(state, this.layout.callers + call)?.outcome ?? null;
  }

  /** What stands in a direction of the socket. */
  inSocket(state: State, socket: SocketName): Contents {
    return this.wiring.pipes[socket].contents(state);
  }

  /** The call whose frame would be read next (from 0), or null. */
  nextIn(state: State, socket: SocketName): number | null {
    const { length, first } = this.layout.sockets[socket];
    return state[length] === 0 ? null : (state[first] as number) - 1;
  }

  /** Every call that can end has ended. */
  finished(state: State): boolean {
    for (let call = this.params.longCalls; call < this.params.calls; call++) {
      const line = this.lines[state[this.layout.callers + call] as number] as CompiledLine;
      if (line.id !== 0 && line.outcome === null) return false;
    }
    return true;
  }

  /** Nothing is under way: every call has ended, every loop waits for work. Long calls may go on in their methods. */
  atRest(state: State): boolean {
    if (!this.finished(state)) return false;
    for (let goroutine = 0; goroutine < this.layout.singles.length; goroutine++) {
      if (!(this.lines[state[goroutine] as number] as CompiledLine).rest) return false;
    }
    for (let call = 0; call < this.params.calls; call++) {
      const line = this.lines[state[this.layout.handlers + call] as number] as CompiledLine;
      if (line.id !== 0 && !(call < this.params.longCalls && line.op === METHOD)) return false;
    }
    return true;
  }

  /** No step is possible, and not because all is done. */
  deadlocked(state: State): boolean {
    return this.enabled(state, this.scratch).count === 0 && !this.atRest(state);
  }
}
