import type { CreatedBy } from '../../evidence/goroutine/types.ts';
import type { WaitBucket } from '../../evidence/goroutine/waits.ts';
import type { Overview } from './overview.ts';

/** The filter term for a state: quoted where the state's name holds a space. */
export function stateTerm(state: string): string {
  return /[\s"()]/.test(state) ? `state:"${state.replaceAll('"', '')}"` : `state:${state}`;
}

/** The filter term for a creation site; null: goroutines that print none. */
export function siteTerm(site: CreatedBy | null): string {
  if (!site) return '-created:~.';
  const text = site.file === '' ? site.func : `${site.file}:${site.line}`;
  return `created:="${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** The filter terms for a bucket of waits. */
export function waitTerms({ from, to }: Pick<WaitBucket, 'from' | 'to'>): string {
  const least = from > 0 ? [`wait>=${from}`] : [];
  return [...least, ...(Number.isFinite(to) ? [`wait<${to}`] : [])].join(' ');
}

/** A filter with one more term. One that cannot be read is replaced: nothing can be added to it. */
export function narrowed(filter: string, problem: Overview['problem'], term: string): string {
  const kept = filter.trim();
  if (kept === '' || problem) return term;
  return /\bor\b|\|/i.test(kept) ? `(${kept}) ${term}` : `${kept} ${term}`;
}
