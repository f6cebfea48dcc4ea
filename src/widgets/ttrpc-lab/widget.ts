import type { WidgetDefinition } from '../contract.ts';
import { codec, type LabState } from './state.ts';
import { View } from './view.tsx';
import { whereInWords } from './words.ts';

export const widget: WidgetDefinition<LabState, null> = {
  codec,
  load: async () => null,
  describe: (state, _data, word) => whereInWords(state, word),
  prefixes: () => [
    'model.step.',
    'diagnose.',
    'goroutine-dump.',
    'workbench.',
    'ttrpc.actor.',
    'ttrpc.position.',
    'course.',
  ],
  View,
};
