/**
 * The baseline of the benches, and a second opinion in the tests: the same programs, stepped by the plainest interpreter
 * there is. A state is an object of names, a set of states is a Map by JSON, and nothing is compiled, packed or merged.
 * It knows connections without failures and deadlines, where sockets hold a number of frames.
 */
import type { Goroutine, Line, MutexName, SocketName } from '../../src/model/kernel/program.ts';

/** Goroutines by name: `client.loop`, `client.caller 3`. A call is a number from 0. */
interface Standing {
  /** Line by goroutine; null: not started, or ended. */
  readonly at: Record<string, string | null>;
  /** The call in hand. */
  readonly hand: Record<string, number | null>;
  readonly sockets: Record<SocketName, number[]>;
  /** Writers that sleep until the kernel wakes them. */
  readonly asleep: Record<SocketName, boolean>;
  readonly locks: Partial<Record<MutexName, string | null>>;
}

export interface NaiveParams {
  readonly program: readonly Goroutine[];
  readonly calls: number;
  /** Frames that each direction holds, at least 1. */
  readonly room: Readonly<Record<SocketName, number>>;
  /** A writer that found no room is woken at a quarter of it [as soon as there is room]. */
  readonly quarter?: boolean;
}

export interface NaiveFound {
  readonly verdict: 'deadlock' | 'free';
  readonly states: number;
  readonly shortest: number | null;
}

const PER_CALL = ['client.caller', 'server.handler'];

export class Naive {
  private readonly params: NaiveParams;
  private readonly programs: ReadonlyMap<string, Goroutine>;
  private readonly names: readonly string[];

  constructor(params: NaiveParams) {
    this.params = params;
    this.programs = new Map(params.program.map((one) => [one.name, one]));
    const each = (kind: string) =>
      Array.from({ length: params.calls }, (_, call) => `${kind} ${call}`);
    this.names = params.program.flatMap(({ name }) =>
      PER_CALL.includes(name) ? each(name) : [name],
    );
  }

  initial(): Standing {
    const none = Object.fromEntries(this.names.map((name) => [name, null]));
    const state: Standing = {
      at: { ...none },
      hand: { ...none },
      sockets: { toServer: [], toClient: [] },
      asleep: { toServer: false, toClient: false },
      locks: { streamLock: null, sendLock: null, callMap: null },
    };
    for (const name of this.names) {
      const call = callOf(name);
      if (call !== null) state.hand[name] = call;
      if (!name.startsWith('server.handler')) this.enter(state, name, this.program(name).entry);
    }
    return state;
  }

  /** Every state that one step leads to. */
  nexts(state: Standing): readonly Standing[] {
    return this.names.flatMap((name) => {
      const line = this.lineOf(state, name);
      return line ? this.stepsOf(state, name, line) : [];
    });
  }

  /** Every call has ended, and every goroutine that is left rests. */
  atRest(state: Standing): boolean {
    return this.names.every((name) => {
      const line = this.lineOf(state, name);
      return line === null || line.rest === true || line.do.op === 'return';
    });
  }

  /** Breadth-first over every interleaving, to the first deadlock. */
  explore(): NaiveFound {
    const first = this.initial();
    const depths = new Map([[JSON.stringify(first), 0]]);
    const queue = [first];
    for (let at = 0; at < queue.length; at++) {
      const state = queue[at] as Standing;
      const depth = depths.get(JSON.stringify(state)) as number;
      const nexts = this.nexts(state);
      if (nexts.length === 0 && !this.atRest(state)) {
        return { verdict: 'deadlock', states: depths.size, shortest: depth };
      }
      for (const next of nexts) {
        const key = JSON.stringify(next);
        if (depths.has(key)) continue;
        depths.set(key, depth + 1);
        queue.push(next);
      }
    }
    return { verdict: 'free', states: depths.size, shortest: null };
  }

  private program(name: string): Goroutine {
    return this.programs.get(name.split(' ')[0] as string) as Goroutine;
  }

  private lineOf(state: Standing, name: string): Line | null {
    const at = state.at[name];
    return at ? (this.program(name).lines[at] as Line) : null;
  }

