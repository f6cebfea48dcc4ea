import type { WidgetDefinition } from '../contract.ts';
import { type Heaps, heapsOf } from './heap.ts';
import { pairInWords } from './phrases.ts';
import { codec, type HeapPairState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<HeapPairState, Heaps> = {
  codec,
  load: (_state, evidence) => heapsOf(evidence),
  describe: (state, data, word) => pairInWords(state, data, word),
  View,
};
