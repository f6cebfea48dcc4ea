import type { Leftover } from '../evidence/pprof/leftovers.ts';
import type { Profile } from '../evidence/pprof/profile.ts';

/** A profile as it was asked for. */
export interface Shown {
  readonly ok: true;
  readonly name: string;
  readonly profile: Profile;
  readonly leftovers: readonly Leftover[];
  /** Positions of the sample types to show. */
  readonly types: readonly number[];
  /** Name of the base that was taken away, or ''. */
  readonly base: string;
  /** How many samples the patterns kept, of how many; null where there were none. */
  readonly kept: { readonly kept: number; readonly of: number } | null;
}
