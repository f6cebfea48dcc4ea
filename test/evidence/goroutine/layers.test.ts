import { describe, expect, test } from 'vitest';
import { createReader, read } from '../../../src/evidence/goroutine/read.ts';
import type { Dump, Reading } from '../../../src/evidence/goroutine/types.ts';
import { bytes, only, readText } from './evidence.ts';

const PLAIN = `goroutine 34 [running]:
main.dumpStacks(0xc0000bc0e0)
	/src/shim.go:326 +0x74
created by main.(*Client).Serve
	/src/shim.go:293 +0x405

goroutine 1 [select, 7 minutes]:
main.handleSignals("é<&>")
	/src/shim_unix.go:77 +0x139
main.main()
	/src/main.go:5 +0x1

`.replace('"é<&>"', '0x1');

const MESSAGE = `=== BEGIN goroutine stack dump ===\n${PLAIN}\n=== END goroutine stack dump ===`;
const TEXT = `time="2026-11-23T08:00:00Z" level=info msg=${JSON.stringify(MESSAGE)} namespace=default pid=77`;
const JSON_RECORD = JSON.stringify({
  level: 'info',
  msg: MESSAGE,
  namespace: 'default',
  pid: 77,
  time: '2026-11-23T08:00:00Z',
});
const NOISE =
  'time="2026-11-23T08:00:01Z" level=info msg="loading plugin \\"io.containerd.content\\"..." type=x';

const goroutines = (dump: Dump) => [...dump].map(({ line: _, ...rest }) => rest);
const expected = goroutines(only(readText(PLAIN)));

function expectWhole(reading: Reading): Dump {
  expect(reading.leftovers).toEqual([]);
  expect(reading.notices).toEqual([]);
  const dump = only(reading);
  expect(dump.form).toBe('log');
  expect(goroutines(dump)).toEqual(expected);
  return dump;
}

/** Cuts a line as journald does, each part with its own prefix. */
function journal(line: string, width: number, ident = 'containerd[812]'): string[] {
  const parts = line.match(new RegExp(`[\\s\\S]{1,${width}}`, 'g')) ?? [];
  return parts.map((part) => `Nov 23 08:00:00 node1 ${ident}: ${part}`);
}

describe('a dump in one log record', () => {
  test('logrus text: time from its head, source from its fields', () => {
    const dump = expectWhole(readText(`${NOISE}\n${TEXT}\n${NOISE}\n`));
    expect(dump).toMatchObject({
      source: 'namespace=default pid=77',
      time: '2026-11-23T08:00:00Z',
      from: 2,
      to: 2,
    });
    expect(readText(`${NOISE}\n${TEXT}\n${NOISE}\n`).logLines).toBe(2);
  });

  test('logrus JSON: the same, with HTML escaped', () => {
    const escaped = JSON_RECORD.replaceAll('&', '\\u0026')
      .replaceAll('>', '\\u003e')
      .replaceAll('*', '\\u002a');
    const dump = expectWhole(readText(`${escaped}\n`));
    expect(dump).toMatchObject({
      source: 'namespace=default pid=77',
      time: '2026-11-23T08:00:00Z',
    });
  });

  test('a record of another shape: the string that holds a header', () => {
    expectWhole(readText(`ts=1 caller=x.go:1 err="oh \\"no\\"" stack=${JSON.stringify(PLAIN)}\n`));
    expectWhole(readText(`${JSON.stringify({ error: 'oh "no"', stack: PLAIN })}\n`));
  });

  test('journalctl -o json: a record within a record', () => {
    const dump = expectWhole(readText(`${JSON.stringify({ _PID: '812', MESSAGE: TEXT })}\n`));
    expect(dump.source).toBe('namespace=default pid=77');
  });

  test('escapes of Go that JSON has not', () => {
    const { dumps } = readText(
      String.raw`msg="goroutine 7 [select]:\nmain.f\x41\u00e9\U0001F600\a()\n\t/a.go:1 +0x1\n"`,
    );
    expect(dumps[0]?.goroutine(0).stack.frames[0]?.func).toBe('main.fAé😀\u0007');
  });

  test('surrogate pairs of JSON', () => {
    const { dumps } = readText(
      String.raw`{"m":"goroutine 7 [select]:\nmain.f\ud83d\ude00()\n\t\/a.go:1 +0x1\n"}`,
    );
    expect(dumps[0]?.goroutine(0).stack.frames[0]).toMatchObject({
      func: 'main.f😀',
      file: '/a.go',
    });
  });

  test('a record that is cut before its end gives what it has, and says so', () => {
    const cut = TEXT.slice(0, TEXT.indexOf('goroutine 1 ['));
    const { dumps, notices } = readText(`${cut}\n${NOISE}\n`);
    expect(dumps[0]).toMatchObject({ size: 1, headers: 1, time: '2026-11-23T08:00:00Z' });
    expect(notices).toEqual([{ code: 'cut-record', line: 2, count: 1 }]);
  });

  test('several dumps in one log stay apart', () => {
    const { dumps, leftovers } = readText(
      [TEXT, NOISE, TEXT.replace('pid=77', 'pid=78'), JSON_RECORD].join('\n'),
    );
    expect(leftovers).toEqual([]);
    expect(dumps.map(({ size, source, from }) => [size, source, from])).toEqual([
      [2, 'namespace=default pid=77', 1],
      [2, 'namespace=default pid=78', 3],
      [2, 'namespace=default pid=77', 4],
    ]);
  });
});

