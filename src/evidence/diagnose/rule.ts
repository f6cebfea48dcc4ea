import type { Stack } from '../goroutine/types.ts';
import type { Case } from './case.ts';
import type { Finding, RuleId, Severity } from './types.ts';

/** What a rule saw: a finding without what the rule itself states. */
export interface Evidence
  extends Omit<Finding, 'rule' | 'severity' | 'chapter'>,
    Partial<Pick<Finding, 'severity'>> {
  /** Stacks that it explains, so that no later rule finds them odd. */
  readonly covers: readonly Stack[];
}

/** A finding of an earlier rule, with what it explains. */
export type Found = Evidence & Pick<Finding, 'rule' | 'severity'>;

/** One thing to look for in a dump. Adding one is a file here, a line in `rules.ts`, and words. */
export interface Rule {
  readonly id: RuleId;
  /** What a `likely` or `certain` finding is; a `warning` that is only `possible` becomes a `note`. */
  readonly severity: Severity;
  /** Slug of the chapter that explains it. */
  readonly chapter: string;
  /** Looks at a case, after the rules before it in the list; none or one piece of evidence for each subject. */
  look(given: Case, found: readonly Found[]): readonly Evidence[];
}
