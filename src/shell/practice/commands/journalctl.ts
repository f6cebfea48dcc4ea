import { type CustomCommand, defineCommand, type ExecResult } from 'just-bash/browser';
import { refusal, textOf } from '../../commands/input.ts';
import { has, lastValue, type Options, readOptions } from '../../commands/options.ts';
import { explained } from '../journal/catalog.ts';
import { FORMS, type Form } from '../journal/forms.ts';
import { journalOf, type Kept } from '../journal/journal.ts';
import { momentOf } from '../journal/moments.ts';
import { hungSince } from '../memory.ts';
import type { World } from '../world.ts';
import { formatted } from './date.ts';

const TABLE = {
  short: 'eu:xn:frbko:qag:t:S:U:l',
  long: {
    'pager-end': 'e',
    unit: 'u',
    catalog: 'x',
    lines: 'n',
    follow: 'f',
    reverse: 'r',
    boot: 'b',
    dmesg: 'k',
    output: 'o',
    quiet: 'q',
    all: 'a',
    grep: 'g',
    identifier: 't',
    since: 'S',
    until: 'U',
    full: 'l',
    'no-pager': 'l',
    utc: 'l',
  },
};
const KNOWN =
  '(the practice node knows: journalctl [-e] [-x] [-u UNIT] [-t ID] [-n N] [-r] [-b] [-k] [-g PATTERN] [-S TIME] [-U TIME] [-o FORM] [-a] [-q] [--no-pager])';
/** Forms without a header and explanations. */
const BARE = new Set(['cat', 'json', 'json-pretty'].map((name) => FORMS[name]));
/** `-e` and `-n` without a number show so many lines. */
const LAST = { e: 1000, n: 10 };

/** journalctl(1) of systemd 247. Here is no pager: what `-e` leaves out is left out. */
export function journalctl(world: World): CustomCommand {
  return defineCommand('journalctl', async (args) => {
    const options = readOptions(withCounts(args), TABLE);
    if (typeof options === 'string') return refusal(`journalctl: ${options}\n${KNOWN}`);
    if (options.operands.length > 0) {
      return refusal(`Failed to add match '${options.operands[0]}': Invalid argument\n${KNOWN}`);
    }
    if (has(options, 'f')) {
      return refusal(
        `journalctl: -f would wait for ever: this terminal shows a line's output when the line has ended\n${KNOWN}`,
      );
    }
    const name = lastValue(options, 'o') ?? 'short';
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (!form) return refusal(`Unknown output format '${name}'.\n${KNOWN}`);
    const count = lastValue(options, 'n') ?? 'all';
    if (!/^(?:\d+|all)$/.test(count)) return refusal(`Failed to parse lines '${count}'`);
    const whole = journalOf(world.state);
    const found = chosen(whole, options, world.time);
    if (typeof found === 'string') return refusal(found);
    const shown = limited(found, options);
    // Callers of ttrpc in containerd's own dump, and not in a shim's.
    const callers = shown.some(({ text }) => text.includes('ttrpc.(*Client).dispatch'));
    if (callers && hungSince(world.state) !== null) world.reach('containerd');
    return said(shown, whole, form, options);
  });
}

function said(
  shown: readonly Kept[],
  whole: readonly Kept[],
  form: Form,
  options: Options,
): ExecResult {
  const bare = BARE.has(form);
  const head = bare || has(options, 'q') ? [] : [header(whole)];
  const none = shown.length === 0 && head.length > 0 ? ['-- No entries --'] : [];
  const lines = shown.flatMap((entry) => [
    form(entry, has(options, 'a')),
    ...(has(options, 'x') && !bare ? explained(entry) : []),
  ]);
  return {
    stdout: textOf([...head, ...none, ...lines]),
    stdoutKind: 'text',
    stderr: '',
    exitCode: has(options, 'g') && shown.length === 0 ? 1 : 0,
  };
}

function header(whole: readonly Kept[]): string {
  const clock = (at: number) => formatted('%a %Y-%m-%d %H:%M:%S %Z', at);
  return `-- Journal begins at ${clock(whole[0]?.at ?? 0)}, ends at ${clock(whole.at(-1)?.at ?? 0)}. --`;
}

/** A number may be glued to `-n`, follow it, or be left out: `-n`, `-n5`, `-n 5`, `-n all`. */
function withCounts(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    const bare = /^-[a-z]*n$/.test(arg) || arg === '--lines';
    if (!bare || /^(?:\d+|all)$/.test(args[i + 1] ?? '')) return [arg];
    return [arg, String(LAST.n)];
  });
}

function chosen(whole: readonly Kept[], options: Options, now: number): Kept[] | string {
  const values = (letter: string) =>
    options.given.filter(([name]) => name === letter).map(([, value]) => value);
  const since = lastValue(options, 'S');
  const until = lastValue(options, 'U');
  const from = since === undefined ? Number.NEGATIVE_INFINITY : momentOf(since, now);
  const to = until === undefined ? Number.POSITIVE_INFINITY : momentOf(until, now);
  if (from === null || to === null) {
    return `Failed to parse timestamp: ${from === null ? since : until}`;
  }
  const units = values('u').map((unit) => glob(/\.\w+$/.test(unit) ? unit : `${unit}.service`));
  const names = values('t');
  const pattern = lastValue(options, 'g');
  let expression: RegExp | null = null;
  try {
    // Without capitals, case does not matter.
    if (pattern !== undefined) expression = new RegExp(pattern, /[A-Z]/.test(pattern) ? '' : 'i');
  } catch {
    return `Bad pattern "${pattern}": Invalid argument`;
  }
  return whole.filter(
    (entry) =>
      entry.at >= from &&
      entry.at <= to &&
      (units.length === 0 || units.some((unit) => entry.units.some((one) => unit.test(one)))) &&
      (names.length === 0 || names.includes(entry.unit)) &&
      (!has(options, 'k') || entry.unit === 'kernel') &&
      (expression === null || expression.test(entry.text)),
  );
}

/** A unit's name may hold `*` and `?`. */
function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

function limited(found: readonly Kept[], options: Options): readonly Kept[] {
  const count = lastValue(options, 'n');
  const most =
    count === undefined
      ? has(options, 'e')
        ? LAST.e
        : null
      : count === 'all'
        ? null
        : Number(count);
  const last = most === null ? found : most === 0 ? [] : found.slice(-most);
  return has(options, 'r') ? last.toReversed() : last;
}
