import { SECTIONS } from '../../lesson/card/card.ts';
import { says } from '../../lesson/card/checklist.ts';
import { measureOf } from '../../lesson/card/measure.ts';
import type { WidgetDefinition } from '../contract.ts';
import type { CardData } from './data.ts';
import { ON_CALL, onCall } from './on-call.ts';
import { type CardState, codec } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<CardState, CardData> = {
  codec,
  load: async () => ({ courses: (await import('./courses.ts')).courses }),
  describe: ({ card }, _, word) =>
    word('card-writer.describe', {
      n: SECTIONS.filter((id) => says(card.sections[id])).length,
      of: SECTIONS.length,
      lines: measureOf(card).lines,
      embeds: card.embeds.length,
    }),
  prefixes: () => ON_CALL.map((name) => onCall[name].title),
  View,
};
