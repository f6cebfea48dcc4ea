import { toCsv, toMarkdown } from '../evidence/goroutine/export.ts';
import type { Call } from './command.ts';
import { complain, type ExitCode, faultOf } from './fault.ts';
import { isAlarm } from './findings.ts';
import type { Seen } from './seen.ts';

/** Forms for other tools: a row a goroutine, or groups with their stacks. */
export const FORMATS = ['csv', 'md'] as const;
export type Format = (typeof FORMATS)[number];

/** Writes the goroutines that passed the filter, for another tool. */
export async function exportDump(
  { dumps, file }: Seen,
  format: Format,
  { terminal, word }: Call,
): Promise<ExitCode> {
  const [only] = dumps;
  if (!only || dumps.length > 1) {
    const n = dumps.length;
    const hint = n === 0 ? word('cli.hint.noGoroutine') : word('cli.hint.noDump', { n });
    return complain(faultOf(word('cli.problem.exportOne', { n }), file.name, hint), terminal, word);
  }
  const pieces = format === 'csv' ? toCsv(only.matched) : toMarkdown(only.groups);
  for (const piece of pieces) {
    await terminal.write(piece);
    if (terminal.closed) break;
  }
  return only.findings.some(isAlarm) ? 1 : 0;
}
