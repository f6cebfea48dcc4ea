import { type Action, Actions } from '../kernel/actions.ts';
import {
  CLOSED,
  type CompiledLine,
  DEADLINE,
  METHOD,
  READ,
  RECEIVE_SYNC,
  SELECT,
  TURN,
  WRITE,
} from '../kernel/compiled.ts';
import type { Machine, State } from '../kernel/machine.ts';
import { LineQueue, TimeQueue } from './queues.ts';
import { randomOf } from './random.ts';

/** What things take, in microseconds: the one part of a simulation that is not the program's own. */
export interface Pace {
  /** A read(2) or write(2). */
  readonly call: number;
  /** And for each KiB that is charged for the frame. */
  readonly kib: number;
  /** Anything else that a goroutine does in a step. */
  readonly step: number;
  /** Until a goroutine that slept on a channel or a lock, or was just created, runs. */
  readonly wake: number;
  /** Until a goroutine that slept on the socket runs: the netpoller has to find it first. */
  readonly poll: number;
}

export interface ClockOptions {
  readonly seed: number;
  readonly pace: Pace;
  /** How long a method takes, in microseconds. */
  readonly delay: number;
  /** How long after its begin a caller gives up, in microseconds; null: never. */
  readonly deadline: number | null;
  /** Within how many microseconds the callers begin. */
  readonly burst: number;
  /** Only the first so many calls begin [all]. */
  readonly only?: number;
}

/** By so many microseconds long calls are ahead of the others. */
const LEAD = 10_000;

/**
 * The scheduler of long runs: by a clock of its own it decides which step comes next. A goroutine acts when it has done
 * its last thing; of several ready cases a select takes any, as Go's does; who has waited longest on a channel or a
 * lock is served first; who slept needs time to wake. Times are drawn around those of `pace`, from the seed alone.
 * It runs one machine from one state: make a new one to start elsewhere.
 */
export class Clock {
  /** Microseconds since the start. */
  now = 0;
  /** Steps taken. */
  steps = 0;
  private readonly machine: Machine;
  private readonly options: ClockOptions;
  private readonly random: () => number;
  /** When a goroutine is ready for its next step. */
  private readonly ready: Float64Array;
  /** It found nothing to do and sleeps. */
  private readonly asleep: Uint8Array;
  private readonly deadlines: Float64Array;
  /** By line: goroutines of calls that stand there. Null: nobody can. */
  private readonly queues: readonly (LineQueue | null)[];
  /** Lines at which goroutines of calls can act of their own accord. */
  private readonly acting: readonly CompiledLine[];
  /** Those of them that hear what is closed, by line; only these act in a select on their own. */
  private readonly hearing: readonly CompiledLine[];
  private readonly methods = new TimeQueue();
  /** Callers at lines where their deadline counts. */
  private readonly leaving = new TimeQueue();
  private readonly actions = new Actions();

  constructor(machine: Machine, state: State, options: ClockOptions) {
    this.machine = machine;
    this.options = options;
    this.random = randomOf(options.seed);
    this.ready = new Float64Array(machine.goroutines);
    this.asleep = new Uint8Array(machine.goroutines);
    this.deadlines = new Float64Array(machine.params.calls);
    const { singles, callers } = machine.layout;
    const { lines } = machine.compiled;
    const perCall = lines.map(({ id, kind }) => id > 0 && !singles.some((one) => one === kind));
    this.queues = perCall.map((can) => (can ? new LineQueue() : null));
    this.acting = lines.filter(
      ({ id, acts, op }) => perCall[id] && acts && op !== METHOD && op !== SELECT,
    );
    this.hearing = lines.filter(
      ({ id, cases }) => perCall[id] && cases.some(({ on }) => on === CLOSED),
    );
    const { calls, longCalls } = machine.params;
    const begins = Array.from({ length: options.only ?? calls }, (_, call) => ({
      goroutine: callers + call,
      // Long calls are those that began before the others came: a container's Wait, say.
      time: call < longCalls ? 0 : (longCalls > 0 ? LEAD : 0) + this.random() * options.burst,
    })).sort((one, other) => one.time - other.time);
    for (const { goroutine, time } of begins) {
      this.ready[goroutine] = time;
      if (options.deadline !== null) {
        this.deadlines[goroutine - callers] = time + options.deadline;
      }
      this.enter(state, goroutine);
      this.enter(state, goroutine + machine.params.calls);
    }
  }

