/** So many dumps are in a set: one of each verdict. */
export const CASES = 4;

/** What a set counts as among exercises: passed when all four verdicts are the rules'. */
export const TRIAGE_EXERCISE = 'your-runbook-triage';

/** Largest seed: what a person can still read out to a room. */
export const LARGEST_SEED = 999_999;
