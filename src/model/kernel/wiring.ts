import { compile } from './compile.ts';
import { type Compiled, type CompiledLine, type MachineParams, READ } from './compiled.ts';
import type { Layout } from './layout.ts';
import { type Pipe, pipesOf } from './pipe.ts';
import type { SocketName } from './program.ts';

/** A state: all that the goroutines, channels, locks and sockets of one connection are at one moment. */
export type State = Int32Array;

/** A compiled program with what every step looks up: who is who in a state, and the two directions of the socket. */
export class Wiring {
  readonly compiled: Compiled;
  readonly params: MachineParams;
  readonly layout: Layout;
  readonly lines: readonly CompiledLine[];
  readonly pipes: Readonly<Record<SocketName, Pipe>>;
  /** How many goroutines exist once; they have the first numbers. */
  readonly singles: number;
  /** Number of the first caller and of the first handler. */
  readonly callers: number;
  readonly handlers: number;
  /** How many goroutine numbers there are. */
  readonly goroutines: number;
  /** State index of what a single goroutine has in hand. */
  readonly hands: Int32Array;
  /** Whether a single goroutine is the client's. */
  readonly clients: readonly boolean[];

  constructor(params: MachineParams) {
    this.compiled = compile(params);
    this.params = params;
    this.layout = this.compiled.layout;
    this.lines = this.compiled.lines;
    this.pipes = pipesOf(params, this.layout);
    this.singles = this.layout.singles.length;
    this.callers = this.layout.callers;
    this.handlers = this.layout.handlers;
    this.goroutines = this.singles + 2 * params.calls;
    this.hands = Int32Array.from(
      this.layout.singles,
      (name) => this.layout.slots[name]?.hand ?? -1,
    );
    this.clients = this.layout.singles.map((name) => name.startsWith('client.'));
  }

  /** The call + 1 that a goroutine has in hand; a caller and a handler have their own. */
  valueOf(state: State, goroutine: number): number {
    if (goroutine < this.singles) return state[this.hands[goroutine] as number] as number;
    return 1 + ((goroutine - this.callers) % this.params.calls);
  }

  /** The goroutine that is about to read from that socket, or -1. */
  readerAt(state: State, socket: SocketName): number {
    for (let goroutine = 0; goroutine < this.singles; goroutine++) {
      const line = this.lines[state[goroutine] as number] as CompiledLine;
      if (line.op === READ && line.socket === socket) return goroutine;
    }
    return -1;
  }
}
