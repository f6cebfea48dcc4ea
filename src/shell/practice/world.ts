import * as change from './changes.ts';
import { stormed } from './exec-storm.ts';
import { hungSince } from './memory.ts';
import type { Container, GoalId, NodeState, Pod } from './state.ts';

/** How a command stands to the line that began it. */
export interface Caller {
  /** Ends the wait: Ctrl-C, `timeout`, `kill`. */
  readonly signal?: AbortSignal | undefined;
  /** The line waits for it; false in the background. */
  readonly foreground: boolean;
}

/** How an exec ended that the node was asked for. */
export type ExecEnd =
  /** It ran; its output may be shown. */
  | 'ran'
  /** containerd or the shim went away below it. */
  | 'broken';

interface Asked {
  readonly id: string;
  readonly over: 'spdy' | 'ctr';
  begin(end: ExecEnd | 'hangs'): void;
}

interface Timer {
  readonly at: number;
  readonly foreground: boolean;
  fire(): void;
}

/** A wait ended because its signal did. */
export class Left extends Error {}

/** How long jobs that neither wait nor ask are given to come to that, ms of the clock on the wall. */
const PATIENCE = 3000;
/** So many seconds pass with each line that is run: a person types. */
const TYPING = 1;
/** A storm that proves a cure: the post's script runs 200 execs. */
const PROOF = 200;

/**
 * The node while it runs: its state, the commands that wait for it, and its clock. Time passes only when a command or the
 * page says so, and never by itself. Execs that were asked for begin together once the line that asks waits or has ended.
 */
export class World {
  state: NodeState;
  private asked: Asked[] = [];
  private timers: Timer[] = [];
  private watchers = new Set<() => void>();
  private line = new AbortController();
  /** How many waits there are of commands in the background. */
  private waits = 0;
  /** How many jobs there are: those of them that wait for nothing are about to ask for something. */
  inBackground: () => number = () => 0;

  constructor(state: NodeState) {
    this.state = state;
  }

  get time(): number {
    return this.state.time;
  }

  /** Changes the state, and lets those look who wait for something. */
  set(next: NodeState): void {
    this.state = next;
    for (const look of [...this.watchers]) look();
  }

  reach(goal: GoalId): void {
    this.set(change.reached(this.state, goal));
  }

  /** A line was typed. */
  tick(): void {
    this.line = new AbortController();
    this.set(change.later(this.state, TYPING));
  }

  /** Ctrl-C: what the line waits for in the foreground ends; the background does not hear it. */
  interrupt(): void {
    this.line.abort();
  }

  /** What ends the wait of a command. */
  private signalOf({ signal, foreground }: Caller): AbortSignal | undefined {
    if (!foreground) return signal;
    return signal ? AbortSignal.any([signal, this.line.signal]) : this.line.signal;
  }

  /** Time passes. Who sleeps wakes in turn, and acts before time goes on. */
  async later(seconds: number): Promise<void> {
    const end = this.state.time + seconds;
    for (;;) {
      const next = this.timers.reduce<Timer | null>(
        (first, one) => (first === null || one.at < first.at ? one : first),
        null,
      );
      if (next === null || next.at > end) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.set(change.later(this.state, Math.max(0, next.at - this.state.time)));
      next.fire();
      await turn();
      await this.settle();
    }
    this.set(change.later(this.state, Math.max(0, end - this.state.time)));
  }