describe("unescaped, with containerd's markers", () => {
  const unescaped = TEXT.replaceAll('\\n', '\n').replaceAll('\\t', '\t');

  test('is one dump of the log, with time and source', () => {
    const dump = expectWhole(readText(`${NOISE}\n${unescaped}\n${NOISE}\n`));
    expect(dump).toMatchObject({
      source: 'namespace=default pid=77',
      time: '2026-11-23T08:00:00Z',
      from: 2,
    });
  });

  test('two after each other stay apart', () => {
    const { dumps } = readText(`${unescaped}\n${MESSAGE}\n`);
    expect(dumps.map(({ size, source }) => [size, source])).toEqual([
      [2, 'namespace=default pid=77'],
      [2, ''],
    ]);
  });

  test('only the newlines unescaped, as sed does', () => {
    expectWhole(readText(TEXT.replaceAll('\\n', '\n')));
  });
});

describe('journald', () => {
  test('a record on one line', () => {
    expectWhole(readText(journal(TEXT, 48 * 1024).join('\n')));
  });

  test.each([60, 101, 256, 1000])(
    'a record cut every %i bytes is joined before it is unescaped',
    (width) => {
      const dump = expectWhole(readText(`${journal(TEXT, width).join('\n')}\n`));
      expect(dump.source).toBe('namespace=default pid=77');
    },
  );

  test('lines of other processes between the parts change nothing', () => {
    const parts = journal(TEXT, 100).flatMap((part) => [
      part,
      `Nov 23 08:00:00 node1 kubelet[9]: I1123 08:00:00 pleg.go:1] tick`,
    ]);
    const { dumps, leftovers } = readText(parts.join('\n'));
    expect(goroutines(only({ dumps } as Reading))).toEqual(expected);
    expect(leftovers.every(({ text }) => text.includes('pleg.go'))).toBe(true);
  });

  test('two processes dump at once, their parts interleaved', () => {
    const one = journal(TEXT, 90, 'containerd[812]');
    const other = journal(TEXT.replace('pid=77', 'pid=99'), 90, 'containerd-shim[99]');
    const mixed = one.flatMap((part, index) => [part, other[index] ?? '']);
    const { dumps } = readText(mixed.join('\n'));
    expect(dumps.map(goroutines)).toEqual([expected, expected]);
    expect(dumps.map(({ source }) => source).sort()).toEqual([
      'namespace=default pid=77',
      'namespace=default pid=99',
    ]);
  });

  test('argument words stay with their own process', () => {
    const stack = (pointer: string) =>
      [1, 2]
        .map(
          (id) =>
            `goroutine ${id} [select]:\nttrpc.(*Client).run(${pointer}${id})\n\t/a.go:1 +0x1\n\n`,
        )
        .join('');
    const one = stack('0xaaa')
      .split('\n')
      .map((line) => `Nov 23 08:00:00 node1 a[1]: ${line}`);
    const other = stack('0xbbb')
      .split('\n')
      .map((line) => `Nov 23 08:00:00 node1 b[2]: ${line}`);
    const { dumps } = readText(one.flatMap((line, index) => [line, other[index] ?? '']).join('\n'));
    expect(dumps.map((dump) => [...dump].flatMap(({ args }) => args))).toEqual([
      ['0xaaa1', '0xaaa2'],
      ['0xbbb1', '0xbbb2'],
    ]);
  });

  test('without prefix (-o cat) the parts are joined too', () => {
    const parts = TEXT.match(/[\s\S]{1,120}/g) ?? [];
    expectWhole(readText(`${NOISE}\n${parts.join('\n')}\n${NOISE}\n`));
  });

  test('a part that is lost costs its goroutines, not the rest', () => {
    const parts = journal(TEXT + NOISE, 100);
    parts.splice(2, 1);
    const { dumps } = readText(parts.join('\n'));
    expect(dumps[0]?.headers).toBeGreaterThan(0);
  });

  test.each([
    'Nov  3 08:00:00 node1 app[7]: ',
    'Nov 23 08:00:00.123456 node1 app[7]: ',
    '2026-11-23T08:00:00+0000 node1 app[7]: ',
    '2026-11-23T08:00:00.123456+00:00 node1 app: ',
    'Mon 2026-11-23 08:00:00 UTC node1 app[7]: ',
    '[ 1234.567890] node1 app[7]: ',
    '2026-11-23T08:00:00.000000000Z stderr F ',
    '2026-11-23T08:00:00.000000000Z ',
    '[pod/web-5d8f/app] ',
    'web_1  | ',
  ])('%s before every line of a plain dump', (prefix) => {
    expectWhole(readText(PLAIN.replaceAll(/^/gm, prefix)));
  });

  test('one message over several lines, the further ones indented', () => {
    const lines = PLAIN.trimEnd().split('\n');
    const text = lines.map(
      (line, index) => (index === 0 ? 'Nov 23 08:00:00 node1 app[7]: ' : ' '.repeat(30)) + line,
    );
    expectWhole(readText(text.join('\n')));
  });
});

