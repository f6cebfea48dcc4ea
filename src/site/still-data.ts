import type { WidgetDefinition } from '../widgets/contract.ts';
import { evidenceFromDisk } from './evidence.ts';

const kept = new Map<string, Promise<unknown>>();

/**
 * What a widget shows of a state, for its still. A chapter, its two prints and an embed show the same in either language:
 * it is made once a build, and views do not change it.
 */
export function stillData<State, Data>(
  name: string,
  { load }: Pick<WidgetDefinition<State, Data>, 'load'>,
  state: State,
): Promise<Data> {
  // While somebody writes, code changes under what is kept.
  if (import.meta.env.DEV) return load(state, evidenceFromDisk);
  const key = `${name} ${JSON.stringify(state)}`;
  const data = (kept.get(key) as Promise<Data> | undefined) ?? load(state, evidenceFromDisk);
  kept.set(key, data);
  return data;
}
