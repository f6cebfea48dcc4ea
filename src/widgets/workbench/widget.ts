import type { WidgetDefinition, WordKey } from '../contract.ts';
import type { WorkbenchData } from './data.ts';
import { benchHere, benchInWorker } from './port.ts';
import type { Sheet } from './sheet.ts';
import { codec, type WorkbenchState } from './state.ts';
import { View } from './view.tsx';

export const widget: WidgetDefinition<WorkbenchState, WorkbenchData> = {
  codec,
  async load(state, evidence) {
    if (state.evidence.length === 0) return { sheets: [], findings: [], port: null };
    const port = import.meta.env.SSR ? benchHere() : await benchInWorker();
    const sheets: Sheet[] = [];
    for (const path of state.evidence) {
      sheets.push(await port.add(path, new Blob([await evidence(path)]), () => {}));
    }
    return { sheets, findings: await port.findings(), port };
  },
  describe(_state, { sheets, findings }, word) {
    if (sheets.length === 0) return word('workbench.describeEmpty');
    const [first] = findings;
    return word('workbench.describe', {
      files: sheets.length,
      n: findings.length,
      first: first ? word(`diagnose.${first.finding.rule}.title` as WordKey) : '',
    });
  },
  prefixes: () => [
    'diagnose.',
    'goroutine-dump.',
    'profile.',
    'ttrpc.position.',
    'misconception.',
    'course.',
  ],
  View,
};
