import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDuration, microsecondsOf } from '../../src/cli/duration.ts';
import { stuck, stuckInside, stuckJson } from './stuck.ts';

interface Answer {
  readonly outcome: string;
  readonly finished: number;
  readonly left: number;
  readonly parked: Readonly<Record<string, number>>;
  readonly steps: number;
  readonly seed: number;
  readonly time: number;
  readonly connections: number;
  readonly load: Readonly<Record<string, number | null>>;
  readonly dump: { file: string; ends: { end: string; substituted: unknown[] }[] } | null;
}

interface Read {
  readonly dumps: readonly {
    total: number;
    groups: { count: number; frames: { file: string; line: number }[] }[];
    findings: { rule: string; severity: string; confidence: string }[];
  }[];
  readonly leftovers: readonly unknown[];
}

const CASE = '--client 1.0.1 --server 1.0.1 --calls 600 --seed 7'.split(' ');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stuck-simulate-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('stuck simulate', { timeout: 30_000 }, () => {
  it('runs 600 calls on ttrpc 1.0.1 into the hang, and counts who stands where', async () => {
    const { code, err, value } = await stuckJson<Answer>(['simulate', ...CASE]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(value).toMatchObject({ outcome: 'hung', seed: 7, left: 0, connections: 1, dump: null });
    expect(value.parked).toMatchObject({
      'client.go:259': 1,
      'client.go:209': 1,
      'server.go:459': 1,
      'server.go:404': 1,
    });
    const at = (line: string) => value.parked[line] ?? 0;
    expect(at('server.go:444')).toBeGreaterThan(0);
    // Callers that have not got their answer stand at one of two lines.
    expect(at('client.go:153') + at('client.go:161') + value.finished).toBe(600);
    expect(value.steps).toBeGreaterThan(600);
    expect(value.time).toBeGreaterThan(0);
  });

  it('is the same run for the same seed, and another for another', async () => {
    const of = async (seed: string) =>
      (await stuckInside(['simulate', '--seed', seed, '--json'])).out;
    expect(await of('3')).toBe(await of('3'));
    expect(await of('3')).not.toBe(await of('4'));
  });

  it('finishes with the repaired client, with 0', async () => {
    const { code, value } = await stuckJson<Answer>([
      'simulate',
      ...CASE.map((arg) => (arg === '1.0.1' ? '1.1.0' : arg)),
    ]);
    expect(code).toBe(0);
    expect(value).toMatchObject({ outcome: 'finished', finished: 600 });
    expect(Object.values(value.parked)).toEqual([1, 1, 1, 1, 1]);
  });

  it('takes sizes, times, callers and long calls', async () => {
    const args =
      '--rpc Stats --response 20 --sndbuf 65536 --delay 1.5ms --callers 50 --long-calls 2';
    const { value } = await stuckJson<Answer>(['simulate', ...args.split(' '), '--calls', '100']);
    expect(value).toMatchObject({ outcome: 'finished', finished: 98 });
    expect(value.parked['client.go:161']).toBe(2);
    expect(value.parked['server.go:438']).toBe(2);
    expect(value.load).toMatchObject({
      request: 148,
      response: 20,
      sndbuf: 65536,
      delay: 1500,
      callers: 50,
      longCalls: 2,
      deadline: null,
    });
  });

  it('counts callers that gave up', async () => {
    const { out } = await stuckInside(['simulate', '--deadline', '5ms', '--delay', '50ms']);
    expect(out).toMatch(/\d+ callers gave up after 5 ms/);
  });

  it('tells it for people in both languages', async () => {
    const { code, out } = await stuckInside(['simulate', ...CASE]);
    expect(code).toBe(1);
    expect(out).toMatch(/^Hung: nobody can go on\.\n\d+ of 600 calls answered; /);
    expect(out).toMatch(/\n +1 {2}server\.go:459 +server\.loop +The main loop is stuck writing/);
    const chinese = await stuckInside(['simulate', ...CASE, '--lang', 'zh-cn']);
    expect(chinese.out).toContain('卡死');
    expect(chinese.out).not.toMatch(/undefined|\{\w+\}|\[\w+\./);
  });
});

describe('the dump that it writes', { timeout: 30_000 }, () => {
  const read = (file: string, ...more: string[]) =>
    stuckJson<Read>(['goroutines', join(folder, file), ...more]);
  const rulesOf = ({ dumps }: Read) =>
    dumps.map(({ findings }) => findings.map(({ rule }) => rule).join());

  it('of both ends is read whole, and the whole circle is found in it', async () => {
    const path = join(folder, 'both.log');
    const written = await stuckJson<Answer>(['simulate', ...CASE, '--dump', path]);
    expect(written.code).toBe(1);
    expect(written.value.dump).toEqual({
      file: path,
      ends: [
        { end: 'shim', substituted: [] },
        { end: 'containerd', substituted: [] },
      ],
    });
    const { code, value } = await read('both.log');
    expect(code).toBe(1);
    expect(value.leftovers).toEqual([]);
    expect(value.dumps).toHaveLength(2);
    for (const rules of rulesOf(value)) expect(rules).toContain('ttrpc-both');
    // As many goroutines at a line as the run said.
    const [shim, containerd] = value.dumps;
    const at = (dump: typeof shim, file: string, line: number) =>
      dump?.groups
        .filter(({ frames }) =>
          frames.some((frame) => frame.file.endsWith(`ttrpc/${file}`) && frame.line === line),
        )
        .reduce((sum, { count }) => sum + count, 0);
    for (const [place, n] of Object.entries(written.value.parked)) {
      const [file = '', line] = place.split(':');
      const dump = file === 'client.go' ? containerd : shim;
      expect([place, at(dump, file, Number(line))]).toEqual([place, n]);
    }
  });

  it('of each end alone has its half, and together they are the circle', async () => {
    for (const side of ['shim', 'containerd']) {
      const path = join(folder, `${side}.log`);
      const { out } = await stuckInside(['simulate', ...CASE, '--dump', path, '--side', side]);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(`Wrote ${path}: goroutines of ${side}.`);
    }
    expect(rulesOf((await read('shim.log')).value)).toEqual(['ttrpc-server-stuck']);
    expect(rulesOf((await read('containerd.log')).value)[0]).toContain('ttrpc-client-stuck-a');
    const both = await read('shim.log', '--peer', join(folder, 'containerd.log'));
    expect(rulesOf(both.value)).toEqual(['ttrpc-both']);
  });

  it('of the post’s pod has its 164 and its 6', async () => {
    const path = join(folder, 'post.log');
    const run = await stuckJson<Answer>(['simulate', '--post', '--dump', path, '--side', 'shim']);
    expect(run.value.parked).toMatchObject({ 'server.go:444': 164, 'server.go:438': 6 });
    expect(run.value.connections).toBe(2);
    const { out } = await stuck(['goroutines', path]);
    expect(out).toMatch(/\n +164 +select +ttrpc\.\(\*serverConn\)\.run\.func2 server\.go:444/);
  });

  it('of a run that finished gives no alarm', async () => {
    const path = join(folder, 'well.log');
    const args = ['simulate', '--client', 'D', '--server', 'S2', '--calls', '50', '--dump', path];
    expect((await stuckInside(args)).code).toBe(0);
    const { code, value } = await read('well.log');
    expect(code).toBe(0);
    expect(rulesOf(value)).toEqual(['healthy', 'healthy']);
  });

  it('goes to the output for -, and straight into the reader', async () => {
    const { code, out, err } = await stuck(['simulate', ...CASE, '--dump', '-']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^time="[^"]+" level=info msg="made by the model of Stuck in Send/);
    const { value } = await stuckJson<Read>(['goroutines', '-'], { input: out });
    expect(rulesOf(value)[0]).toContain('ttrpc-both');
  });

  it('lands where npm was called, and says that the model made it', async () => {
    const env = { npm_lifecycle_event: 'stuck', INIT_CWD: folder };
    expect((await stuck(['simulate', '--dump', 'here.log'], { env })).code).toBe(1);
    expect(readFileSync(join(folder, 'here.log'), 'utf8')).toContain('not captured');
  });
});

describe('what cannot be simulated ends with 2, and says what, where and what to do', () => {
  it.each([
    ['--calls 0', '--calls does not take 0.', 'from 1 to 100,000'],
    ['--request 9', '--request does not take 9.', 'from 10 to 4,194,314'],
    ['--delay 4x', '--delay takes a time, not 4x.', '4ms'],
    ['--deadline 2h', '--deadline takes a time, not 2h.', '1.5s'],
    ['--delay 3601s', '--delay takes a time', '3,600 s'],
    ['--calls 3 --long-calls 4', '4 long calls among 3', 'no more than --calls'],
    ['--calls 10 --callers 5 --long-calls 5', 'all 5 places', 'more --callers than'],
    ['--rpc Stat', '--rpc does not take Stat.', 'Did you mean State?'],
    ['--post --seed 3', '--post and --seed', 'Leave out --post or --seed.'],
    ['--post --client B', '--post and --client', 'Leave out'],
    ['--side shim', '--side chooses what is dumped', 'Write --dump FILE.'],
    ['--dump x --side server', '--side does not take server.', 'shim, containerd, or both'],
    ['--json --dump -', '--json and --dump -', 'Leave out'],
    ['--dump no/such/folder/x', 'no/such/folder/x cannot be written (ENOENT).', 'a folder that is'],
    ['--dump content', 'content cannot be written (EISDIR).', 'a folder that is'],
  ])('%s', async (args, problem, hint) => {
    const { code, out, err } = await stuckInside(['simulate', ...args.split(' ')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(problem);
    expect(err).toContain(hint);
  });
});

describe('a time', () => {
  it.each([
    ['4000', 4000],
    ['150us', 150],
    ['150µs', 150],
    ['4ms', 4000],
    ['1.5s', 1_500_000],
    ['0', 0],
    ['3600s', 3_600_000_000],
    ['3601s', null],
    ['4 ms', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('%j is %j microseconds', (text, time) => {
    expect(microsecondsOf(text)).toBe(time);
  });

  it.each([
    [0, '0 µs'],
    [999, '999 µs'],
    [30_073.27, '30.1 ms'],
    [2_731_000, '2.73 s'],
  ])('%d microseconds are %s', (time, text) => {
    expect(formatDuration(time)).toBe(text);
  });
});
