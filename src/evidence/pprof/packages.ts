import type { Amount } from './columns.ts';
import type { Profile } from './profile.ts';
import { top } from './top.ts';

/** What a package holds itself (`flat`), and what was held while it was anywhere on the stack (`cum`). */
export interface PackageShare {
  /** `github.com/containerd/ttrpc`; `(no package)` for C and assembly. */
  readonly name: string;
  readonly flat: Amount;
  readonly cum: Amount;
  /** Parts of the total, 0 to 1 (of a difference, of all that changed, with a sign). */
  readonly flatShare: number;
  readonly cumShare: number;
}

/** Shares of all packages, largest flat first. `flatShare` over all sums up to 1 where no value is negative. */
export function packages(profile: Profile, type: number): PackageShare[] {
  const table = top(profile, type, { by: 'package' });
  const total = Number(table.total) || 1;
  return table.rows().map(({ func, flat, cum }) => ({
    name: func,
    flat,
    cum,
    flatShare: Number(flat) / total,
    cumShare: Number(cum) / total,
  }));
}
