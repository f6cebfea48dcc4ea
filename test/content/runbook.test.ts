import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { familiesOf } from '../../src/evidence/ttrpc/families.ts';
import { blocks, captured, names, placesIn } from './evidence.ts';

/** What the card of Reading 164 says of versions and lines, held against data: an on-call engineer cannot check it at night. */
const cards = ['en', 'zh-cn'].map((locale) => [
  locale,
  readFileSync(new URL(`../../content/${locale}/runbook/reading-164.mdx`, import.meta.url), 'utf8'),
]) as [string, string][];

interface Release {
  readonly tag: string;
  readonly prerelease: boolean;
  readonly ttrpc: string | null;
}

const shared = new URL('../../../shared/facts/containerd-ttrpc-versions.json', import.meta.url);
describe.skipIf(!existsSync(shared))('against the list of releases', () => {
  const releases = existsSync(shared)
    ? (JSON.parse(readFileSync(shared, 'utf8')) as { releases: Release[] }).releases
        .filter(({ prerelease }) => !prerelease)
        .map(({ tag, ttrpc }) => ({ version: tag.slice(1), ttrpc: ttrpc?.replace(/^v/, '') ?? '' }))
    : [];
  const line = (minor: string) => releases.filter(({ version }) => version.startsWith(`${minor}.`));
  const ends = (minor: string, of: (ttrpc: string) => boolean) => {
    const found = line(minor).filter(({ ttrpc }) => of(ttrpc));
    return [found[0]?.version ?? '', found.at(-1)?.version ?? ''] as const;
  };
  const client = (family: string) => (ttrpc: string) => familiesOf(ttrpc)?.client === family;

  test('1.4 has ttrpc 1.0.1 to its last release, and never a repaired client', () => {
    expect(new Set(line('1.4').map(({ ttrpc }) => ttrpc))).toEqual(new Set(['1.0.1']));
    expect(line('1.4').at(-1)?.version).toBe('1.4.13');
  });

  test.each(cards)('%s: every range is the one that the releases have', (_, card) => {
    const [, lastOfTwo] = ends('1.5', (ttrpc) => ttrpc === '1.0.2');
    const [firstRepaired] = ends('1.5', client('B'));
    const [firstBroken, lastBroken] = ends('1.7', client('C'));
    const [firstSound] = ends('1.7', client('D'));
    const measured = ends('1.7', (ttrpc) => ttrpc === '1.2.2');
    const [shifted] = ends('1.6', (ttrpc) => ttrpc === '1.1.1');
    const named = [
      lastOfTwo,
      firstRepaired,
      firstBroken,
      lastBroken,
      firstSound,
      ...measured,
      shifted,
    ];
    for (const version of [...named, line('1.4').at(-1)?.version ?? ''])
      expect(card).toContain(version);
    expect(named).toEqual([
      '1.5.7',
      '1.5.8',
      '1.7.0',
      '1.7.16',
      '1.7.17',
      '1.7.1',
      '1.7.13',
      '1.6.20',
    ]);
    expect(line('1.5').find(({ version }) => version === '1.5.8')?.ttrpc).toBe('1.1.0');
  });
});

describe('against the captured dumps', () => {
  test.each([
    ['containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz', ['259', '209']],
    ['families/ttrpc-101-client.txt.gz', ['259', '209']],
    ['families/ttrpc-102-client-deadlock.txt.gz', ['273', '222']],
    ['families/ttrpc-122-client-deadlock.txt.gz', ['370', '366', '385']],
  ])('%s shows each line that tells its version once', (path, telling) => {
    const at = placesIn(path, 'client.go');
    expect(telling.map((line) => at[line])).toEqual(telling.map(() => 1));
  });

  test('none of these pairs stands in a dump of a client of another version, or of one that is not stuck', () => {
    const dumps = [
      '101-client',
      '102-client-deadlock',
      '110-client-busy',
      '122-client-deadlock',
      '125-client-busy',
    ];
    const pairs = [
      ['259', '209'],
      ['273', '222'],
      ['370', '366', '385'],
    ];
    const found = dumps.map((name) => {
      const at = placesIn(`families/ttrpc-${name}.txt.gz`, 'client.go');
      return pairs.filter((pair) => pair.every((line) => line in at)).length;
    });
    expect(found).toEqual([1, 1, 0, 1, 0]);
  });

  test('the command that counts also finds the lines of a module build, ttrpc@v1.2.2', () => {
    const [, pattern = ''] = /grep -oE '([^']+)'/.exec(cards[0]?.[1] ?? '') ?? [];
    const lines = blocks('families/ttrpc-122-client-deadlock.txt.gz').flatMap(
      (block) => block.lines,
    );
    const counted = lines.filter((line) =>
      new RegExp(pattern).exec(line)?.[0].endsWith('client.go:385'),
    );
    expect(counted.length).toBe(1);
    expect(counted.every((line) => names(line, 'client.go:385'))).toBe(true);
  });
});

