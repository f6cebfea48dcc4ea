import type { WidgetDefinition } from '../contract.ts';
import { load, type PracticeData } from './data.ts';
import { nodeInWords } from './phrases.ts';
import { codec, type PracticeState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<PracticeState, PracticeData> = {
  codec,
  load,
  describe: ({ goals }, { view, waiting }, word) =>
    waiting.length > 0
      ? `${nodeInWords(view, goals, word)} ${word('practice-node.describeWaiting', { n: waiting.length })}`
      : nodeInWords(view, goals, word),
  prefixes: () => ['terminal.'],
  View,
};
