import type { WidgetDefinition } from '../contract.ts';
import { type ProfileData, questionOf, type Source } from './data.ts';
import { describe } from './describe.ts';
import { openHere } from './open.ts';
import { fetched } from './source-bar.tsx';
import { codec, type ProfileState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<ProfileState, ProfileData> = {
  codec,
  async load(state, evidence) {
    const path = state.evidence || codec.initial.evidence;
    const [source, base] = await Promise.all([
      fetched({ evidence }, path),
      state.base === '' ? null : fetched({ evidence }, state.base),
    ]);
    return opened(state, source, base);
  },
  describe,
  View,
};

/** Reads both; a base that is no profile is left out and said, a profile that is none is said alone. */
async function opened(
  state: ProfileState,
  source: Source,
  base: Source | null,
): Promise<ProfileData> {
  const read = await openHere({ profile: source.file, base: base?.file ?? null });
  if (read.ok) {
    const { reading } = read;
    return { source, base, reading, answer: await reading.ask(questionOf(state)), refusal: null };
  }
  const { refusal } = read;
  if (refusal.which === 'profile' || !base)
    return { source, base, reading: null, answer: null, refusal };
  return { ...(await opened(state, source, null)), refusal };
}