/** The tools of the card are those of a Linux node; another system's sed writes no newline for `\n`. */
describe.skipIf(process.platform !== 'linux')('the commands of the card, executed', () => {
  /** A dump as `journalctl -o cat` prints it: an entry a line, a long line cut after 48 KiB. */
  const journal = (path: string) =>
    captured(path)
      .toString('latin1')
      .replace(/.{49152}(?=.)/g, '$&\n');

  /** Runs the card's commands in an empty folder, with stand-ins for what only a node has. */
  function follow(card: string, entries: string) {
    const commands = /```sh\n([\s\S]*?)```/.exec(card)?.[1];
    if (commands === undefined) throw new Error('the card has lost its commands');
    const folder = mkdtempSync(join(tmpdir(), 'card-'));
    try {
      const stands = `crictl() { echo 2961c0a2; }; pgrep() { [ "$2" = 'shim.* -id 2961c0a2' ] && echo 2390; }
        sleep() { :; }; kill() { echo "$@" > killed; }
        journalctl() { printf '%s\\n' "$@" > asked; cat; }\n`;
      const printed = execFileSync('bash', ['-c', stands + commands], {
        cwd: folder,
        input: entries,
        encoding: 'utf8',
      });
      const read = (name: string) => readFileSync(join(folder, name), 'utf8');
      return { printed, killed: read('killed'), asked: read('asked') };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test.each(cards)('%s: a dump that journald has cut counts as it did in the shim', (_, card) => {
    const path = 'containerd-1.4.11/pod-deadlock/shim.usr1.log';
    const entries = journal(path);
    expect(entries.trimEnd().split('\n').length).toBe(2);
    const { printed } = follow(card, entries);
    expect(printed.split('\n').slice(0, 2)).toEqual(['2390', '1']);
    const at = Object.fromEntries(
      [...printed.matchAll(/(\d+) ttrpc\/server\.go:(\d+)/g)].map(([, times, line]) => [
        line,
        Number(times),
      ]),
    );
    expect(at).toEqual(placesIn(path, 'server.go'));
  });

  test.each(cards)('%s: two dumps in one file are told by their number', (_, card) => {
    const path = 'containerd-1.4.11/pod-deadlock/';
    const entries = journal(`${path}shim.usr1.log`) + journal(`${path}containerd.usr1.log.gz`);
    expect(follow(card, entries).printed.split('\n')[1]).toBe('2');
  });

  test.each(cards)('%s: the journal is asked for what came after the signal', (_, card) => {
    const begun = Math.floor(Date.now() / 1000) * 1000;
    const { asked, killed } = follow(card, journal('containerd-1.4.11/idle/shim.usr1.log'));
    expect(killed).toBe('-USR1 2390\n');
    const since = /^--since=(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/m.exec(asked);
    const at = new Date(`${since?.[1]}T${since?.[2]}`).getTime();
    expect(at).toBeGreaterThanOrEqual(begun);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  test.each(cards)('%s: no line of them is wider than a narrow screen shows', (_, card) => {
    const commands = /```sh\n([\s\S]*?)```/.exec(card)?.[1] ?? '';
    expect(commands.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });
});
