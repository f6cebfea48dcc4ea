import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Bench } from '../../../src/widgets/workbench/bench.ts';

const EVIDENCE = 'content/evidence/';
const blob = (file: string) => new Blob([readFileSync(EVIDENCE + file)]);
const quiet = () => {};

/** A bench with these captured files on it, each under a name that says nothing of its content. */
async function benchOf(...files: string[]) {
  const bench = new Bench();
  const sheets = [];
  for (const [at, file] of files.entries())
    sheets.push(await bench.add(`file-${at}.bin`, blob(file), quiet));
  return { bench, sheets };
}

const rulesOf = (bench: Bench) => bench.findings().map(({ finding }) => finding.rule);

describe('a file on the bench', () => {
  it.each([
    [
      'containerd-1.4.11/pod-deadlock/shim.usr1.log',
      { is: 'goroutines', dumps: [{ form: 'log', size: 47, headers: 47 }] },
    ],
    ['families/ttrpc-101-server.txt.gz', { is: 'goroutines' }],
    ['post/shim-ttrpc-lines.txt', { is: 'goroutines', rows: 10, dumps: [] }],
    ['containerd-1.4.11/pod-deadlock/containerd.heap.pb.gz', { is: 'profile' }],
  ])('is told apart by content, not by name: %s', async (file, expected) => {
    const { sheets } = await benchOf(file);
    expect(sheets[0]).toMatchObject(expected);
  });

  it('that holds nothing is named as what it is', async () => {
    const bench = new Bench();
    const html = await bench.add('heap.pb.gz', new Blob(['<!doctype html><p>404']), quiet);
    expect(html).toMatchObject({ is: 'other', kind: 'html' });
    const empty = await bench.add('dump', new Blob([]), quiet);
    expect(empty).toMatchObject({ is: 'other', kind: 'empty' });
  });

  it('that breaks off in the middle of its gzip is read as far as it goes', async () => {
    const whole = gunzipSync(readFileSync(`${EVIDENCE}families/ttrpc-101-client.txt.gz`));
    const cut = gzipSync(whole).subarray(0, 4000);
    const sheet = await new Bench().add('cut.gz', new Blob([cut]), quiet);
    expect(sheet.is).toBe('goroutines');
  });

  it('tells how far it is read', async () => {
    const told: number[] = [];
    await new Bench().add('x', blob('containerd-1.4.11/pod-deadlock/shim.usr1.log'), (done) =>
      told.push(done),
    );
    expect(told.at(-1)).toBe(1);
  });
});

describe('the findings', () => {
  it('of a stuck shim are of its half', async () => {
    const { bench } = await benchOf('containerd-1.4.11/pod-deadlock/shim.usr1.log');
    expect(rulesOf(bench)[0]).toBe('ttrpc-server-stuck');
  });

  it('of both ends are one circle, told once, with lines of both files', async () => {
    const { bench } = await benchOf(
      'containerd-1.4.11/pod-deadlock/shim.usr1.log',
      'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz',
    );
    const found = bench.findings();
    expect(found[0]?.finding.rule).toBe('ttrpc-both');
    expect(found.filter(({ finding }) => finding.rule === 'ttrpc-both')).toHaveLength(1);
    const ends = new Set(found[0]?.finding.proof.map(({ dump }) => found[0]?.dumps[dump]?.sheet));
    expect(ends.size).toBe(2);
  });

  it('of the look-alike are not of ttrpc', async () => {
    const { bench } = await benchOf('containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz');
    expect(rulesOf(bench)).toContain('shim-mutex-pileup');
    expect(rulesOf(bench).filter((rule) => rule.startsWith('ttrpc-'))).toEqual([]);
  });

  it('of a healthy shim hold no hang', async () => {
    const { bench } = await benchOf('containerd-1.4.11/idle/shim.usr1.log');
    expect(bench.findings().map(({ finding }) => finding.severity)).not.toContain('hang');
  });

  it('of a table of counts are a half, and no more than possible', async () => {
    const { bench } = await benchOf('post/shim-ttrpc-lines.txt');
    expect(bench.findings()[0]?.finding).toMatchObject({
      rule: 'ttrpc-server-stuck',
      confidence: 'possible',
    });
  });

  it('go with the file that is removed', async () => {
    const { bench, sheets } = await benchOf('containerd-1.4.11/pod-deadlock/shim.usr1.log');
    bench.remove(sheets[0]?.id ?? 0);
    expect(bench.findings()).toEqual([]);
  });
});
