/**
 * How fast goroutine dumps are read: `node test/bench/goroutines.ts [--million] [FILE…]`.
 * For each dump: our reader, the floor (the same bytes searched for newlines and nothing else) and
 * a plain reader (decode, split, regular expressions), all in this process.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { group } from '../../src/evidence/goroutine/group.ts';
import { createReader } from '../../src/evidence/goroutine/read.ts';
import type { Reading } from '../../src/evidence/goroutine/types.ts';
import { dump } from './goroutine-dumps.ts';

const CHUNK = 1 << 20;

function readInChunks(bytes: Uint8Array): Reading {
  const reader = createReader();
  for (let at = 0; at < bytes.length; at += CHUNK) reader.push(bytes.subarray(at, at + CHUNK));
  return reader.end();
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

/** What one writes first: an object for every goroutine and every frame. */
function readPlainly(bytes: Buffer): number {
  const goroutines: { id: number; state: string; frames: object[] }[] = [];
  let func = '';
  for (const line of bytes.toString('utf8').split('\n')) {
    const header = /^goroutine (\d+) \[([^\],]+)(?:, (\d+) minutes)?.*\]:$/.exec(line);
    if (header) goroutines.push({ id: Number(header[1]), state: header[2] ?? '', frames: [] });
    const place = /^\t(.+):(\d+)(?: \+0x[0-9a-f]+)?$/.exec(line);
    if (place) goroutines.at(-1)?.frames.push({ func, file: place[1], line: Number(place[2]) });
    else func = line.replace(/\(.*\)$/, '');
  }
  return goroutines.length;
}

/** Milliseconds of the best of `runs`, and of the first. */
function time(runs: number, work: () => unknown): { first: number; best: number } {
  let first = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    const took = performance.now() - start;
    if (run === 0) first = took;
    best = Math.min(best, took);
  }
  return { first, best };
}

function measure(name: string, bytes: Buffer): void {
  const runs = bytes.length > 3e7 ? 3 : 10;
  const rate = (ms: number) => `${(bytes.length / 1e3 / ms).toFixed(0)} MB/s`;
  let reading = readInChunks(Buffer.alloc(0));
  const ours = time(runs, () => {
    reading = readInChunks(bytes);
  });
  const floor = { ...time(runs, () => countNewlines(bytes)), lines: countNewlines(bytes) };
  // One line of 11 MB would keep these expressions busy for minutes, and holds no line they know.
  const plain = bytes.indexOf(10) < 1e4 ? time(Math.min(runs, 3), () => readPlainly(bytes)) : null;
  const [first] = reading.dumps;
  const grouping = first ? time(runs, () => group(first)) : null;
  const goroutines = reading.dumps.reduce((sum, { size }) => sum + size, 0);
  console.log(
    [
      `${name}: ${(bytes.length / 1e6).toFixed(1)} MB, ${goroutines} goroutines, ${reading.leftovers.length} left over`,
      `  read      first ${ours.first.toFixed(1)} ms (${rate(ours.first)}), best ${ours.best.toFixed(1)} ms (${rate(ours.best)})`,
      floor.lines > goroutines &&
        `  floor     ${floor.best.toFixed(1)} ms (${rate(floor.best)}): reading takes ${(ours.best / floor.best).toFixed(1)} times as long`,
      plain &&
        `  plainly   ${plain.best.toFixed(1)} ms (${rate(plain.best)}): ${(plain.best / ours.best).toFixed(1)} times ours`,
      grouping && `  grouping  ${grouping.best.toFixed(1)} ms`,
    ]
      .filter(Boolean)
      .join('\n'),
  );
}

/** A dump too large to hold: made, read and dropped piece by piece; its memory is the question. */
function measureStream(goroutines: number): void {
  const encoder = new TextEncoder();
  const idle = process.memoryUsage();
  const reader = createReader();
  let bytes = 0;
  let took = 0;
  let rss = 0;
  for (const text of dump(goroutines)) {
    const chunk = encoder.encode(text);
    bytes += chunk.length;
    const start = performance.now();
    reader.push(chunk);
    took += performance.now() - start;
    rss = Math.max(rss, process.memoryUsage.rss());
  }
  const { dumps } = reader.end();
  const end = process.memoryUsage();
  const mib = (size: number) => (size / 2 ** 20).toFixed(0);
  console.log(
    `${goroutines} goroutines streamed: ${(bytes / 1e6).toFixed(0)} MB, ${dumps[0]?.size} read, ` +
      `${took.toFixed(0)} ms in the reader (${(bytes / 1e3 / took).toFixed(0)} MB/s), ` +
      `RSS ${mib(idle.rss)} MiB idle, ${mib(rss)} at most (the generator's garbage included), ` +
      `array buffers ${mib(end.arrayBuffers - idle.arrayBuffers)} MiB more`,
  );
}

const args = process.argv.slice(2);
const files = args.filter((arg) => !arg.startsWith('--'));
if (args.includes('--million')) measureStream(1_000_000);
else if (files.length > 0) {
  for (const file of files) {
    const content = readFileSync(file);
    measure(file, file.endsWith('.gz') ? gunzipSync(content) : content);
  }
} else {
  const captured = new URL(
    '../../content/evidence/containerd-1.4.11/pod-deadlock/',
    import.meta.url,
  );
  const log = gunzipSync(readFileSync(new URL('containerd.usr1.log.gz', captured)));
  const shim = readFileSync(new URL('shim.unescaped.txt', captured));
  for (const size of [1000, 10_000, 100_000])
    measure(`made, ${size}`, Buffer.from([...dump(size)].join('')));
  measure('captured, containerd.usr1.log (one escaped record)', log);
  measure('captured, shim.unescaped.txt 500 times', Buffer.concat(Array<Buffer>(500).fill(shim)));
}
