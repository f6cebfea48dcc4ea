import type { WidgetDefinition } from '../contract.ts';
import { shownInWords } from './phrases.ts';
import { readSamples, type Sample } from './samples.ts';
import { shownOf } from './shown.ts';
import { codec, type WireState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<WireState, readonly Sample[]> = {
  codec,
  load: (_state, evidence) => readSamples(evidence),
  describe: (state, samples, word) => shownInWords(shownOf(state, samples), state.part, word),
  View,
};
