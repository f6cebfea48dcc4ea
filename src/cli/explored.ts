import { type PositionId, positionOf } from '../evidence/ttrpc/positions.ts';
import { type ExploreOptions, lastEscape, type Verdict, walk } from '../model/explore/explore.ts';
import type { Machine, State } from '../model/kernel/machine.ts';
import { type WaitFor, waitsFor } from '../model/kernel/waits.ts';
import { placeOf, versionOf } from '../model/ttrpc/places.ts';
import { nameOf, tellAll } from '../model/ttrpc/words.ts';
import { type Pair, versionsOf } from './pair.ts';
import { isWord, type WordKey, type Words } from './words.ts';

/** One step of a way into a deadlock. */
export interface TraceStep {
  /** Id of who takes it: `client.loop`, `server.handler 3`; `outside` for what comes from outside. */
  readonly goroutine: string;
  /** File and line; null where the book has none. */
  readonly at: string | null;
  /** Key of the words under `model.step.`. */
  readonly says: string;
  readonly text: string;
}

/** A goroutine that cannot go on. */
export interface Waiting {
  readonly goroutine: string;
  readonly at: string | null;
  /** Id of what it waits for, and words for it. */
  readonly waits: string;
  readonly text: string;
  /** Who could let it go on. */
  readonly on: readonly string[];
}

/** A verdict with what it shows, in ids and words. */
export interface Explored {
  readonly verdict: Verdict;
  readonly trace: readonly TraceStep[];
  /** Each waits for the next, and the last for the first. Empty: no circle. */
  readonly cycle: readonly Waiting[];
  /** Everyone who waits at the end of the trace. */
  readonly waiting: readonly Waiting[];
  /** Calls without an answer at its end. */
  readonly unanswered: number;
  /** After so many steps everything could still have ended well, and after one more not. Null: no deadlock, or not known. */
  readonly lastEscape: number | null;
}

interface Search {
  readonly machine: Machine;
  readonly verdict: Verdict;
  readonly options: ExploreOptions;
  readonly pair: Pair;
  readonly word: Words;
}

/** Tells a verdict: each step of its trace, who waits at the end, and where the way back was lost. */
export function explored(search: Search): Explored {
  const { machine, verdict, options, pair, word } = search;
  const states = walk(machine, verdict.steps);
  const last = states.at(-1) as State;
  const dead = verdict.verdict === 'deadlock';
  const trace = tellAll(machine, verdict.steps, versionsOf(pair)).map((told): TraceStep => {
    const key = `model.step.${told.says}`;
    const text = isWord(key) ? word(key, told.values) : told.says;
    return { goroutine: told.goroutine, at: told.at, says: told.says, text };
  });
  const waiting = dead ? waitingIn(last, search) : new Map<number, Waiting>();
  return {
    verdict,
    trace,
    cycle: verdict.circle.flatMap((goroutine) => waiting.get(goroutine) ?? []),
    waiting: [...waiting.values()],
    unanswered: verdict.open,
    lastEscape: dead ? lastEscape(machine, states, options) : null,
  };
}

function waitingIn(state: State, { machine, pair, word }: Search): ReadonlyMap<number, Waiting> {
  const versions = versionsOf(pair);
  return new Map(
    waitsFor(machine, state).flatMap(({ goroutine, for: kind, on }) => {
      const line = machine.lineOf(state, goroutine);
      if (!line) return [];
      const version = versionOf(line.kind, versions);
      const one: Waiting = {
        goroutine: nameOf(machine, goroutine),
        at: placeOf(line, version),
        waits: kind,
        text: word(wordOf(line.source.at, kind)),
        on: on.map((other) => nameOf(machine, other)),
      };
      return [[goroutine, one] as const];
    }),
  );
}

/** What a wait is called: by where it stands; by its kind where no position says it, as for a channel of one call. */
function wordOf(position: PositionId | null, kind: WaitFor): WordKey {
  if (kind === 'channel') return 'cli.explore.waits.channel';
  const waits = position && positionOf(position).waits;
  if (waits) return `ttrpc.waits.${waits}`;
  return kind === 'lock' ? 'cli.explore.waits.lock' : 'ttrpc.waits.nothing';
}
