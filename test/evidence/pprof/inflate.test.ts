import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { read } from '../../../src/evidence/pprof/read.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { bytesOf, plainBytesOf } from './files.ts';
import { SMALL } from './small.ts';
import { write } from './write.ts';

const plain = write(SMALL);
const packed = new Uint8Array(gzipSync(plain));
const heap = bytesOf('content/evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz');

describe('gzip is told by its bytes and unpacked', () => {
  test('packed, not packed, and packed twice read alike', async () => {
    const readings = await Promise.all(
      [plain, packed, new Uint8Array(gzipSync(packed))].map((bytes) => read(bytes)),
    );
    for (const reading of readings) {
      expect(reading).toMatchObject({ ok: true, leftovers: [] });
      if (reading.ok)
        expect(top(reading.value, 0).rows()).toEqual(
          top((readings[0] as typeof reading).value, 0).rows(),
        );
    }
  });

  test('a text of debug=1 may be packed as well', async () => {
    const text = gzipSync(bytesOf('test/corpus/pprof/heap.debug1.txt'));
    expect(await read(new Uint8Array(text))).toMatchObject({
      ok: true,
      value: { form: 'heap text' },
      leftovers: [],
    });
  });

  test('bytes in the middle of a larger buffer', async () => {
    const around = new Uint8Array(packed.length + 20).fill(0xee);
    around.set(packed, 7);
    expect(await read(around.subarray(7, 7 + packed.length))).toMatchObject({
      ok: true,
      leftovers: [],
    });
  });
});

describe('a damaged or hostile file is told, not fallen over', () => {
  test('of a file that is cut, what came out is read, and the cut is told', async () => {
    const whole = plainBytesOf(
      'content/evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz',
    ).length;
    const reading = await read(heap.slice(0, heap.length - 9));
    expect(reading).toMatchObject({ ok: true, value: { samples: { size: 142 } } });
    const note = reading.ok ? reading.leftovers.at(-1) : undefined;
    expect(note?.text).toMatch(/cut or damaged/);
    expect(note?.at).toBeGreaterThan(whole - 100);
  });

  test('cut anywhere', async () => {
    for (let size = 0; size < packed.length; size++) {
      const reading = await read(packed.slice(0, size));
      if (reading.ok) expect(reading.leftovers.length).toBeGreaterThan(0);
      else expect(reading.problem).not.toBe('');
    }
  });

  test('nothing comes out of a damaged head', async () => {
    const damaged = heap.slice();
    damaged.fill(0xff, 2, 40);
    expect(await read(damaged)).toMatchObject({ ok: false, kind: 'damaged-gzip' });
  });

  test('a bomb stops at the limit', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    const reading = await read(bomb, { limit: 1024 * 1024 });
    expect(reading).toMatchObject({
      ok: false,
      kind: 'too-large',
      hint: expect.stringMatching(/unpack/i),
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(24 * 1024 * 1024);
  });

  test('a bomb in a bomb, and gzip without end', async () => {
    let bomb = new Uint8Array(gzipSync(new Uint8Array(8 * 1024 * 1024)));
    bomb = new Uint8Array(gzipSync(bomb));
    expect(await read(bomb, { limit: 1024 * 1024 })).toMatchObject({
      ok: false,
      kind: 'too-large',
    });
    let nested: Uint8Array<ArrayBuffer> = packed;
    for (let depth = 0; depth < 6; depth++) nested = new Uint8Array(gzipSync(nested));
    expect(await read(nested)).toMatchObject({ ok: false });
  });

  test('a size that the file claims is not believed', async () => {
    const liar = packed.slice();
    liar.fill(0xff, liar.length - 4);
    expect((await read(liar)).ok).toBe(true);
  });
});
