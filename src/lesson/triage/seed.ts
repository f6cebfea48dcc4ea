/** So many dumps are in a set: one of each verdict. */
export const CASES = 4;

/** Largest seed: what a person can still read out to a room. */
export const LARGEST_SEED = 999_999;
