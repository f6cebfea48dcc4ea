import type { Time } from '../../lesson/recall.ts';
import type { Locale } from '../contract.ts';

const DAY = 86_400_000;

/** Midnights of the reader's own clock that lie between two times: 0 is the same day, 1 is tomorrow. */
export function daysUntil(now: Time, then: Time): number {
  return Math.round((midnight(then) - midnight(now)) / DAY);
}

/** `today`, `tomorrow`, `in 3 days`, in the language. */
export function whenIn(locale: Locale, now: Time, then: Time): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    daysUntil(now, then),
    'day',
  );
}

function midnight(time: Time): Time {
  return new Date(time).setHours(0, 0, 0, 0);
}
