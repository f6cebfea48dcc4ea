import type { Kind } from '../../evidence/pprof/kinds.ts';
import { diff } from '../../evidence/pprof/merge.ts';
import { read } from '../../evidence/pprof/read.ts';
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
  if (!first.ok) return { ok: false, refusal: { which: 'profile', kind: first.kind } };
  const { value, leftovers } = first;
  if (!base) return { ok: true, found: { profile: value, leftovers, base: null, less: null } };
  const second = await read(base);
  if (!second.ok) return { ok: false, refusal: { which: 'base', kind: second.kind } };
  const less = diff(value, second.value);
  if (!less.ok) return { ok: false, refusal: { which: 'base', kind: 'other types' } };
  return { ok: true, found: { profile: value, leftovers, base: second.value, less: less.value } };
}
