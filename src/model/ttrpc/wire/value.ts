import { codeNames } from './codes.ts';
import { FLAG, TYPE } from './frame.ts';
import type { Part } from './part.ts';

const FLAG_NAMES = Object.entries({
  'remote closed': FLAG.remoteClosed,
  'remote open': FLAG.remoteOpen,
  'no data': FLAG.noData,
});
const TYPE_NAMES = new Map<number, string>(
  Object.entries(TYPE).map(([name, code]) => [code, name]),
);

/**
 * A value as it is written down in any language: `13`, `5 NotFound`, `1498130822 ns = 1.498130822 s`, `"Deadline"`.
 * Null where the bytes are no number and no text, or are made of parts.
 */
export function valueText({ means, layer, value }: Part): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return JSON.stringify(value);
  const bare = layer === 'field' || layer === 'value' || layer === 'header';
  const more = bare ? nameOf(means, value) : '';
  return more === '' ? String(value) : `${value} ${more}`;
}

/** What a number stands for; '' where it is just a number. */
function nameOf(means: Part['means'], value: number | bigint): string {
  switch (means) {
    case 'header.type':
      return TYPE_NAMES.get(Number(value)) ?? '';
    case 'header.flags':
      return FLAG_NAMES.filter(([, bit]) => (Number(value) & bit) !== 0)
        .map(([name]) => name)
        .join(' + ');
    case 'status.code':
      return codeNames[Number(value)] ?? '';
    case 'request.timeout_nano':
      return `ns = ${seconds(BigInt(value))} s`;
    default:
      return '';
  }
}

/** Nanoseconds as seconds, exactly: `1.498130822`, `2`, `-0.5`. */
export function seconds(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const rest = String(size % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  const whole = `${nanoseconds < 0n ? '-' : ''}${size / 1_000_000_000n}`;
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** Reads seconds back: at most nine digits behind the point, within 64 bits; null for anything else. */
export function nanoseconds(text: string): bigint | null {
  const [, sign, whole, rest = ''] = /^(-?)(\d{1,10})(?:\.(\d{1,9}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const size = BigInt(whole) * 1_000_000_000n + BigInt(rest.padEnd(9, '0'));
  const value = sign === '-' ? -size : size;
  return BigInt.asIntN(64, value) === value ? value : null;
}