describe('log files of container runtimes', () => {
  const docker = (log: string) =>
    JSON.stringify({ log, stream: 'stderr', time: '2026-11-23T08:00:00Z' });

  test('Docker: a line a record', () => {
    const dump = expectWhole(
      readText(
        PLAIN.split(/(?<=\n)/)
          .map(docker)
          .join('\n'),
      ),
    );
    expect(dump.goroutine(1).line).toBe(7);
  });

  test('Docker: a record of containerd within, in parts of 100 bytes', () => {
    const parts = (`${TEXT}\n`.match(/[\s\S]{1,100}/g) ?? []).map(docker);
    expect(expectWhole(readText(parts.join('\n'))).source).toBe('namespace=default pid=77');
  });

  test('CRI: parts are joined', () => {
    const lines = PLAIN.split('\n').flatMap((line) => {
      const parts = line.match(/.{1,20}/g) ?? [''];
      return parts.map(
        (part, index) =>
          `2026-11-23T08:00:00.1Z stderr ${index === parts.length - 1 ? 'F' : 'P'} ${part}`,
      );
    });
    expectWhole(readText(lines.join('\n')));
  });
});

describe('pieces', () => {
  const inputs = {
    text: bytes('containerd-1.4.11/pod-deadlock/shim.unescaped.txt'),
    record: bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log'),
    journal: Buffer.from(
      journal(
        Buffer.from(bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')).toString(),
        4096,
      ).join('\n'),
    ),
  };

  test.each(Object.entries(inputs))('%s: any size of chunk gives the same reading', (_, input) => {
    const whole = read(input);
    for (const size of [1, 2, 3, 7, 64, 1000, 4097, 65_536, 100_000]) {
      const reader = createReader();
      for (let at = 0; at < input.length; at += size) reader.push(input.subarray(at, at + size));
      const { dumps, leftovers, notices } = reader.end();
      expect(leftovers).toEqual(whole.leftovers);
      expect(notices).toEqual(whole.notices);
      expect(dumps.map((dump) => [...dump])).toEqual(whole.dumps.map((dump) => [...dump]));
    }
  });
});

describe('an input that is no text', () => {
  test.each([
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3)],
    ['binary', Uint8Array.of(0x0a, 4, 8, 1, 16, 2, 0x0a, 4, 8, 3, 16, 4)],
  ])('%s is named, not read', (code, input) => {
    expect(read(input)).toMatchObject({
      dumps: [],
      leftovers: [],
      notices: [{ code, line: 1, count: 1 }],
    });
  });

  test('nothing at all is nothing', () => {
    expect(read(new Uint8Array(0))).toMatchObject({
      forms: [],
      dumps: [],
      tables: [],
      leftovers: [],
      lines: 0,
    });
  });
});
