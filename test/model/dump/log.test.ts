import { describe, expect, it } from 'vitest';
import { dumpLog, quote } from '../../../src/model/dump/log.ts';
import { dumpText } from '../../../src/model/dump/text.ts';
import { bytes, only, readText } from '../../evidence/goroutine/evidence.ts';
import { machineFor, stuck, textOf } from './states.ts';

const machine = machineFor({ client: 'A', server: 'S1' });
const connections = [{ machine, state: stuck(machine), first: 0x4bb }];

function logOf(process: Parameters<typeof dumpLog>[0]): string {
  const dumped = dumpLog(process);
  if (!dumped.ok) throw new Error(dumped.at);
  return dumped.text;
}

describe('the dump as a record of containerd’s log', () => {
  it('is read whole: the same goroutines as in the plain text, with the time and the fields', () => {
    const log = { time: '2026-11-23T07:53:27.619388781Z', path: '/run/a b', pid: 10226 };
    const reading = readText(logOf({ side: 'server', version: '1.0.1', connections, log }));
    expect([reading.leftovers, reading.notices, reading.forms]).toEqual([[], [], ['log']]);
    expect(reading.logLines).toBe(1);
    const dump = only(reading);
    expect(dump.time).toBe(log.time);
    expect(dump.source).toBe('namespace=k8s.io path="/run/a b" pid=10226');
    const plain = only(readText(textOf({ side: 'server', version: '1.0.1', connections })));
    const bare = (one: typeof dump): object[] => [...one].map(({ line: _, ...rest }) => rest);
    expect(bare(dump)).toEqual(bare(plain));
  });

  it('says in a record before it that the model made it, and of what', () => {
    const [first = '', second = '', ...rest] = logOf({
      side: 'server',
      version: '1.0.1',
      connections,
      minutes: 4,
    }).split('\n');
    expect(first).toMatch(
      /^time="[^"]+" level=info msg="made by the model of Stuck in Send, not captured: /,
    );
    expect(first).toContain(
      'the server of ttrpc 1.0.1; connection 1: calls=8 callers=8 longCalls=1',
    );
    expect(first).toContain('toServer=1 toClient=1 first=1211; minutes=4');
    expect(second).toContain(
      'msg="=== BEGIN goroutine stack dump ===\\ngoroutine 13 [running]:\\n',
    );
    expect(second).toMatch(
      /\\n\\n=== END goroutine stack dump ===" namespace=k8s\.io path=\S+ pid=1000$/,
    );
    expect(rest).toEqual(['']);
  });

  it('has the form of the captured records, of the shim’s and of the daemon’s', () => {
    const form = (text: string): string =>
      text
        .split('\n')
        .filter((line) => line.includes('=== BEGIN'))
        .map((line) =>
          line
            .replace(/time="[^"]*"/, '')
            .replace(/msg="(===[^=]*===\\ngoroutine ).*(\\n\\n===[^"]*)"/, '$1$2'),
        )
        .map((line) => line.replace(/(namespace|path|pid)=\S+/g, '$1='))
        .join('\n');
    const captured = (file: string): string => form(new TextDecoder().decode(bytes(file)));
    const folder = 'containerd-1.4.11/pod-deadlock/';
    expect(form(logOf({ side: 'server', version: '1.0.1', connections }))).toBe(
      captured(`${folder}shim.usr1.log`),
    );
    expect(form(logOf({ side: 'client', version: '1.0.1', connections }))).toBe(
      captured(`${folder}containerd.usr1.log.gz`),
    );
  });

  it('says of which callers it does not know all frames', () => {
    const first = (version: '1.0.1' | '1.0.2', rpc: string) =>
      logOf({
        side: 'client',
        version,
        connections: connections.map((one) => ({ ...one, rpc: () => rpc })),
      }).split('\n')[0];
    expect(first('1.0.1', 'State')).toContain(
      'callers of State: no capture shows them, the frames between task client and gRPC server are left out',
    );
    expect(first('1.0.2', 'State')).toContain('callers of State: no capture shows them, the model');
    expect(first('1.0.1', 'Stats')).not.toContain('callers of');
  });

  it('names what was borrowed from another version', () => {
    const far = machineFor({ client: 'A', server: 'S2' });
    const text = logOf({
      side: 'server',
      version: '1.2.2',
      connections: [{ machine: far, state: far.initial() }],
      substitute: true,
    });
    expect(text).toContain('server.receiver.read with the lines of 1.2.5');
  });

  it('gives the problem of the dump where there is none', () => {
    const far = machineFor({ client: 'A', server: 'S2' });
    const process = {
      side: 'server',
      version: '1.2.2',
      connections: [{ machine: far, state: far.initial() }],
    } as const;
    expect(dumpLog(process)).toEqual(dumpText(process));
  });
});

describe('quote', () => {
  it('escapes as Go’s %q', () => {
    // What strconv.Quote of go1.19 gives for each, by its tests (src/strconv/quote_test.go) and its table.
    expect(quote('\u0007\b\f\r\n\t\v')).toBe('"\\a\\b\\f\\r\\n\\t\\v"');
    expect(quote('"\\')).toBe('"\\"\\\\"');
    expect(quote('☺ 中文 é')).toBe('"☺ 中文 é"');
    expect(quote('\u0000\u007f')).toBe('"\\x00\\x7f"');
    expect(quote('\u200b\u{10ffff}')).toBe('"\\u200b\\U0010ffff"');
    expect(quote('a\u00a0b')).toBe('"a\\u00a0b"');
  });
});