  /** Waits so many seconds of the node's time. In the foreground they pass at once: nobody else is at the terminal. */
  async sleep(seconds: number, caller: Caller): Promise<void> {
    if (caller.foreground) {
      await this.settle();
      return this.later(seconds);
    }
    await this.until((wake) => {
      const timer: Timer = { at: this.time + seconds, foreground: false, fire: wake };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((one) => one !== timer);
      };
    }, caller);
  }

  /** Sets a foreground alarm for a command with a deadline of its own. The function that is given puts it off. */
  alarm(seconds: number, fire: () => void): () => void {
    const timer: Timer = { at: this.time + seconds, foreground: true, fire };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  /**
   * Waits until `found` gives something. In the foreground, time jumps to the alarms of the line, if it has any: nothing
   * else can happen meanwhile. With `all`, also to those of the background, for whom the line waits. Throws Left when
   * the signal ends it.
   */
  async watch<T>(
    found: (state: NodeState) => T | null,
    caller: Caller,
    alarms: 'own' | 'all' = 'own',
  ): Promise<T> {
    const now = found(this.state);
    if (now !== null) return now;
    let answer: T | null = null;
    const signal = this.signalOf(caller);
    const waited = this.until((wake) => {
      const look = () => {
        answer ??= found(this.state);
        if (answer !== null) wake();
      };
      this.watchers.add(look);
      return () => this.watchers.delete(look);
    }, caller);
    if (caller.foreground) {
      void this.jump(() => answer !== null || signal?.aborted === true, alarms);
    }
    await waited;
    return answer as T;
  }

  /**
   * An exec into a container. It ends when the node says so: at once, or never. What is left of it in containerd stays
   * when the caller leaves: its context is Background (facts, 7). Throws Left when the signal ends the wait.
   */
  async exec(id: string, over: 'spdy' | 'ctr', caller: Caller): Promise<ExecEnd> {
    let begun: ExecEnd | 'hangs' | null = null;
    const waited = this.until((wake) => {
      const one: Asked = {
        id,
        over,
        begin: (end) => {
          begun = end;
          wake();
        },
      };
      this.asked.push(one);
      return () => undefined;
    }, caller);
    if (caller.foreground) await this.settle();
    await waited;
    if (begun !== 'hangs') return begun ?? 'broken';
    const opened = this.container(id)?.connection.opened;
    return this.watch(
      () => (this.container(id)?.connection.opened === opened ? null : 'broken'),
      caller,
    );
  }

  /**
   * Lets the execs begin that were asked for, and what follows from them, until nothing moves any more: not before every
   * job waits, so that a script in the background asks for all of its execs first. Jobs that ask for nothing more are not
   * waited for longer than PATIENCE. `caller`: who asks for it from the background, and so waits too.
   */
  async settle(caller?: Caller): Promise<void> {
    if (caller?.foreground === false) {
      this.waits++;
      await this.settle().finally(() => this.waits--);
      return;
    }
    let heard = 0;
    let end = Date.now() + PATIENCE;
    await turn();
    for (;;) {
      if (this.asked.length > heard) end = Date.now() + PATIENCE;
      heard = this.asked.length;
      if (this.inBackground() > this.waits && Date.now() < end) await turn();
      else if (this.asked.length > 0) {
        const batch = this.asked;
        this.asked = [];
        for (const [id, execs] of Map.groupBy(batch, (one) => one.id)) this.begin(id, execs);
        await turn();
      } else return;
    }
  }

  private begin(id: string, execs: readonly Asked[]): void {
    const end = this.storm(id, execs);
    for (const one of execs) one.begin(end);
  }

  /** What comes of execs that begin at once on a container's connection. */
  private storm(id: string, execs: readonly Asked[]): ExecEnd | 'hangs' {
    const before = this.container(id)?.connection.hang ?? null;
    const { state, end } = stormed(
      this.state,
      id,
      execs.map(({ over }) => over),
    );
    this.set(state);
    if (end === 'hangs' && before === null) this.reach('storm');
    if (end === 'ran' && execs.length >= PROOF && state.reached.includes('cure')) {
      this.reach('proof');
    }
    return end;
  }

  /** Time runs to the next alarm as long as there is one and the wait goes on. */
  private async jump(over: () => boolean, alarms: 'own' | 'all'): Promise<void> {
    await this.settle();
    for (;;) {
      const next = this.timers
        .filter(({ foreground }) => foreground || alarms === 'all')
        .map(({ at }) => at);
      if (over() || next.length === 0) return;
      await this.later(Math.max(0, Math.min(...next) - this.time));
    }
  }

  /** A promise that `start` may fulfil; it gives back how to take its trace away. Rejects with Left. */
  private until(start: (wake: () => void) => () => void, caller: Caller): Promise<void> {
    const signal = this.signalOf(caller);
    if (!caller.foreground) this.waits++;
    return new Promise((resolve, reject) => {
      const end = () => {
        stop();
        if (!caller.foreground) this.waits--;
        signal?.removeEventListener('abort', leave);
      };
      const leave = () => {
        end();
        reject(new Left());
      };
      const stop = start(() => {
        end();
        resolve();
      });
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave);
    });
  }

  pods(): readonly Pod[] {
    return this.state.pods;
  }

  podOf(id: string): Pod | undefined {
    return this.pods().find(({ containers }) => containers.some((one) => one.id === id));
  }

  container(id: string): Container | undefined {
    return this.pods()
      .flatMap(({ containers }) => containers)
      .find((one) => one.id === id);
  }

  /** Whether a list of all containers' stats would come back now. */
  get answers(): boolean {
    return hungSince(this.state) === null;
  }
}

/** Lets everything go on that can: the shells of the background are promises. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
