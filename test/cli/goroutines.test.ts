import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EVIDENCE, gzipBomb, stuck, stuckInside, stuckJson } from './stuck.ts';

interface Place {
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

interface Group {
  readonly count: number;
  readonly state: string;
  readonly longestWaitMinutes: number;
  readonly frames: readonly Place[];
  readonly createdBy: Place | null;
  readonly ids: readonly number[];
}

interface Finding {
  readonly rule: string;
  readonly confidence: string;
  readonly proof: readonly {
    readonly in: { readonly file: string; readonly dump: number };
    readonly goroutine: number | null;
    readonly where: Place;
  }[];
  readonly next: readonly {
    readonly id: string;
    readonly text: string;
    readonly command: string;
  }[];
}

interface Dumps {
  readonly forms: readonly string[];
  readonly dumps: readonly {
    readonly total: number;
    readonly headers: number;
    readonly matched: number;
    readonly groups: readonly Group[];
    readonly findings: readonly Finding[];
    readonly diff?: {
      readonly process: string;
      readonly movement: {
        readonly stayed: readonly number[];
        readonly started: readonly number[];
      };
      readonly stacks: readonly {
        readonly kind: string;
        readonly before: number;
        readonly after: number;
      }[];
    } | null;
  }[];
  readonly leftovers: readonly { readonly line: number; readonly text: string }[];
  readonly tables: readonly { readonly findings: readonly Finding[] }[];
}

/** The only dump of a run with --json. */
async function only(args: readonly string[], input?: Uint8Array) {
  const run = await stuckJson<Dumps>(['goroutines', ...args], input ? { input } : {});
  const [dump] = run.value.dumps;
  if (!dump || run.value.dumps.length !== 1) throw new Error(run.err);
  return { ...run, dump, rules: dump.findings.map(({ rule }) => rule) };
}

const groupAt = (groups: readonly Group[], at: string) =>
  groups.find(({ frames }) => frames.some(({ file, line }) => `${file}:${line}`.endsWith(at)));

const DEADLOCKS = [
  'ttrpc-both',
  'ttrpc-server-stuck',
  'ttrpc-client-stuck-a',
  'ttrpc-client-stuck-c',
];

describe('stuck goroutines --json', { timeout: 30_000 }, () => {
  it('finds the hang of a real shim in the log it was written to, and ends with 1', async () => {
    const { code, err, value, dump, rules } = await only([EVIDENCE.shim]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(value).toMatchObject({ forms: ['log'], leftovers: [] });
    expect(dump).toMatchObject({ total: 47, headers: 47, matched: 47 });
    expect(dump.groups.reduce((sum, { count }) => sum + count, 0)).toBe(47);
    expect(dump.groups.flatMap(({ ids }) => ids)).toHaveLength(47);
    expect(groupAt(dump.groups, 'ttrpc/server.go:459')).toMatchObject({
      count: 1,
      state: 'IO wait',
      createdBy: { func: expect.stringMatching(/ttrpc\.\(\*Server\)\.Serve$/), line: 127 },
    });
    expect(rules).toContain('ttrpc-server-stuck');
    const [finding] = dump.findings;
    expect(finding?.proof.map(({ where }) => where.line).slice(0, 2)).toEqual([459, 404]);
    expect(finding?.proof[0]?.in).toEqual({ file: EVIDENCE.shim, dump: 1 });
    const [next] = finding?.next ?? [];
    expect(next).toMatchObject({ id: 'take-containerd' });
    expect(next?.text).not.toBe('');
    expect(next?.command).toBe(`npm run -s stuck -- goroutines ${EVIDENCE.shim} --peer FILE`);
  });

  it('closes the circle with the dump of the other end, packed as it is', async () => {
    const { code, dump, rules } = await only([EVIDENCE.shim, '--peer', EVIDENCE.containerd]);
    expect(code).toBe(1);
    expect(rules).toContain('ttrpc-both');
    const files = new Set(dump.findings[0]?.proof.map((line) => line.in.file));
    expect(files).toEqual(new Set([EVIDENCE.shim, EVIDENCE.containerd]));
  });

  it('reads 3,047 goroutines of containerd from gzip, as a file and from the standard input', async () => {
    const { code, dump, rules } = await only([EVIDENCE.containerd]);
    expect(code).toBe(1);
    expect(dump).toMatchObject({ total: 3047, headers: 3047 });
    expect(rules).toContain('ttrpc-client-stuck-a');
    const piped = await only(['-'], readFileSync(EVIDENCE.containerd));
    expect(piped.dump.total).toBe(3047);
    expect(piped.dump.groups.map(({ count }) => count)).toEqual(
      dump.groups.map(({ count }) => count),
    );
  });

  it('reads 183 goroutines, 169 of them handlers that cannot hand over', async () => {
    const { dump } = await only([EVIDENCE.pair]);
    expect(dump.total).toBe(183);
    expect(groupAt(dump.groups, 'ttrpc/server.go:444')).toMatchObject({
      count: 169,
      state: 'select',
    });
  });

  it.each([
    ['a shim at rest', EVIDENCE.idle, 23],
    ['a busy client of a repaired version', EVIDENCE.busy, 609],
    ['the look-alike', EVIDENCE.alike, 668],
  ])('gives no alarm for %s', async (_, file, total) => {
    const { code, dump, rules } = await only([file]);
    expect(code).toBe(0);
    expect(dump.total).toBe(total);
    expect(rules.filter((rule) => DEADLOCKS.includes(rule))).toEqual([]);
    expect(rules).not.toEqual([]);
  });

  it('reads a table of counted lines, and takes it for what it is', async () => {
    const { code, value } = await stuckJson<Dumps>(['goroutines', EVIDENCE.post]);
    expect(code).toBe(1);
    expect(value).toMatchObject({ forms: ['table'], dumps: [] });
    expect(
      value.tables[0]?.findings.map(({ rule, confidence }) => `${rule} ${confidence}`),
    ).toEqual(['ttrpc-server-stuck possible']);
  });

  it.each([
    ['top', 'ttrpc.(*serverConn).run.func2', 169],
    ['createdBy', 'server.go:434', 175],
    ['package', 'ttrpc', 174],
    ['state', 'select', 177],
    ['locations', 'server.go:434', 175],
  ])('groups by %s', async (by, key, count) => {
    const { out } = await stuckInside(['goroutines', EVIDENCE.pair, '--group', by, '--json']);
    const value = JSON.parse(out) as Dumps;
    const groups = value.dumps[0]?.groups as readonly (Group & { key: string })[];
    const found = groups.find((group) => group.key.includes(key));
    expect(found?.count).toBe(count);
  });

  it('filters the groups, and still looks at the whole dump', async () => {
    const { dump, rules } = await only([EVIDENCE.pair, '--filter', '-func:ttrpc']);
    expect(dump).toMatchObject({ total: 183 });
    expect(dump.matched).toBeLessThan(20);
    expect(dump.groups.reduce((sum, { count }) => sum + count, 0)).toBe(dump.matched);
    expect(rules).toContain('ttrpc-server-stuck');
  });

  it('compares with an earlier dump of the same process', async () => {
    const later = readFileSync(EVIDENCE.pair, 'utf8');
    const records = later.split(/\n\n(?=goroutine )/);
    const earlier = `${records.slice(0, 100).join('\n\n')}\n`;
    const { value } = await stuckJson<Dumps>(['goroutines', EVIDENCE.pair, '--diff', '-'], {
      input: earlier,
    });
    const change = value.dumps[0]?.diff;
    expect(change?.process).toBe('same');
    expect(change?.movement.stayed).toHaveLength(100);
    expect(change?.movement.started).toHaveLength(83);
    expect(change?.stacks.reduce((sum, { before, after }) => sum + after - before, 0)).toBe(83);
  });

  it('returns what it did not understand, with its line', async () => {
    const text = 'goroutine 1 [running]:\nmain.main()\n\t/x/main.go:3 +0x1\nwhat is this?\n';
    const { code, value } = await stuckJson<Dumps>(['goroutines', '-'], { input: text });
    expect(code).toBe(0);
    expect(value.leftovers).toEqual([{ line: 4, text: 'what is this?' }]);
  });
});

describe('stuck goroutines, for people', { timeout: 30_000 }, () => {
  it('says first what is wrong, then what proves it, then all groups', async () => {
    const { code, out, err } = await stuck(['goroutines', EVIDENCE.shim, '--top', '2']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const places = [
      'headers seen 47, goroutines read 47',
      'ttrpc-server-stuck',
      'server.go:459',
      '--peer FILE',
      'COUNT',
    ];
    const at = places.map((text) => out.indexOf(text));
    expect(at).not.toContain(-1);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
    expect(out).toMatch(/… \d+ more: --top 0 shows all/);
    expect(out).not.toMatch(/undefined|\[(?:cli|diagnose)\./);
  });

  it('shows whole stacks when asked, and all groups with --top 0', async () => {
    const { out } = await stuckInside(['goroutines', EVIDENCE.pair, '--stacks', '--top', '0']);
    expect(out).toContain('internal/poll.(*FD).Read  ');
    expect(out).not.toContain('--top 0 shows all');
  });

  it('speaks Chinese', async () => {
    const { out } = await stuckInside(['goroutines', EVIDENCE.shim, '--lang', 'zh-cn']);
    expect(out).toContain('看到 47 个 goroutine 头，读出 47 个 goroutine');
    expect(out).toContain('下一步');
    expect(out).not.toMatch(/undefined|\[(?:cli|diagnose)\./);
  });

  it('tells what of a dump is missing', async () => {
    const whole = readFileSync(EVIDENCE.pair, 'utf8');
    const cut = `${whole.slice(0, whole.indexOf('\ngoroutine ', 9000))}\ngoroutine 99 [sel`;
    const { out } = await stuckInside(['goroutines', '-'], { input: cut });
    expect(out).toContain('(1 could not be read: see the end)');
    expect(out).toContain('1 broken header');
  });

  it('shows nothing of a dump that a terminal would obey', async () => {
    const text =
      'goroutine 1 [\u001b[31mselect]:\nmain.\u001b]0;title\u0007main()\n\t/x/main.go:3 +0x1\n';
    const { out } = await stuckInside(['goroutines', '-', '--stacks'], { input: text });
    expect(out).toContain('goroutines read 1');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('writes a row a goroutine, or groups for an issue', async () => {
    const csv = await stuckInside([
      'goroutines',
      EVIDENCE.pair,
      '--export',
      'csv',
      '--filter',
      'state:select',
    ]);
    expect(csv.code).toBe(1);
    expect(csv.out.split('\n')[0]).toBe(
      'id,state,minutes,locked,creator,top,place,created by,frames,line',
    );
    expect(csv.out.trim().split('\n')).toHaveLength(1 + 177);
    const md = await stuckInside(['goroutines', EVIDENCE.pair, '--export', 'md']);
    expect(md.out).toMatch(/^\| goroutines \| state \|.*\n\|---/);
  });
});

describe('files that are damaged or something else', { timeout: 30_000 }, () => {
  const packed = readFileSync(EVIDENCE.containerd);

  it('says of a profile what it is, and which command reads it', async () => {
    const { code, out, err } = await stuck(['goroutines', EVIDENCE.goroutines]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('This is a profile (goroutine), not a goroutine dump.');
    expect(err).toContain(`npm run -s stuck -- profile ${EVIDENCE.goroutines}`);
  });

  it('reads a cut gzip as far as it goes, and says so', async () => {
    const { code, out, err } = await stuckInside(['goroutines', '-'], {
      input: packed.subarray(0, 200_000),
    });
    expect(code).toBe(1);
    expect(err).toContain('The gzip data ends too early');
    expect(out).toMatch(/goroutines read 1,\d{3}/);
  });

  it('keeps everything before a wrong checksum', async () => {
    const bytes = Uint8Array.from(packed);
    bytes[bytes.length - 6] = (bytes.at(-6) ?? 0) ^ 1;
    const { out, err } = await stuckInside(['goroutines', '-'], { input: bytes });
    expect(err).toContain('The gzip data is damaged');
    expect(out).toContain('goroutines read 3,047');
  });

  it('unpacks gzip in gzip, as some servers send it', async () => {
    const { out } = await stuckInside(['goroutines', '-'], { input: gzipSync(packed) });
    expect(out).toContain('goroutines read 3,047');
  });

  it('stops at a gzip bomb', async () => {
    const bomb = gzipBomb();
    const { code, out, err } = await stuckInside(['goroutines', '-'], { input: bomb });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('looks like a gzip bomb');
  });

  it('chooses among the dumps of a file', async () => {
    const both = Buffer.concat([readFileSync(EVIDENCE.shim), readFileSync(EVIDENCE.idle)]);
    const all = await stuckJson<Dumps>(['goroutines', '-'], { input: both });
    expect(all.value.dumps.map(({ total }) => total)).toEqual([47, 23]);
    const second = await only(['-', '--dump', '2'], both);
    expect(second.dump.total).toBe(23);
    expect(second.code).toBe(0);
    const third = await stuckInside(['goroutines', '-', '--dump', '3'], { input: both });
    expect(third).toMatchObject({ code: 2, out: '' });
    expect(third.err).toContain('There is no dump 3; the file holds 2.');
    const csv = await stuckInside(['goroutines', '-', '--export', 'csv'], { input: both });
    expect(csv.code).toBe(2);
    expect(csv.err).toContain('Choose one with --dump, 1 to 2.');
  });

  it('shows where a filter goes wrong', async () => {
    const { code, err } = await stuckInside([
      'goroutines',
      EVIDENCE.pair,
      '--filter',
      'state:select fnc:x',
    ]);
    expect(code).toBe(2);
    expect(err).toContain("at: --filter 'state:select ▸fnc:x'");
  });

  it('takes a filter that begins with a dash', async () => {
    const text = gunzipSync(readFileSync(EVIDENCE.busy));
    const { dump } = await only(['-', '--filter', '-state:select'], text);
    expect(dump.groups.every(({ state }) => state !== 'select')).toBe(true);
    expect(dump.matched).toBeGreaterThan(0);
  });
});
