import type { Amount } from './columns.ts';
import type { Profile, ValueType } from './profile.ts';
import { type TopRow, top } from './top.ts';

/** A whole number in JSON: a text where a double would not be exact. */
export type JsonAmount = number | string;

/** What a script gets of a profile. `totals[i]` and `top[i]` belong to `sampleTypes[i]`. */
export interface ProfileReport {
  readonly sampleTypes: readonly ValueType[];
  readonly defaultType: number;
  readonly totals: readonly JsonAmount[];
  readonly top: readonly (readonly {
    readonly func: string;
    readonly file: string;
    readonly flat: JsonAmount;
    readonly cum: JsonAmount;
  }[])[];
}

/** Tops of all sample types as plain data, ready for JSON. `most` rows each; all by default. */
export function report(profile: Profile, most?: number): ProfileReport {
  const tops = profile.sampleTypes.map((_, type) => top(profile, type));
  return {
    sampleTypes: profile.sampleTypes,
    defaultType: profile.defaultType,
    totals: tops.map(({ total }) => jsonAmount(total)),
    top: tops.map((table) => table.rows(most).map(plainRow)),
  };
}

function plainRow({ func, file, flat, cum }: TopRow) {
  return { func, file, flat: jsonAmount(flat), cum: jsonAmount(cum) };
}

function jsonAmount(value: Amount): JsonAmount {
  return typeof value === 'bigint' ? String(value) : value;
}
