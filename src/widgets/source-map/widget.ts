import type { WidgetDefinition } from '../contract.ts';
import { mapInWords } from './phrases.ts';
import { codec, type SourceMapState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<SourceMapState, null> = {
  codec,
  load: async () => null,
  describe: (state, _data, word) => mapInWords(state, word),
  View,
};
