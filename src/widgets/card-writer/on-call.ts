import type { StateCodec } from '../../share/state.ts';
import type { WordKey } from '../contract.ts';

/** A widget that is of use at night: a place for one's own dump, profile or line, or a question answered at once. */
export interface OnCall {
  readonly title: WordKey;
  /** px, as the registry has it: the widget without a scroll bar. */
  readonly height: number;
  /** Reads the states of its links. */
  codec(): Promise<StateCodec<unknown>>;
}

function offer<State>(
  title: WordKey,
  height: number,
  load: () => Promise<{ readonly codec: StateCodec<State> }>,
): OnCall {
  return {
    title,
    height,
    codec: async () => (await load()).codec as unknown as StateCodec<unknown>,
  };
}

/**
 * What a card can carry. The registry loads this widget, so this file cannot ask it; a test holds titles and heights
 * against it.
 */
export const onCall = {
  workbench: offer('workbench.title', 720, () => import('../workbench/state.ts')),
  'goroutine-dump': offer('goroutine-dump.title', 760, () => import('../goroutine-dump/state.ts')),
  'line-decoder': offer('line-decoder.title', 900, () => import('../line-decoder/state.ts')),
  'pprof-doors': offer('pprof-doors.title', 900, () => import('../pprof-doors/state.ts')),
  profile: offer('profile.title', 900, () => import('../profile/state.ts')),
  'repair-bench': offer('repair-bench.title', 1800, () => import('../repair-bench/state.ts')),
} as const satisfies Readonly<Record<string, OnCall>>;

export type OnCallName = keyof typeof onCall;

export const ON_CALL = Object.keys(onCall) as readonly OnCallName[];

export function isOnCall(name: string): name is OnCallName {
  return Object.hasOwn(onCall, name);
}

/** Heights for hosts that strip the script which measures, px. */
export const HEIGHTS: readonly number[] = [320, 480, 720];
