import type { EvidencePort, WidgetDefinition } from '../contract.ts';
import { type DumpData, queryOf } from './data.ts';
import { openBytes } from './open.ts';
import type { Reading } from './overview.ts';
import { describe } from './say.ts';
import { codec, type DumpState, SAME_FILE } from './state.ts';
import { View } from './view.tsx';

/** Gives the reading the base that the state names. One that cannot be had does not take the dump with it. */
async function loadBase(
  reading: Reading,
  path: string,
  evidence: EvidencePort,
): Promise<Pick<DumpData, 'base' | 'baseTrouble'>> {
  if (path === '' || path === SAME_FILE) return {};
  try {
    const file = new Blob([await evidence(path)]);
    const taken = await reading.against(file);
    if (taken.ok) return { base: { name: path, own: false, file } };
    return { baseTrouble: { name: path, detail: null } };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { baseTrouble: { name: path, detail } };
  }
}

export const widget: WidgetDefinition<DumpState, DumpData> = {
  codec,
  async load(state, evidence) {
    const path = state.evidence || codec.initial.evidence;
    const reading = await openBytes(await evidence(path));
    const base = await loadBase(reading, state.base, evidence);
    return { name: path, own: false, reading, ...base, first: await reading.ask(queryOf(state)) };
  },
  describe,
  View,
};
