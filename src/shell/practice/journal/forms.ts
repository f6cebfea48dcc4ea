import { HOST } from '../../commands/node.ts';
import { dateOf } from '../changes.ts';
import { formatted } from '../commands/date.ts';
import type { Kept } from './journal.ts';

/** Fields longer than this are null in JSON, unless `--all` is given (journalctl(1)), bytes. */
const JSON_MOST = 4096;

const MACHINE_ID = '7f1c2b5de0a94c3f8d6e5b4a39281706';
const BOOT_ID = 'c2a4e6f80b1d4352a6978869f0e1d2c3';

/** How an entry came to journald: sudo writes to syslog, systemd to journald itself. */
const TRANSPORTS: Readonly<Record<Kept['unit'], string>> = {
  kernel: 'kernel',
  systemd: 'journal',
  sudo: 'syslog',
  containerd: 'stdout',
  kubelet: 'stdout',
};

/** How journalctl prints an entry. */
export type Form = (entry: Kept, all: boolean) => string;

const short =
  (clock: (at: number) => string): Form =>
  (entry) =>
    `${clock(entry.at)} ${HOST} ${tagOf(entry)}: ${entry.text}`;

export const FORMS: Readonly<Record<string, Form>> = {
  short: short((at) => formatted('%b %d %H:%M:%S', at)),
  'short-precise': short((at) => formatted('%b %d %H:%M:%S.', at) + microseconds(at)),
  'short-iso': short((at) => formatted('%Y-%m-%dT%H:%M:%S%z', at)),
  'short-iso-precise': short(
    (at) => `${formatted('%Y-%m-%dT%H:%M:%S.', at)}${microseconds(at)}+0000`,
  ),
  'short-full': short((at) => formatted('%a %Y-%m-%d %H:%M:%S %Z', at)),
  'short-unix': short((at) => `${formatted('%s', at)}.${microseconds(at)}`),
  cat: ({ text }) => text,
  json: (entry, all) => JSON.stringify(fieldsOf(entry, all)),
  'json-pretty': (entry, all) => JSON.stringify(fieldsOf(entry, all), null, '\t'),
};

/** `containerd[812]`; the kernel has no pid. */
function tagOf({ unit, pid }: Kept): string {
  return unit === 'kernel' ? 'kernel' : `${unit}[${pid}]`;
}

function microseconds(at: number): string {
  return `${String(dateOf(at).getUTCMilliseconds()).padStart(3, '0')}000`;
}

/** The fields that matter; journald knows many more. Values are strings, also numbers. */
function fieldsOf(entry: Kept, all: boolean): Record<string, string | null> {
  const { at, unit, units, pid, text, cut } = entry;
  const [own] = units;
  const fromUnit = unit !== 'systemd' && own !== undefined;
  return {
    __REALTIME_TIMESTAMP: `${dateOf(at).getTime()}000`,
    _BOOT_ID: BOOT_ID,
    _MACHINE_ID: MACHINE_ID,
    _HOSTNAME: HOST,
    PRIORITY: '6',
    _TRANSPORT: TRANSPORTS[unit],
    SYSLOG_IDENTIFIER: unit,
    ...(unit !== 'kernel' && { _PID: String(pid) }),
    ...(fromUnit && { _SYSTEMD_UNIT: own }),
    ...(unit === 'systemd' && own !== undefined && { UNIT: own }),
    ...(cut && { _LINE_BREAK: 'line-max' }),
    MESSAGE: !all && text.length > JSON_MOST ? null : text,
  };
}
