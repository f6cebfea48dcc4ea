/** Words of the lab. Steps and positions have theirs from the model and the book. */
import { isIntervention, type Step } from '../../model/explore/search.ts';
import type { Machine } from '../../model/kernel/machine.ts';
import type { KindName, MutexName } from '../../model/kernel/program.ts';
import { RESTING } from '../../model/kernel/waits.ts';
import { standFor } from '../../model/ttrpc/places.ts';
import { type Told, tell } from '../../model/ttrpc/words.ts';
import type { Word, WordKey } from '../contract.ts';
import { placeIn, type Run, runOf, shownIn } from './run.ts';
import { look, type Scene, type SeatName, type Versions } from './scene.ts';
import type { LabState } from './state.ts';

/** The versions whose lines are shown: one for each family, as it was captured. */
export function versionsIn({ client, server }: LabState): Versions {
  return { client: standFor[client], server: standFor[server] };
}

/** One step in words. */
export function stepInWords({ says, values }: Told, word: Word): string {
  return word(`model.step.${says}` as WordKey, values);
}

/** A goroutine by its short name. */
export function nameOf(kind: KindName, word: Word): string {
  return word(`ttrpc-lab.who.${kind}` as WordKey);
}

/** Who sits in a place of the ring: in families C and D a caller may, for what it does there. */
export function seatName(seat: SeatName, kind: KindName, word: Word): string {
  if (kind !== 'client.caller' || (seat !== 'writer' && seat !== 'keeper'))
    return nameOf(kind, word);
  return word(`ttrpc-lab.seat.${seat}`);
}

export function lockName(name: MutexName, word: Word): string {
  return word(`ttrpc-lab.lock.${name}` as WordKey);
}

/** Calls by their numbers, the first few: `1, 2, 3 …`. */
export function numbers(calls: readonly number[], most = 6): string {
  const shown = calls.slice(0, most).map((call) => call + 1);
  return shown.join(', ') + (calls.length > most ? ' …' : '');
}

/** What the state comes to, in one sentence. */
export function stateInWords(scene: Scene, calls: number, word: Word): string {
  const { outcome, circle, possible, ended, waits } = scene;
  if (outcome === 'moving') {
    if (circle.length > 0) return word('ttrpc-lab.lead.lost', { n: circle.length, possible });
    return word('ttrpc-lab.lead.moving', { n: possible });
  }
  if (outcome === 'rest') {
    return word('ttrpc-lab.lead.rest', { answered: ended.answered, calls });
  }
  const stuck = waits.filter(({ for: reason }) => !RESTING.has(reason)).length;
  if (circle.length > 0) {
    return word('ttrpc-lab.lead.circle', { n: circle.length, behind: stuck - circle.length });
  }
  const { answered, left, failed } = ended;
  const all = answered + left + failed === calls;
  return word(all ? 'ttrpc-lab.lead.leak' : 'ttrpc-lab.lead.hung', { n: stuck });
}

/** Whose lines are listed: those of the chosen goroutine, else of the one that moved last, else of who writes first. */
export function focusOf({ focus }: LabState, machine: Machine, last: Step | null): KindName {
  const there = (kind: KindName) => machine.params.program.some(({ name }) => name === kind);
  if (focus && there(focus)) return focus;
  if (last && !isIntervention(last)) return machine.kindOf(last.goroutine).kind;
  return there('client.loop')
    ? 'client.loop'
    : there('client.sender')
      ? 'client.sender'
      : 'client.caller';
}

/** The step that led here, with its number and line; '' at the start. */
export function lastInWords(state: LabState, word: Word): string {
  const run = runOf(state);
  const place = placeIn(state, run);
  const step = run.recording.steps[place - 1];
  if (!step) return '';
  const told = tell(run.machine, run.recording.at(place - 1), step, versionsIn(state));
  return word('ttrpc-lab.last', { n: place, text: stepInWords(told, word), at: told.at ?? '' });
}

let keptScene: { readonly run: Run; readonly place: number; readonly scene: Scene } | null = null;

/** The picture of a state. The last one is kept: it is drawn, said and described. */
export function sceneOf(state: LabState): Scene {
  const run = runOf(state);
  const place = placeIn(state, run);
  if (keptScene?.run !== run || keptScene.place !== place) {
    keptScene = { run, place, scene: look(run.machine, shownIn(state), versionsIn(state)) };
  }
  return keptScene.scene;
}

/** Where a state stands: the last step, and what it comes to. */
export function whereInWords(state: LabState, word: Word): string {
  const scene = sceneOf(state);
  return `${lastInWords(state, word)} ${stateInWords(scene, state.calls, word)}`.trim();
}
