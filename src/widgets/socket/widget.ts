import type { WidgetDefinition } from '../contract.ts';
import { CAPTURED_PATHS, type CapturedEnd, capturedEnds } from './captured.ts';
import { pipeInWords } from './phrases.ts';
import { codec, type SocketState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<SocketState, readonly CapturedEnd[]> = {
  codec,
  async load(_state, evidence) {
    const decoder = new TextDecoder();
    const ends = await Promise.all(
      CAPTURED_PATHS.map(async (path) => capturedEnds(path, decoder.decode(await evidence(path)))),
    );
    return ends.flat();
  },
  describe: ({ pipe }, _data, word) => pipeInWords(pipe, word),
  View,
};
