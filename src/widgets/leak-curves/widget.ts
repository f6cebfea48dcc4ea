import type { WidgetDefinition } from '../contract.ts';
import { type LeakData, loadData } from './data.ts';
import { nodeInWords } from './phrases.ts';
import { codec, type LeakState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<LeakState, LeakData> = {
  codec,
  load: (_state, evidence) => loadData(evidence),
  describe: ({ load }, _data, word) => nodeInWords(load, word),
  View,
};
