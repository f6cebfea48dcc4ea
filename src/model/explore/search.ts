import { type Action, Actions } from '../kernel/actions.ts';
import type { Machine, State } from '../kernel/machine.ts';
import type { Intervention } from '../kernel/program.ts';
import { Packing } from './packing.ts';
import { Seen } from './seen.ts';
import { Symmetry } from './symmetry.ts';

/** One step of a found way: a goroutine's, or something from outside. */
export type Step = Action | { readonly intervention: Intervention };

export function isIntervention(step: Step): step is { readonly intervention: Intervention } {
  return 'intervention' in step;
}

export interface SearchOptions {
  /** Where to start; the machine's initial state if left out. */
  readonly from?: State;
  /** What is looked for. `steps`: how many steps the state allows. */
  target(state: State, steps: number): boolean;
  /** Calls that stand alike count as one [true]. */
  readonly merge?: boolean;
  /** Client.Close and deaths count as steps [false]. */
  readonly interventions?: boolean;
  /** Gives up after so many states [20 million]. */
  readonly most?: number;
  /** Gives up before it takes more bytes than this [2 GiB]. */
  readonly mostBytes?: number;
  /** Called now and then; false gives up. */
  progress?(states: number, depth: number): boolean;
}

/** What a breadth-first search found. */
export interface Found {
  /** `found`: the target; `none`: every reachable state was seen, none is the target; `gave-up`: neither. */
  readonly outcome: 'found' | 'none' | 'gave-up';
  /** Different states met. */
  readonly states: number;
  /** Steps tried from them. */
  readonly transitions: number;
  /** How many steps away the last state stands. */
  readonly depth: number;
  /** How many of the states stand how many steps away; the last number may be of a part of them. */
  readonly levels: readonly number[];
  /** A shortest way to the target, from the start. Empty where there is none. */
  readonly steps: readonly Step[];
  /** Memory in use at the end, in bytes. */
  readonly bytes: number;
}

const OUTSIDE: readonly Intervention[] = ['close', 'clientDies', 'serverDies'];
const MOST = 20_000_000;
const MOST_BYTES = 2 ** 31;
const EVERY = 1 << 14;

/** Searches every interleaving breadth-first until the target, or until nothing new is left. */
export function search(machine: Machine, options: SearchOptions): Found {
  const { merge = true, most = MOST, mostBytes = MOST_BYTES } = options;
  const packing = new Packing(machine);
  const symmetry = merge ? new Symmetry(machine) : null;
  const seen = new Seen(packing.words, mostBytes);
  const state = new Int32Array(machine.layout.size);
  const next = new Int32Array(machine.layout.size);
  const actions = new Actions();
  let transitions = 0;
  /** Keeps `next`, which one step made of `state`, the state number `parent`; the first has none. */
  const keep = (parent: number): void => {
    if (seen.full) return;
    symmetry?.sort(next);
    if (parent < 0) packing.pack(next, seen.packed, seen.next);
    else packing.packAfter(state, parent * packing.words, next, seen.packed, seen.next);
    seen.add(parent);
  };
  /** How many states there were when each level had been met. */
  const ends = [1];
  const result = (outcome: Found['outcome'], depth: number, steps: readonly Step[]): Found => ({
    outcome,
    states: seen.count,
    transitions,
    depth,
    levels: [...ends, seen.count]
      .map((end, level) => end - (ends[level - 1] ?? 0))
      .filter((size) => size > 0),
    steps,
    bytes: seen.bytes,
  });
  next.set(options.from ?? machine.initial());
  keep(-1);
  let depth = 0;
  let levelEnd = 1;
  for (let at = 0; at < seen.count; at++) {
    if (at === levelEnd) {
      depth++;
      levelEnd = seen.count;
      ends.push(levelEnd);
    }
    if (at % EVERY === 0 && options.progress?.(seen.count, depth) === false) {
      return result('gave-up', depth, []);
    }
    if (seen.count > most || seen.full) return result('gave-up', depth, []);
    packing.unpack(seen.packed, at * packing.words, state);
    machine.enabled(state, actions);
    if (options.target(state, actions.count)) {
      return result('found', depth, retrace(machine, options, seen, packing, symmetry, at));
    }
    symmetry?.compare(state);
    for (let place = 0; place < actions.count; place++) {
      if (symmetry && repeats(machine, symmetry, actions, place)) continue;
      transitions++;
      next.set(state);
      machine.apply(
        next,
        actions.goroutine[place] as number,
        actions.choice[place] as number,
        actions.partner[place] as number,
      );
      keep(at);
    }
    if (!options.interventions) continue;
    for (const what of machine.interventions(state)) {
      transitions++;
      next.set(machine.intervene(state, what));
      keep(at);
    }
  }
  return result('none', depth, []);
}

/** Whether an action is one that the call before it, which stands exactly alike, has just tried. */
function repeats(machine: Machine, symmetry: Symmetry, actions: Actions, place: number): boolean {
  return (
    alike(machine, symmetry, actions.goroutine[place] as number) ||
    alike(machine, symmetry, actions.partner[place] as number)
  );
}

function alike(machine: Machine, symmetry: Symmetry, goroutine: number): boolean {
  const { callers } = machine.layout;
  if (goroutine < callers) return false;
  return symmetry.same[(goroutine - callers) % machine.params.calls] === 1;
}

/** The steps that led to a state, with the numbers that the calls really have on the way. */
function retrace(
  machine: Machine,
  options: SearchOptions,
  seen: Seen,
  packing: Packing,
  symmetry: Symmetry | null,
  last: number,
): readonly Step[] {
  const chain: number[] = [];
  for (let at = last; at >= 0; at = seen.parents[at] as number) chain.push(at);
  chain.reverse();
  const actions = new Actions();
  const packed = new Int32Array(packing.words);
  const leadsTo = (to: State, wanted: number): boolean => {
    const sorted = to.slice();
    symmetry?.sort(sorted);
    packing.pack(sorted, packed, 0);
    return packed.every((word, place) => seen.packed[wanted * packing.words + place] === word);
  };
  let state = options.from ?? machine.initial();
  const steps: Step[] = [];
  for (const wanted of chain.slice(1)) {
    machine.enabled(state, actions);
    let found: { readonly step: Step; readonly to: State } | null = null;
    for (let place = 0; place < actions.count && !found; place++) {
      const step = actions.at(place);
      const to = machine.step(state, step);
      if (leadsTo(to, wanted)) found = { step, to };
    }
    for (const intervention of options.interventions && !found ? OUTSIDE : []) {
      if (found || !machine.interventions(state).includes(intervention)) continue;
      const to = machine.intervene(state, intervention);
      if (leadsTo(to, wanted)) found = { step: { intervention }, to };
    }
    if (!found) throw new Error('a way was found that cannot be walked again');
    steps.push(found.step);
    state = found.to;
  }
  return steps;
}
