import { describe, expect, test } from 'vitest';
import { only, readText } from './evidence.ts';

const goroutine = (id: number, state = 'select') =>
  `goroutine ${id} [${state}]:\nmain.f(0x${id})\n\t/a.go:${id} +0x1\n\n`;
const ids = (text: string) => readText(text).dumps.map((dump) => [...dump].map(({ id }) => id));

describe('what the runtime prints around goroutines', () => {
  test.each([
    ['panic: boom: file does not exist', 'panic'],
    ['fatal error: concurrent map writes', 'fatal'],
    ['fatal error: all goroutines are asleep - deadlock!', 'fatal'],
    ['SIGQUIT: quit', 'signal'],
    ['PC=0x5019c0 m=0 sigcode=0', 'signal'],
    ['[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x502820]', 'signal'],
    ['signal arrived during cgo execution', 'signal'],
    ['runtime: goroutine stack exceeds 1000000000-byte limit', 'runtime'],
  ])('before them: %s', (line, kind) => {
    const reading = readText(`${line}\n\n${goroutine(7)}`);
    expect(reading.leftovers).toEqual([]);
    expect(only(reading)).toMatchObject({
      from: 1,
      size: 1,
      context: [{ line: 1, text: line, kind }],
    });
  });

  test('a panic of several lines, recovered and raised again', () => {
    const reading = readText(
      `panic: first\nsecond line [recovered]\n\tpanic: again\n[signal SIGSEGV: x]\n\n${goroutine(7, 'running')}exit status 2\n`,
    );
    expect(reading.leftovers).toEqual([]);
    expect(only(reading).context?.map(({ kind }) => kind)).toEqual([
      'panic',
      'panic',
      'panic',
      'signal',
      'exit',
    ]);
  });

  test('the registers after a signal', () => {
    const reading = readText(
      `${goroutine(7)}rax    0x0\nr15    0xffffffffffffffff\nrflags 0x246\ncs     0x33\n`,
    );
    expect(reading.leftovers).toEqual([]);
    expect(only(reading).context?.map(({ kind }) => kind)).toEqual(Array(4).fill('registers'));
  });

  test('the stack of the runtime itself is no goroutine', () => {
    const reading = readText(
      `fatal error: stack overflow\n\nruntime stack:\nruntime.throw({0x1, 0x2})\n\t/p.go:1 +0x1\nruntime.newstack()\n\t/s.go:2 +0x1\n\n${goroutine(7)}`,
    );
    expect(reading.leftovers).toEqual([]);
    expect(only(reading)).toMatchObject({ size: 1 });
  });

  test('frames before the first header are left over, and the missing head is said', () => {
    const { dumps, leftovers, notices } = readText(`main.g()\n\t/a.go:1 +0x1\n\n${goroutine(7)}`);
    expect(dumps[0]?.size).toBe(1);
    expect(leftovers.map(({ line }) => line)).toEqual([1, 2]);
    expect(notices).toEqual([{ code: 'no-head', line: 2, count: 1 }]);
  });

  test('a header without a stack is a goroutine all the same', () => {
    const { dumps, notices } = readText('goroutine 1 [running]:\n\ngoroutine 2 [running]:\n');
    expect(dumps[0]).toMatchObject({ headers: 2, size: 2 });
    expect(notices).toEqual([{ code: 'no-stack', line: 1, count: 2 }]);
  });

  test('other text is left over with its line', () => {
    const { leftovers } = readText(`hello\n${goroutine(7)}what is <b>this</b>?\n`);
    expect(leftovers).toEqual([
      { line: 1, text: 'hello' },
      { line: 6, text: 'what is <b>this</b>?' },
    ]);
  });
});

describe('where a dump ends and the next begins', () => {
  const dump = goroutine(34, 'running') + goroutine(1) + goroutine(2);

  test('the goroutine that takes it stands first, so seeing it again begins the next', () => {
    expect(ids(dump + dump)).toEqual([
      [34, 1, 2],
      [34, 1, 2],
    ]);
  });

  test('also when another goroutine takes the next one', () => {
    expect(ids(dump + dump.replace('goroutine 34', 'goroutine 90'))).toEqual([
      [34, 1, 2],
      [90, 1, 2],
    ]);
  });

  test('also when nothing but goroutine 1 is there twice', () => {
    expect(ids(goroutine(1) + goroutine(2) + goroutine(1) + goroutine(3))).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  test('other text and then a running goroutine begin the next', () => {
    const after = dump
      .replace('goroutine 34', 'goroutine 90')
      .replace('goroutine 1 ', 'goroutine 5 ');
    expect(ids(`${dump}==> second <==\n${after}`)).toEqual([
      [34, 1, 2],
      [90, 5, 2],
    ]);
  });

  test('other text alone does not', () => {
    expect(ids(`${goroutine(1)}noise\n${goroutine(2)}`)).toEqual([[1, 2]]);
  });

  test('a crash after a dump begins the next', () => {
    expect(ids(`${dump}panic: x\n\n${goroutine(9, 'running')}`)).toEqual([[34, 1, 2], [9]]);
  });

  test('GOTRACEBACK=crash prints goroutines again for every thread: one dump', () => {
    const text = `SIGQUIT: quit\n\n${goroutine(5, 'running')}${goroutine(1)}\n-----\n\nSIGQUIT: quit\n\n${goroutine(5, 'running')}${goroutine(1)}`;
    expect(ids(text)).toEqual([[5, 1, 5, 1]]);
  });

  test('its lines are those of the input', () => {
    const { dumps } = readText(`hello\n${dump}`);
    expect(dumps[0]).toMatchObject({ from: 2, to: 13 });
    expect([...(dumps[0] ?? [])].map(({ line }) => line)).toEqual([2, 6, 10]);
  });
});

describe('a table of sort | uniq -c', () => {
  test('its rows, with and without offset, tab or trailing text', () => {
    const { tables, leftovers, notices } = readText(
      '      1 \tvendor/ttrpc/server.go:362 +0x149\n    164 vendor/ttrpc/server.go:444\n  2 \\tC:/Program Files/x.go:7 +0x1  \nhello\n',
    );
    expect(tables[0]?.rows).toEqual([
      { count: 1, file: 'vendor/ttrpc/server.go', line: 362, offset: '+0x149', at: 1 },
      { count: 164, file: 'vendor/ttrpc/server.go', line: 444, offset: '', at: 2 },
      { count: 2, file: 'C:/Program Files/x.go', line: 7, offset: '+0x1', at: 3 },
    ]);
    expect(leftovers).toEqual([{ line: 4, text: 'hello' }]);
    expect(notices).toEqual([]);
  });

  test.each(['  12 12:30', '7 a:b', 'x.go:12', '  3 /a/b/c:9'])('%s is no row', (line) => {
    expect(readText(line).tables).toEqual([]);
  });
});