  /** Takes the next step in place and gives it; null where none is possible. */
  step(state: State): Action | null {
    const goroutine = this.next(state);
    if (goroutine < 0) return null;
    const time = Math.max(this.now, this.bestTime);
    const action = this.choose(state, goroutine, time);
    this.take(state, action, time);
    return action;
  }

  private bestTime = 0;
  /** The one that acts next is a caller whose deadline has come. */
  private leaves = false;

  /** Which goroutine acts next; `bestTime` is when. -1: none. */
  private next(state: State): number {
    const { machine } = this;
    let best = -1;
    this.bestTime = Number.POSITIVE_INFINITY;
    this.leaves = false;
    const consider = (goroutine: number, time: number): void => {
      if (time < this.bestTime) {
        best = goroutine;
        this.bestTime = time;
      }
    };
    for (let goroutine = 0; goroutine < machine.layout.callers; goroutine++) {
      consider(goroutine, this.timeOf(state, goroutine));
    }
    for (const { id } of this.acting) {
      const goroutine = (this.queues[id] as LineQueue).first(state, id);
      if (goroutine >= 0) consider(goroutine, this.timeOf(state, goroutine));
    }
    const returning = this.methods.first((one) => machine.lineOf(state, one)?.op === METHOD);
    if (returning >= 0) consider(returning, this.ready[returning] as number);
    for (const { id, cases } of this.hearing) {
      if (!cases.some(({ on, flag }) => on === CLOSED && state[flag] === 1)) continue;
      const goroutine = (this.queues[id] as LineQueue).first(state, id);
      if (goroutine >= 0) consider(goroutine, this.ready[goroutine] as number);
    }
    const leaver = this.leaving.first((one) => canLeave(machine.lineOf(state, one)));
    if (leaver >= 0) {
      const time = this.deadlines[leaver - machine.layout.callers] as number;
      const before = this.bestTime;
      consider(leaver, Math.max(time, this.ready[leaver] as number));
      this.leaves = this.bestTime < before;
    }
    return best;
  }

  /** When a goroutine can take a step: infinity where it cannot. Notes who falls asleep and who is woken. */
  private timeOf(state: State, goroutine: number): number {
    const line = this.machine.lineOf(state, goroutine);
    if (!line?.acts) return Number.POSITIVE_INFINITY;
    if (line.op === SELECT) {
      let best = Number.POSITIVE_INFINITY;
      for (let choice = 0; choice < line.cases.length; choice++) {
        best = Math.min(best, this.caseTime(state, goroutine, line, choice));
      }
      return best;
    }
    this.actions.count = 0;
    this.machine.enabledOf(state, goroutine, this.actions);
    const { pace } = this.options;
    if (this.actions.count === 0) {
      if ((this.ready[goroutine] as number) <= this.now) this.asleep[goroutine] = 1;
      return Number.POSITIVE_INFINITY;
    }
    if (this.asleep[goroutine] === 1) {
      this.asleep[goroutine] = 0;
      const onSocket = line.op === READ || line.op === WRITE;
      this.ready[goroutine] = this.now + this.vary(onSocket ? pace.poll : pace.wake);
    }
    return this.ready[goroutine] as number;
  }

