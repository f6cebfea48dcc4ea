/**
 * The public face: what is wrong in a dump, as far as it can be known from it. Pure; never throws on what it reads.
 */
import type { Dump } from '../goroutine/types.ts';
import { open } from './case.ts';
import type { Found } from './rule.ts';
import { rules } from './rules.ts';
import type { Finding, Options, Other } from './types.ts';

export { isCut } from './cut.ts';
export { diagnoseTable } from './table.ts';
export type {
  Confidence,
  Count,
  Finding,
  Options,
  Other,
  ProofLine,
  RuleId,
  Say,
  Severity,
  Step,
  Values,
  Versions,
  Where,
} from './types.ts';
export { RULES } from './types.ts';

/**
 * Looks at a dump with every rule; hangs come first, and `healthy` only alone. `others` are further dumps to compare with:
 * the other end's, or the same process's before or after. Empty only for what is no snapshot of a process
 * (a race report) or holds no goroutine.
 */
export function diagnose(
  dump: Dump,
  others: readonly Other[] = [],
  options: Options = {},
): readonly Finding[] {
  const given = open(dump, others, options);
  const found: (Found & Finding)[] = [];
  for (const rule of rules) {
    for (const evidence of rule.look(given, found)) {
      const { confidence } = evidence;
      const modest = rule.severity === 'warning' && confidence === 'possible';
      const severity = evidence.severity ?? (modest ? 'note' : rule.severity);
      found.push({ ...evidence, rule: rule.id, severity, chapter: rule.chapter });
    }
  }
  return found.map(({ covers: _, ...finding }) => finding);
}
