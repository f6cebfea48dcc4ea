import type { WidgetDefinition } from '../contract.ts';
import { type BenchData, load } from './data.ts';
import { describeBench } from './phrases.ts';
import { codec, type RepairSet } from './state.ts';
import { type Trial, trialOf } from './trial.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<RepairSet, BenchData> = {
  codec,
  load,
  describe: (set, { bases, tried }, word) =>
    describeBench(
      set,
      trialOf(tried, set) ?? trialOf(bases, set),
      bases[Number(set.quarter)] as Trial,
      word,
    ),
  prefixes: () => ['model.step.', 'ttrpc.actor.', 'ttrpc.position.'],
  View,
};
