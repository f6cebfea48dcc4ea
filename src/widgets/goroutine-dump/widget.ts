import type { WidgetDefinition, Word } from '../contract.ts';
import { type DumpData, queryOf } from './data.ts';
import { place } from './names.ts';
import { openBytes } from './open.ts';
import type { Overview } from './overview.ts';
import { codec, type DumpState } from './state.ts';
import { View } from './view.tsx';

/** The picture in one sentence: what a screen reader hears first, and the still's caption. */
function describe(state: DumpState, data: DumpData, word: Word): string {
  const overview: Overview = data.first;
  const { name } = data;
  const dump = overview.dumps[Math.min(state.dump, overview.dumps.length - 1)];
  const [largest] = overview.groups;
  if (dump && largest) {
    return word('goroutine-dump.describe', {
      name,
      n: dump.size,
      groups: overview.groupCount,
      count: largest.count,
      state: largest.states[0]?.state ?? '',
      where: largest.telling ? place(largest.telling) : largest.title,
    });
  }
  const [row] = [...overview.table].sort((a, b) => b.count - a.count);
  if (row) {
    return word('goroutine-dump.describeTable', {
      name,
      n: overview.table.length,
      where: place(row),
      count: row.count,
    });
  }
  return word('goroutine-dump.describeNothing', { name });
}

export const widget: WidgetDefinition<DumpState, DumpData> = {
  codec,
  async load(state, evidence) {
    const path = state.evidence || codec.initial.evidence;
    const reading = await openBytes(await evidence(path));
    return { name: path, own: false, reading, first: await reading.ask(queryOf(state)) };
  },
  describe,
  View,
};
