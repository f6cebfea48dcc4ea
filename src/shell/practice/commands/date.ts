import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { refusal } from '../../commands/input.ts';
import { dateOf } from '../changes.ts';
import { two } from '../machine.ts';
import type { World } from '../world.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const KNOWN =
  '(the practice node knows: date [-u] [-R] [-I[date|hours|minutes|seconds|ns]] [+FORMAT]; its clock cannot be set)';

/** date(1) of the node's clock, which is in UTC, in the C locale. Finer than milliseconds it has nothing. */
export function date(world: World): CustomCommand {
  return defineCommand('date', async (args) => {
    const now = world.time;
    let format = '%a %b %e %H:%M:%S %Z %Y';
    let given = false;
    for (const arg of args) {
      if (arg === '-u' || arg === '--utc' || arg === '--universal') continue;
      const iso = /^(?:-I|--iso-8601=?)(.*)$/.exec(arg)?.[1];
      if (arg === '-R' || arg === '--rfc-email') format = '%a, %d %b %Y %H:%M:%S %z';
      else if (iso !== undefined) {
        const found = Object.hasOwn(ISO, iso) ? ISO[iso] : undefined;
        if (found === undefined)
          return refusal(`date: invalid argument ‘${iso}’ for ‘--iso-8601’\n${KNOWN}`);
        format = found;
      } else if (arg.startsWith('+')) {
        if (given)
          return refusal(`date: extra operand ‘${arg}’\nTry 'date --help' for more information.`);
        format = arg.slice(1);
        given = true;
      } else if (arg.startsWith('-')) {
        return refusal(`date: unrecognized option '${arg}'\n${KNOWN}`);
      } else {
        return refusal(`date: invalid date ‘${arg}’\n${KNOWN}`);
      }
    }
    return { stdout: `${formatted(format, now)}\n`, stdoutKind: 'text', stderr: '', exitCode: 0 };
  });
}

const ISO: Readonly<Record<string, string>> = {
  '': '%F',
  date: '%F',
  hours: '%FT%H%:z',
  minutes: '%FT%R%:z',
  seconds: '%FT%T%:z',
  ns: '%FT%T,%N%:z',
};

/** strftime(3) with what GNU date adds, for a time of the node in seconds. What it does not know stays as it is. */
export function formatted(format: string, time: number): string {
  return format.replace(
    /%([-_0^#]?)(\d*)(:?[a-zA-Z%+])/g,
    (whole, pad: string, width: string, letter: string) => {
      const text = fieldOf(letter, time, width);
      if (text === null) return whole;
      if (pad === '-') return text.replace(/^[ 0]+(?=\d)/, '');
      if (pad === '_') return text.replace(/^0+(?=\d)/, (zeros) => ' '.repeat(zeros.length));
      if (pad === '0') return text.replace(/^ +/, (blanks) => '0'.repeat(blanks.length));
      if (pad === '^') return text.toUpperCase();
      return text;
    },
  );
}

function fieldOf(letter: string, time: number, width: string): string | null {
  const at = dateOf(time);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  const [hours, minutes, seconds] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  const weekday = at.getUTCDay();
  const dayOfYear =
    Math.floor((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
  const twelve = hours % 12 === 0 ? 12 : hours % 12;
  const again = (format: string) => formatted(format, time);
  const nanoseconds = `${String(at.getUTCMilliseconds()).padStart(3, '0')}000000`;
  const fields: Readonly<Record<string, string>> = {
    '%': '%',
    n: '\n',
    t: '\t',
    Y: String(year),
    C: two(Math.floor(year / 100)),
    y: two(year % 100),
    m: two(month + 1),
    d: two(day),
    e: String(day).padStart(2),
    j: String(dayOfYear).padStart(3, '0'),
    H: two(hours),
    k: String(hours).padStart(2),
    I: two(twelve),
    l: String(twelve).padStart(2),
    M: two(minutes),
    S: two(seconds),
    N: nanoseconds.slice(0, width === '' ? 9 : Number(width)),
    s: String(Math.floor(at.getTime() / 1000)),
    p: hours < 12 ? 'AM' : 'PM',
    P: hours < 12 ? 'am' : 'pm',
    a: (DAYS[weekday] ?? '').slice(0, 3),
    A: DAYS[weekday] ?? '',
    u: String(weekday === 0 ? 7 : weekday),
    w: String(weekday),
    b: (MONTHS[month] ?? '').slice(0, 3),
    h: (MONTHS[month] ?? '').slice(0, 3),
    B: MONTHS[month] ?? '',
    Z: 'UTC',
    z: '+0000',
    ':z': '+00:00',
  };
  const composed: Readonly<Record<string, string>> = {
    F: '%Y-%m-%d',
    T: '%H:%M:%S',
    X: '%H:%M:%S',
    R: '%H:%M',
    r: '%I:%M:%S %p',
    D: '%m/%d/%y',
    x: '%m/%d/%y',
    c: '%a %b %e %H:%M:%S %Y',
  };
  if (Object.hasOwn(fields, letter)) return fields[letter] ?? null;
  return Object.hasOwn(composed, letter) ? again(composed[letter] ?? '') : null;
}
