import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/evidence/pprof/kinds.ts';
import { read, readPlain } from '../../../src/evidence/pprof/read.ts';
import { bytesOf, plainBytesOf } from './files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function words(values: readonly number[], size: 4 | 8, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (const [at, value] of values.entries())
    view.setUint32(at * size + (little ? 0 : size - 4), value, little);
  return new Uint8Array(view.buffer);
}

describe('what is not a profile is named as what it is', () => {
  const cases: [string, Uint8Array][] = [
    ['empty', bytes('')],
    ['empty', bytes(' \n\t\n')],
    ['execution-trace', bytesOf('test/corpus/pprof/trace.out')],
    [
      'goroutine-dump',
      bytesOf('content/evidence/containerd-1.4.11/pod-deadlock/shim.unescaped.txt'),
    ],
    ['goroutine-dump', bytes('\ngoroutine 1 gp=0xc000002380 m=nil [select]:\nmain.main()\n')],
    ['goroutine-dump', bytes('panic: oops\n\ngoroutine 1 [running]:\nmain.main()\n')],
    ['gperftools-cpu', words([0, 3, 0, 10000, 0, 1, 2], 8, true)],
    ['gperftools-cpu', words([0, 3, 1, 10000, 0, 1, 2], 4, false)],
    ['threadz', bytes('--- threadz 1 ---\n\n--- Thread 7f3 (name: main/1) stack: ---\n')],
    ['perf', bytes('PERFILE2\x68\0\0\0')],
    ['jfr', bytes('FLR\0\0\x02\0\x01')],
    ['hprof', bytes('JAVA PROFILE 1.0.2\0')],
    ['collapsed-stacks', bytes('main;run;read 12\nmain;run;write 3\n')],
    [
      'speedscope',
      bytes('{"$schema":"https://www.speedscope.app/file-format-schema.json","profiles":[]}'),
    ],
    ['chrome-profile', bytes('{"nodes":[{"id":1}],"samples":[]}')],
    ['chrome-profile', bytes('{"traceEvents":[]}')],
    ['json', bytes('  [1, 2]')],
    ['html', bytes('<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['html', bytes('\n<html>')],
    ['server-error', bytes('404 page not found\n')],
    ['server-error', bytes('Could not enable CPU profiling: cpu profiling already in use\n')],
    ['program', bytes('\x7fELF\x02\x01\x01')],
    ['archive', bytes('PK\x03\x04....')],
    ['archive', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0)],
    ['not-a-profile', bytes('time="2021-11-09" level=info msg=hello\n')],
    ['not-a-profile', Uint8Array.of(1, 2, 3, 4, 5)],
  ];
  test.each(cases)('%s', (kind, content) => {
    const reading = readPlain(content);
    expect(reading).toMatchObject({ ok: false, kind });
    if (!reading.ok)
      expect([reading.problem, reading.hint]).toEqual(Object.values(KINDS[reading.kind]));
  });

  test.each(cases.filter(([, content]) => content.length > 8))(
    '%s, packed',
    async (kind, content) => {
      expect(await read(new Uint8Array(gzipSync(content)))).toMatchObject({ ok: false, kind });
    },
  );

  test('where it shows: the byte of the first goroutine', () => {
    expect(readPlain(bytes('\n\ngoroutine 7 [select]:\nmain.f()\n'))).toMatchObject({ at: 2 });
  });
});

describe('and what is one is never taken for something else', () => {
  test.each([
    ['cpu.pb.gz', 'proto'],
    ['mutex.pb.gz', 'proto'],
    ['threadcreate.pb.gz', 'proto'],
    ['heap.debug1.txt', 'heap text'],
    ['goroutine.debug1.txt', 'count text'],
    ['threadcreate.debug1.txt', 'count text'],
    ['block.debug1.txt', 'contention text'],
    ['mutex.debug1.txt', 'contention text'],
  ])('%s', (name, form) => {
    expect(readPlain(plainBytesOf(`test/corpus/pprof/${name}`))).toMatchObject({
      ok: true,
      value: { form },
      leftovers: [],
    });
  });

  test('a profile of a program of its own, in its own words', () => {
    expect(readPlain(bytes('my.sessions profile: total 3\n3 @ 0x10\n'))).toMatchObject({
      ok: true,
      value: { sampleTypes: [{ type: 'my.sessions', unit: 'count' }] },
    });
  });
});