  private caseTime(state: State, goroutine: number, line: CompiledLine, choice: number): number {
    const own = this.ready[goroutine] as number;
    const one = line.cases[choice];
    if (!one || one.on === DEADLINE) return Number.POSITIVE_INFINITY;
    if (one.on === RECEIVE_SYNC) {
      const partner = this.partnerOf(state, line, choice);
      return partner < 0 ? Number.POSITIVE_INFINITY : Math.max(own, this.ready[partner] as number);
    }
    this.actions.count = 0;
    this.machine.enabledOf(state, goroutine, this.actions);
    for (let place = 0; place < this.actions.count; place++) {
      if (this.actions.choice[place] === choice) return own;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Who has waited longest at the other side of an unbuffered channel, or -1. */
  private partnerOf(state: State, line: CompiledLine, choice: number): number {
    for (const offer of line.cases[choice]?.offers ?? []) {
      const queue = this.queues[offer.line];
      const partner = queue ? queue.first(state, offer.line) : offer.from;
      if (partner >= 0 && state[partner] === offer.line) return partner;
    }
    return -1;
  }

  private choose(state: State, goroutine: number, time: number): Action {
    const line = this.machine.lineOf(state, goroutine) as CompiledLine;
    if (this.leaves) {
      const choice = line.cases.findIndex(({ on }) => on === DEADLINE);
      return { goroutine, choice, partner: -1 };
    }
    if (line.op !== SELECT) {
      this.actions.count = 0;
      this.machine.enabledOf(state, goroutine, this.actions);
      return this.actions.at(0);
    }
    const open: number[] = [];
    for (let choice = 0; choice < line.cases.length; choice++) {
      if (this.caseTime(state, goroutine, line, choice) <= time) open.push(choice);
    }
    const choice = open[Math.floor(this.random() * open.length)] as number;
    const partner =
      line.cases[choice]?.on === RECEIVE_SYNC ? this.partnerOf(state, line, choice) : -1;
    return { goroutine, choice, partner };
  }

  private take(state: State, action: Action, time: number): void {
    const { machine, options } = this;
    const { pace } = options;
    const { goroutine, partner } = action;
    const line = machine.lineOf(state, goroutine) as CompiledLine;
    const cost =
      line.op === READ || line.op === WRITE ? this.socketCost(state, line, action) : pace.step;
    const slept = (one: number) => (time > (this.ready[one] as number) ? pace.wake : 0);
    const later = [goroutine, partner].map((one) => (one < 0 ? 0 : slept(one)));
    this.now = time;
    this.steps++;
    if (line.op === TURN && options.deadline !== null) {
      this.deadlines[goroutine - machine.layout.callers] = time + options.deadline;
    }
    machine.apply(state, goroutine, action.choice, partner);
    const { moved, movedCount } = machine;
    for (let place = 0; place < movedCount; place++) {
      const one = moved[place] as number;
      // Whoever moves without having acted was woken, or has just been created.
      const spent =
        one === goroutine
          ? cost + (line.op === SELECT ? (later[0] as number) : 0)
          : one === partner
            ? pace.step + (later[1] as number)
            : pace.wake;
      this.ready[one] = time + this.vary(spent);
      if (one >= machine.layout.callers) this.enter(state, one);
    }
  }

  private socketCost(state: State, line: CompiledLine, { goroutine, choice }: Action): number {
    const { pace } = this.options;
    if (line.socket === null || choice !== 0) return pace.call;
    const { charges } = this.machine.params.sockets[line.socket];
    const call =
      line.op === WRITE
        ? this.machine.handOf(state, goroutine)
        : this.machine.nextIn(state, line.socket);
    return pace.call + (pace.kib * (charges?.[call ?? 0] ?? 0)) / 1024;
  }

  /** A goroutine of a call has come to a line: it waits there in its turn. */
  private enter(state: State, goroutine: number): void {
    const line = this.machine.lineOf(state, goroutine);
    if (line === null) return;
    if (line.op === METHOD) {
      const { handlers } = this.machine.layout;
      if (goroutine - handlers < this.machine.params.longCalls) return;
      this.ready[goroutine] = (this.ready[goroutine] as number) + this.vary(this.options.delay);
      this.methods.push(goroutine, this.ready[goroutine] as number);
      return;
    }
    this.queues[line.id]?.push(goroutine);
    if (canLeave(line)) {
      const call = goroutine - this.machine.layout.callers;
      this.leaving.push(goroutine, this.deadlines[call] as number);
    }
  }

  /** A time around the given one: half of it for sure, the rest as chance has it. */
  private vary(mean: number): number {
    return mean * (0.5 - 0.5 * Math.log(1 - this.random()));
  }
}

/** A deadline counts at the lines that wait for it; a lock or a write does not know of it. */
function canLeave(line: CompiledLine | null): boolean {
  return line?.cases.some(({ on }) => on === DEADLINE) ?? false;
}
