import type { WidgetDefinition } from '../contract.ts';
import { CAPTURED, capturedCalls } from './captured.ts';
import { flowInWords } from './phrases.ts';
import { codec, type ExecFlowState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<ExecFlowState, readonly string[]> = {
  codec,
  load: async (_state, evidence) =>
    capturedCalls(new TextDecoder().decode(await evidence(CAPTURED))),
  describe: (state, _data, word) => flowInWords(state, word),
  View,
};
