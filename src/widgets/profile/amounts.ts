import { packageOf } from '../../evidence/goroutine/package-name.ts';
import type { Amount } from '../../evidence/pprof/columns.ts';
import { shortName } from '../../evidence/pprof/names.ts';
import { format, formatExact } from '../../evidence/pprof/unit.ts';
import type { Locale, Word, WordKey } from '../contract.ts';

/** A value for people, with its unit: `25 MiB`. */
export function said(value: Amount, unit: string): string {
  return format(value, unit).replace('-', '−');
}

/** A change with its sign: `+14 MiB`, `−512 KiB`, `0 B`. */
export function signed(value: Amount, unit: string): string {
  return (value > 0 ? '+' : '') + said(value, unit);
}

/** The same with all digits, for titles. */
export function exact(value: Amount, unit: string): string {
  return formatExact(value, unit).replace('-', '−');
}

/** A part of a whole: `20.4 %` as the language writes it; a whole of 0 has no parts. */
export function share(part: Amount, whole: Amount, locale: Locale): string {
  const ratio = Number(whole) === 0 ? 0 : Number(part) / Number(whole);
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    .format(ratio)
    .replace('-', '−');
}

/** Width of a bar in percent of the largest: seen as soon as there is anything. */
export function bar(value: Amount, most: Amount): string {
  const ratio = Number(most) === 0 ? 0 : Math.abs(Number(value) / Number(most));
  return `${ratio === 0 ? 0 : Math.max(0.5, ratio * 100)}%`;
}

/** A function as people say it, and the package before it, both without the folders they were vendored in. */
export function named(func: string): { readonly short: string; readonly package: string } {
  return { short: shortName(func), package: packageOf(func) };
}

/** A package without the folders it was vendored in. */
export function packageLabel(name: string): string {
  return name.slice(name.lastIndexOf('/vendor/') + 1).replace(/^vendor\//, '');
}

const TYPES: Readonly<Record<string, WordKey>> = {
  inuse_space: 'profile.type.inuse_space',
  inuse_objects: 'profile.type.inuse_objects',
  alloc_space: 'profile.type.alloc_space',
  alloc_objects: 'profile.type.alloc_objects',
  space: 'profile.type.inuse_space',
  objects: 'profile.type.inuse_objects',
  goroutine: 'profile.type.goroutine',
  threadcreate: 'profile.type.threadcreate',
  samples: 'profile.type.samples',
  cpu: 'profile.type.cpu',
  contentions: 'profile.type.contentions',
  delay: 'profile.type.delay',
};

/** A sample type with what it means, where Go's own profiles have it: `inuse_space: memory in use`. */
export function typeLabel(type: string, word: Word): string {
  const key = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  return key ? word('profile.type.label', { type, meaning: word(key) }) : type;
}
