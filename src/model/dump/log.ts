import type { Dumped, DumpedProcess, Gap, LogFields, Substituted } from './process.ts';
import { dumpText } from './text.ts';

const TIME = '2026-11-23T08:00:00.000000000Z';

/** What containerd adds to a shim's record: the task's namespace, its folder, and the shim's process. */
const SHIM = {
  namespace: 'k8s.io',
  path: '/run/containerd/io.containerd.runtime.v2.task/k8s.io/model',
  pid: 1000,
} as const;

/**
 * The dump as containerd writes it on SIGUSR1: one record of logrus in text form, everything in its `msg`. A record before
 * it says that the model made it, and of what, since nothing in a dump can say so. Throws as dumpText does.
 */
export function dumpLog(process: DumpedProcess): Dumped {
  const dumped = dumpText(process);
  if (!dumped.ok) return dumped;
  const { side, log = {} } = process;
  const message = `=== BEGIN goroutine stack dump ===\n${dumped.text}\n=== END goroutine stack dump ===`;
  const fields = side === 'server' ? { ...SHIM, ...log } : log;
  const text =
    record(log, origin(process, dumped.substituted, dumped.gaps), {}) +
    record(log, message, fields);
  return { ...dumped, text };
}

/** One line of logrus's text form: containerd@v1.4.12 vendor/github.com/sirupsen/logrus/text_formatter.go. */
function record({ time = TIME }: LogFields, message: string, fields: LogFields): string {
  const { namespace, path, pid } = fields;
  const rest = Object.entries({ namespace, path, pid }).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}=${plain(String(value))}`],
  );
  return `time=${quote(time)} level=info msg=${quote(message)}${rest.join('')}\n`;
}

const LACKS: Readonly<Record<Gap['lacks'], string>> = {
  between: 'no capture shows them, the frames between task client and gRPC server are left out',
  all: 'no capture shows them, the model stands in their place',
};

/** What made the dump, in words that a person greps for. */
function origin(
  { side, version, connections, minutes = 0 }: DumpedProcess,
  substituted: readonly Substituted[],
  gaps: readonly Gap[],
): string {
  const ends = connections.map(({ machine: { params }, first = 1 }, index) => {
    const { calls, callers, longCalls, deadlines, failures, sockets, buffers } = params;
    const room = Object.entries(sockets).map(([name, { limit, charges }]) =>
      charges ? `${name}=${limit}B` : `${name}=${limit}`,
    );
    const said = [
      `calls=${calls}`,
      `callers=${callers}`,
      `longCalls=${longCalls}`,
      ...room,
      ...Object.entries(buffers).map(([name, slots]) => `${name}=${slots}`),
      ...(deadlines ? ['deadlines'] : []),
      ...(failures ? ['failures'] : []),
      `first=${first}`,
    ];
    return `connection ${index + 1}: ${said.join(' ')}`;
  });
  const borrowed = substituted.map(({ position, from }) => `${position} with the lines of ${from}`);
  return [
    `made by the model of Stuck in Send, not captured: the ${side} of ttrpc ${version}`,
    ...ends,
    `minutes=${minutes}`,
    ...borrowed,
    ...gaps.map(({ rpc, lacks }) => `callers of ${rpc}: ${LACKS[lacks]}`),
  ].join('; ');
}

/** A field's value: quoted only where logrus quotes it. */
function plain(value: string): string {
  return /^[A-Za-z0-9\-._/@^+]*$/.test(value) ? value : quote(value);
}

const SHORT: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** A string as Go's %q prints it (go1.19 src/strconv/quote.go): only what is printable stands as it is. */
export function quote(text: string): string {
  const inside = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (SHORT[char]) return SHORT[char];
    if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
    if (code >= 0xd800 && code < 0xe000) return '\\ufffd';
    return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `"${inside}"`;
}
