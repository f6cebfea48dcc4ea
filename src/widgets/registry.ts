import type { WidgetDefinition, WordKey } from './contract.ts';

/** A widget as pages, embeds, oEmbed files and tests see it: name, title, height; its code comes when it is seen. */
export interface WidgetEntry {
  /** Word that names it in headings and embeds. */
  readonly title: WordKey;
  /** Height in px that an embed takes before it measures itself (or for ever, where scripts are stripped). */
  readonly height: number;
  load(): Promise<WidgetDefinition<unknown, unknown>>;
}

/** States and data differ from widget to widget, and only the widget itself looks inside: the one place that forgets the types. */
function entry<State, Data>(
  title: WordKey,
  height: number,
  load: () => Promise<{ readonly widget: WidgetDefinition<State, Data> }>,
): WidgetEntry {
  return {
    title,
    height,
    load: async () => (await load()).widget as unknown as WidgetDefinition<unknown, unknown>,
  };
}

/** Every widget, named once. The folder's name is its address: `/<locale>/embed/<name>/`. */
export const registry = {
  'call-chain': entry('call-chain.title', 1700, () => import('./call-chain/widget.ts')),
  'card-writer': entry('card-writer.title', 2600, () => import('./card-writer/widget.ts')),
  'exec-flow': entry('exec-flow.title', 1150, () => import('./exec-flow/widget.ts')),
  exercise: entry('exercise.title', 620, () => import('./exercise/widget.ts')),
  'goroutine-dump': entry('goroutine-dump.title', 760, () => import('./goroutine-dump/widget.ts')),
  'heap-pair': entry('heap-pair.title', 860, () => import('./heap-pair/widget.ts')),
  'leak-curves': entry('leak-curves.title', 1900, () => import('./leak-curves/widget.ts')),
  'line-decoder': entry('line-decoder.title', 900, () => import('./line-decoder/widget.ts')),
  'pprof-doors': entry('pprof-doors.title', 900, () => import('./pprof-doors/widget.ts')),
  'practice-node': entry('practice-node.title', 1400, () => import('./practice-node/widget.ts')),
  prediction: entry('prediction.title', 560, () => import('./prediction/widget.ts')),
  profile: entry('profile.title', 900, () => import('./profile/widget.ts')),
  'repair-bench': entry('repair-bench.title', 1800, () => import('./repair-bench/widget.ts')),
  socket: entry('socket.title', 1180, () => import('./socket/widget.ts')),
  'source-map': entry('source-map.title', 760, () => import('./source-map/widget.ts')),
  terminal: entry('terminal.title', 720, () => import('./terminal/widget.ts')),
  triage: entry('triage.title', 1500, () => import('./triage/widget.ts')),
  'ttrpc-lab': entry('ttrpc-lab.title', 1500, () => import('./ttrpc-lab/widget.ts')),
  wire: entry('wire.title', 1020, () => import('./wire/widget.ts')),
  workbench: entry('workbench.title', 720, () => import('./workbench/widget.ts')),
} as const satisfies Readonly<Record<string, WidgetEntry>>;

export type WidgetName = keyof typeof registry;

export function isWidgetName(name: string): name is WidgetName {
  return Object.hasOwn(registry, name);
}
