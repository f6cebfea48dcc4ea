import { dateOf } from '../changes.ts';
import { BOOT } from '../state.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  week: 604_800,
  weeks: 604_800,
};

/**
 * A moment as systemd.time(7) writes it, in seconds of the node's time: `2021-11-09 07:55:00`, `07:55`, `today`, `10 minutes
 * ago`, `-1h`, `@1636444243`. Null for what is none.
 */
export function momentOf(text: string, now: number): number | null {
  const word = text.trim().toLowerCase();
  if (word === 'now') return now;
  const midnight = Date.parse(dateOf(now).toISOString().slice(0, 10));
  if (word === 'today') return sinceBoot(midnight);
  if (word === 'yesterday') return sinceBoot(midnight - 86_400_000);
  if (/^@\d+(?:\.\d+)?$/.test(word)) return sinceBoot(Number(word.slice(1)) * 1000);
  const [, clock] = /^(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(word) ?? [];
  const day = dateOf(now).toISOString().slice(0, 10);
  if (clock !== undefined) return parsed(`${day}T${clock}`);
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return parsed(`${word}T00:00`);
  const [, date, rest] =
    /^(\d{4}-\d\d-\d\d)[ t](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?: utc|z)?$/.exec(word) ?? [];
  if (date !== undefined) return parsed(`${date}T${rest}`);
  const span = spanOf(word.replace(/^[-+]\s*|\s*ago$/g, ''));
  if (span === null || !/^[-+]|ago$/.test(word)) return null;
  return word.startsWith('+') ? now + span : now - span;
}

/** `1h 30min`, `10 minutes`, `90` in seconds. */
function spanOf(text: string): number | null {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)\s*/gy)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return null;
  return parts.reduce<number | null>((sum, [, number, unit = '']) => {
    const seconds = Object.hasOwn(UNITS, unit || 's') ? UNITS[unit || 's'] : undefined;
    return sum === null || seconds === undefined ? null : sum + Number(number) * seconds;
  }, 0);
}

function parsed(text: string): number | null {
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? null : sinceBoot(at);
}

function sinceBoot(milliseconds: number): number {
  return (milliseconds - BOOT) / 1000;
}