  private stepsOf(state: Standing, name: string, { do: op }: Line): readonly Standing[] {
    const moved = (change: (next: Standing) => void): Standing => {
      const next = structuredCopy(state);
      change(next);
      return next;
    };
    switch (op.op) {
      case 'select':
        return op.cases.flatMap((one) => {
          if (one.on !== 'receive') return [];
          return this.sendersOn(state, one.channel).map(({ sender, next: after }) =>
            moved((next) => {
              next.hand[name] = state.hand[sender] as number;
              this.enter(next, sender, after);
              this.enter(next, name, one.next);
            }),
          );
        });
      case 'read':
        if (state.sockets[op.socket].length === 0) return [];
        return [
          moved((next) => {
            next.hand[name] = next.sockets[op.socket].shift() as number;
            this.enter(next, name, op.next);
          }),
        ];
      case 'write': {
        const { length } = state.sockets[op.socket];
        const room = this.params.room[op.socket];
        if (state.asleep[op.socket] && length > Math.floor(room / 4)) return [];
        if (length >= room) {
          if (!this.params.quarter) return [];
          return [moved((next) => (next.asleep[op.socket] = true))];
        }
        return [
          moved((next) => {
            next.asleep[op.socket] = false;
            next.sockets[op.socket].push(state.hand[name] as number);
            this.enter(next, name, op.next);
          }),
        ];
      }
      case 'method':
        return [moved((next) => this.enter(next, name, op.next))];
      case 'lock':
      case 'rlock':
        if (state.locks[op.mutex] !== null) return [];
        return [
          moved((next) => {
            next.locks[op.mutex] = name;
            this.enter(next, name, op.next);
          }),
        ];
    }
    return [];
  }

  private sendersOn(state: Standing, channel: string) {
    return this.names.flatMap((sender) => {
      const op = this.lineOf(state, sender)?.do;
      if (op?.op !== 'select') return [];
      return op.cases.flatMap((one) =>
        one.on === 'send' && one.channel === channel ? [{ sender, next: one.next }] : [],
      );
    });
  }

  /** Puts a goroutine at a line, and on from there while it need not wait. */
  private enter(state: Standing, name: string, line: string): void {
    let at: string | null = line;
    while (at !== null) {
      state.at[name] = at;
      const { do: op } = this.program(name).lines[at] as Line;
      const receives = op.op === 'select' && op.cases.some(({ on }) => on === 'receive');
      if (callOf(name) === null && (receives || op.op === 'read')) state.hand[name] = null;
      at = this.pass(state, name, op);
    }
  }

  /** The line after one that need not wait, its work done; null where the goroutine stays. */
  private pass(state: Standing, name: string, op: Line['do']): string | null {
    switch (op.op) {
      case 'lock':
      case 'rlock':
        if ((op.op === 'lock' && op.cut) || state.locks[op.mutex] !== null) return null;
        state.locks[op.mutex] = name;
        return op.next;
      case 'unlock':
      case 'runlock':
        state.locks[op.mutex] = null;
        return op.next;
      case 'go':
        this.enter(state, `server.handler ${state.hand[name]}`, 'call');
        return op.next;
      case 'deliver': {
        const caller = `client.caller ${state.hand[name]}`;
        const waiting = this.lineOf(state, caller)?.do;
        const answer =
          waiting?.op === 'select' ? waiting.cases.find(({ on }) => on === 'answer') : undefined;
        if (!answer) throw new Error(`${caller} does not wait for an answer`);
        this.enter(state, caller, answer.next);
        return op.next;
      }
      case 'turn':
      case 'lookUp':
      case 'remember':
      case 'forget':
      case 'check':
        return op.next;
      case 'end':
        state.at[name] = null;
        return null;
      default:
        return null;
    }
  }
}

function callOf(name: string): number | null {
  const call = name.split(' ')[1];
  return call === undefined ? null : Number(call);
}

function structuredCopy({ at, hand, sockets, asleep, locks }: Standing): Standing {
  return {
    at: { ...at },
    hand: { ...hand },
    sockets: { toServer: [...sockets.toServer], toClient: [...sockets.toClient] },
    asleep: { ...asleep },
    locks: { ...locks },
  };
}
