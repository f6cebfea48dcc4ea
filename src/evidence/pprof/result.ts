/** What reading a profile gives. */

import type { Kind } from './kinds.ts';
import type { Leftover } from './leftovers.ts';
import type { Profile } from './profile.ts';

/** A profile, and what of the file was not understood; or what the file is instead. */
export type ProfileReading =
  | { readonly ok: true; readonly value: Profile; readonly leftovers: readonly Leftover[] }
  | Unread;

export interface Unread {
  readonly ok: false;
  /** What the file is: a name that does not change. Pages say `profile.is.<kind>` and `profile.then.<kind>` of content/strings. */
  readonly kind: Kind;
  /** What the file is, in English. */
  readonly problem: string;
  /** What to do, in English. */
  readonly hint: string;
  /** Where it shows: a byte of the file (of the unpacked file, if it was packed), or a line of a text. */
  readonly at: number;
}
