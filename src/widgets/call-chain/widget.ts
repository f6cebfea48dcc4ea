import type { WidgetDefinition } from '../contract.ts';
import { CAPTURED, type Captured, capturedCallers } from './captured.ts';
import { chainInWords } from './phrases.ts';
import { type CallChainState, codec } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<CallChainState, Captured> = {
  codec,
  load: async (_state, evidence) => capturedCallers(await evidence(CAPTURED)),
  describe: (state, _data, word) => chainInWords(state, word),
  View,
};
