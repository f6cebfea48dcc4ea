import type { WidgetDefinition } from '../contract.ts';
import { type Samples, samplesOf } from './captured.ts';
import { doorsInWords } from './phrases.ts';
import { codec, type DoorsState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<DoorsState, Samples> = {
  codec,
  load: (_state, evidence) => samplesOf(evidence),
  describe: (state, _data, word) => doorsInWords(state, word),
  View,
};
