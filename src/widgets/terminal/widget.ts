import { promptAt } from '../../shell/session.ts';
import type { WidgetDefinition, Word } from '../contract.ts';
import { load, type TerminalData } from './data.ts';
import { codec, type TerminalState } from './state.ts';
import { View } from './view.tsx';

/** A long pipeline is named by its beginning. */
const MOST = 90;

function describe(_: TerminalState, { entries, cwd, waiting }: TerminalData, word: Word): string {
  const last = entries.at(-1);
  const at = placeOf(cwd);
  if (waiting.length > 0) return word('terminal.describeWaiting', { at, n: waiting.length });
  if (last === undefined) return word('terminal.describeEmpty', { at });
  const n = last.stdout.split('\n').length - (last.stdout.endsWith('\n') ? 1 : 0) + last.left;
  const line = last.line.length > MOST ? `${last.line.slice(0, MOST)}…` : last.line;
  const key = last.stdout === '' ? 'terminal.describeNothing' : 'terminal.describe';
  return word(key, { at, line, n: last.left > 0 ? n - 1 : n, code: last.code });
}

/** `/root/post` -> `~/post`, as the prompt writes it. */
function placeOf(cwd: string): string {
  return promptAt(cwd).replace(/^.*:(.*)# $/, '$1');
}

export const widget: WidgetDefinition<TerminalState, TerminalData> = {
  codec,
  load,
  describe,
  View,
};
