import type { Kind } from '../../evidence/pprof/kinds.ts';
import { diff } from '../../evidence/pprof/merge.ts';
import { read } from '../../evidence/pprof/read.ts';
import type { Unread } from '../../evidence/pprof/result.ts';
import type { Found } from './reading.ts';

/** Why a file is not shown. `other types`: two profiles that do not count the same. */
export interface Refusal {
  readonly which: 'profile' | 'base';
  readonly kind: Kind | 'other types';
}

/** What is in the files, or which of them cannot be shown. */
export type Finding =
  | { readonly ok: true; readonly found: Found }
  | { readonly ok: false; readonly refusal: Refusal };

/** How far reading is: a part of the bytes, or all of them and now they are unpacked and counted. */
export type Progress = { readonly part: number } | { readonly part: 1; readonly counting: true };

/** Decodes the files. Never throws for what is in them. */
export async function findIn(profile: Uint8Array, base: Uint8Array | null): Promise<Finding> {
  const first = await read(profile);
  if (!first.ok) return { ok: false, refusal: { which: 'profile', kind: kindOf(first, profile) } };
  const { value, leftovers } = first;
  if (!base) return { ok: true, found: { profile: value, leftovers, base: null, less: null } };
  const second = await read(base);
  if (!second.ok) return { ok: false, refusal: { which: 'base', kind: kindOf(second, base) } };
  const less = diff(value, second.value);
  if (!less.ok) return { ok: false, refusal: { which: 'base', kind: 'other types' } };
  return { ok: true, found: { profile: value, leftovers, base: second.value, less: less.value } };
}

/** So much of a file is looked at for goroutines inside a log. */
const HEAD = 256 * 1024;
const INSIDE = /goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[[^\]\n]+\]:/;

/** The room knows a dump that stands alone; here one is also known inside a log, as shim and containerd write theirs. */
function kindOf({ kind }: Unread, bytes: Uint8Array): Kind {
  if (kind !== 'not-a-profile') return kind;
  return INSIDE.test(new TextDecoder().decode(bytes.subarray(0, HEAD))) ? 'goroutine-dump' : kind;
}
