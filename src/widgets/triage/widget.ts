import type { WidgetDefinition } from '../contract.ts';
import { answerTo, judgedAll, PAGE, type TriageData } from './data.ts';
import { layOut } from './port.ts';
import { describe } from './say.ts';
import { codec, type TriageState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<TriageState, TriageData> = {
  codec,
  async load(state) {
    const desk = await layOut(state.seed);
    const [shown, judged] = await Promise.all([
      answerTo(desk, state, PAGE),
      judgedAll(desk, state),
    ]);
    return { desk, ...shown, judged };
  },
  describe,
  prefixes: () => [
    'diagnose.',
    'goroutine-dump.',
    'workbench.',
    'prediction.sure',
    'ttrpc.position.',
    'misconception.',
    'course.',
  ],
  View,
};
