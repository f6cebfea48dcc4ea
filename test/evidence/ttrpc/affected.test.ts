import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { affected, circleWith, regression } from '../../../src/evidence/ttrpc/affected.ts';
import { familiesOf } from '../../../src/evidence/ttrpc/families.ts';
import { compareVersions, matrix, releases } from '../../../src/evidence/ttrpc/releases.ts';

/** The answer, or a failure that says why there is none. */
function answer(daemon: string, shim?: string) {
  const found = affected(daemon, shim);
  if (!found.ok) throw new Error(`${found.problem}: ${found.at}`);
  return found;
}

/** `1.5.0-1.5.7 affected`: spans as a person would write them. */
function spans(daemon: string, shim?: string): string[] {
  return answer(daemon, shim).spans.map(({ from, to, outcome }) =>
    from === to ? `${from.version} ${outcome}` : `${from.version}-${to.version} ${outcome}`,
  );
}

function fault(daemon: string, shim?: string) {
  const found = affected(daemon, shim);
  if (found.ok) throw new Error(`${daemon} was read`);
  return found;
}

describe('the rule', () => {
  test.each(matrix)(
    'client $client against server $server: stalled is $stalled, as measured',
    ({ client, server, stalled }) => {
      const circle = circleWith(
        familiesOf(client)?.client ?? null,
        familiesOf(server)?.server ?? null,
      );
      expect(circle !== null).toBe(stalled);
      expect(answer(`ttrpc@${client}`, `ttrpc@${server}`).found).toBe(stalled);
    },
  );

  it('has a measured run for each of five clients against each of four servers', () => {
    expect(matrix).toHaveLength(20);
    expect(matrix.filter(({ stalled }) => stalled)).toHaveLength(6);
  });

  it('gives each family of client its own circle', () => {
    expect(circleWith('A', 'S1')).toBe('A-S1');
    expect(circleWith('C', 'S1')).toBe('C-S1');
    for (const client of ['A', 'B', 'C', 'D'] as const) expect(circleWith(client, 'S2')).toBe(null);
    for (const client of ['B', 'D'] as const) expect(circleWith(client, 'S1')).toBe(null);
  });
});

describe('releases of containerd', () => {
  it.each([
    ['1.4.12', ['1.4.12 affected']],
    ['1.5.7', ['1.5.7 affected']],
    ['1.5.8', ['1.5.8 safe']],
    ['1.7.0', ['1.7.0 old-shims']],
    ['1.7.17', ['1.7.17 safe']],
    ['2.3.4', ['2.3.4 safe']],
    ['1.0.0-alpha3', ['1.0.0-alpha3 no-ttrpc']],
    ['1.4.x', ['1.4.0-1.4.13 affected']],
    ['1.5', ['1.5.0-1.5.7 affected', '1.5.8-1.5.18 safe']],
    ['1.6.x', ['1.6.0-1.6.19 safe', '1.6.20-1.6.21 safe', '1.6.22-1.6.39 safe']],
    [
      '1.7.x',
      [
        '1.7.0 old-shims',
        '1.7.1-1.7.13 old-shims',
        '1.7.14-1.7.16 old-shims',
        '1.7.17-1.7.18 safe',
        '1.7.19-1.7.25 safe',
        '1.7.26-1.7.34 safe',
      ],
    ],
    ['1.7.15..1.7.18', ['1.7.15-1.7.16 old-shims', '1.7.17-1.7.18 safe']],
  ])('%s: %j', (daemon, expected) => {
    expect(spans(daemon)).toEqual(expected);
  });

  it.each([
    ['1.7.5', '1.6.20', 'affected'],
    ['1.7.5', '1.7.5', 'masked'],
    ['1.7.5', '1.x', 'some-shims'],
    ['1.7.17', '1.4.12', 'safe'],
    ['1.4.12', '1.7.0', 'masked'],
    ['1.4.12', '1.5.18', 'affected'],
    ['1.6.20', '1.4.12', 'safe'],
    ['1.7.5', 'ttrpc@1.1.0', 'affected'],
    ['1.4.12', '1.0.0-alpha0', 'masked'],
  ])('a daemon %s with shims that %s started: %s', (daemon, shim, outcome) => {
    expect(answer(daemon, shim).spans.map((one) => one.outcome)).toEqual([outcome]);
  });

  it('names the lowest later release that is repaired, in the same line if there is one', () => {
    const cure = (version: string) => answer(version).spans.at(-1)?.cure?.version ?? null;
    expect(cure('1.4.12')).toBe('1.5.8');
    expect(cure('1.5.3')).toBe('1.5.8');
    expect(cure('1.6.0-beta.1')).toBe('1.6.0');
    expect(cure('1.7.3')).toBe('1.7.17');
    expect(cure('2.0.0-rc.1')).toBe('2.0.0');
    expect(cure('1.6.20')).toBe(null);
    expect(cure('ttrpc@1.0.1')).toBe(null);
  });

  it('shows runs of the very pair where there are some, else of the same families', () => {
    const [same] = answer('1.4.12').spans;
    expect(same?.measuredExactly).toBe(true);
    expect(same?.measured).toEqual([{ client: '1.0.1', server: '1.0.1', stalled: true }]);
    const [like] = answer('1.3.4').spans;
    expect(like?.measuredExactly).toBe(false);
    expect(like?.measured.map(({ client, server }) => `${client} ${server}`)).toEqual([
      '1.0.1 1.0.1',
      '1.0.1 1.1.0',
      '1.0.2 1.0.1',
      '1.0.2 1.1.0',
    ]);
    const [old] = answer('1.7.5').spans;
    expect(old?.measured.every(({ client, stalled }) => client === '1.2.2' && stalled)).toBe(true);
  });
});

describe('what must be said with it', () => {
  it.each([
    ['1.4.12', undefined, ['own-shim', 'started-by', 'restart', 'no-repair-in-line']],
    ['1.5.3', undefined, ['own-shim', 'started-by', 'restart']],
    ['1.7.3', undefined, ['own-shim', 'started-by', 'regression']],
    ['1.7.3', '1.6.1', ['started-by', 'regression']],
    ['1.4.12', '1.7.0', ['started-by', 'masked', 'unproved']],
    ['1.6.0-rc.1', undefined, ['prerelease', 'unproved', 'still-waits']],
    ['1.6.20~ds1-1', undefined, ['packaged', 'unproved', 'still-waits']],
    ['1.2.5', undefined, ['own-shim', 'started-by', 'restart', 'no-repair-in-line', 'assumed']],
  ])('%s with shim %s: %j', (daemon, shim, expected) => {
    expect([...answer(daemon, shim).caveats].sort()).toEqual([...expected].sort());
  });

  it('says that a server was taken for S1 only where it was not read', () => {
    const assumed = releases.filter(({ serverAssumed }) => serverAssumed);
    expect(assumed.every(({ version }) => compareVersions(version, '1.3.0') < 0)).toBe(true);
    // The files of the commit in 1.2.9 are those of ttrpc 1.0.0, which was read.
    expect(answer('1.2.9').caveats).not.toContain('assumed');
  });

  it('knows which releases deadlock with older shims only', () => {
    expect([regression.from.version, regression.to.version]).toEqual(['1.7.0', '1.7.16']);
  });
});

describe('what people type', () => {
  it.each([
    ['v1.4.12', '1.4.12', ''],
    [' 1.4.12 ', '1.4.12', ''],
    ['containerd://1.4.12', '1.4.12', ''],
    ['containerd github.com/containerd/containerd v1.4.12 7b11cfaabd73', '1.4.12', ''],
    ['containerd github.com/containerd/containerd 1.4.13~ds1 1.4.13~ds1-1', '1.4.13', '~ds1'],
    ['1.7.12-0ubuntu4.1', '1.7.12', '-0ubuntu4.1'],
    ['1.5.9-k3s1', '1.5.9', '-k3s1'],
    ['1.6.0-rc.2', '1.6.0-rc.2', ''],
    ['1.6.0~rc2', '1.6.0-rc.2', ''],
    ['1.0.0-alpha.3', '1.0.0-alpha3', ''],
    ['1.4.*', '1.4.x', ''],
    ['v1.4', '1.4.x', ''],
    ['2.x', '2.x', ''],
    ['1.7.0 - 1.7.16', '1.7.0-1.7.16', ''],
    ['1.7.0-1.7.16', '1.7.0-1.7.16', ''],
    ['ttrpc@v1.1.0', 'ttrpc 1.1.0', ''],
  ])('%j is %s%s', (typed, text, packaged) => {
    expect(answer(typed).daemon).toMatchObject({ text, packaged });
  });

  it('takes the pre-releases of a line only where it has no release', () => {
    expect(answer('1.6.x').daemon.releases.some(({ prerelease }) => prerelease)).toBe(false);
    expect(answer('2.4.x').daemon.releases.map(({ version }) => version)).toEqual(['2.4.0-beta.0']);
  });

  it.each([
    ['1.4.21', '1.4.12'],
    ['1.4.14', '1.4.13'],
    ['1.6.0-rc.9', '1.6.0-rc.4'],
    ['1.9.0', '1.0.0'],
    ['v1.7.99', '1.7.9'],
    ['2.3.40', '2.3.4'],
  ])(
    'a release that is not known, %s, is answered with those that look like it: %s',
    (typed, near) => {
      const found = fault(typed);
      expect(found).toMatchObject({ problem: 'unknown-version', of: 'daemon' });
      expect(found.nearest.map(({ version }) => version)).toContain(near);
      expect(found.nearest.length).toBeLessThanOrEqual(4);
    },
  );

  it.each([
    ['', 'empty'],
    ['latest', 'not-a-version'],
    ['1', 'not-a-version'],
    ['1.4.12.1.1-', 'not-a-version'],
    ['1.7.16-1.7.0', 'not-a-version'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(fault(typed).problem).toBe(problem);
  });

  it('says of which of the two it could not be told', () => {
    expect(fault('1.4.12', '1.4.99').of).toBe('shim');
  });
});

const FACTS = new URL('../../../../shared/facts/containerd-ttrpc-versions.json', import.meta.url);

interface Fact {
  readonly tag: string;
  readonly date: string;
  readonly ttrpc: string | null;
  readonly clientFamily: string | null;
  readonly serverFamily: string | null;
  readonly source: string | null;
  readonly sourceLine: number | null;
  readonly affected: string;
}

describe.skipIf(!existsSync(FACTS))('the table of facts', () => {
  const facts = existsSync(FACTS)
    ? (JSON.parse(readFileSync(FACTS, 'utf8')) as { releases: Fact[]; labMatrix: object[] })
    : { releases: [], labMatrix: [] };

  it('is here row by row: tag, date, ttrpc, families, source', () => {
    const here = new Map(releases.map((release) => [`v${release.version}`, release]));
    expect(releases).toHaveLength(facts.releases.length);
    for (const fact of facts.releases) {
      const release = here.get(fact.tag);
      expect(release, fact.tag).toMatchObject({
        date: fact.date,
        client: fact.clientFamily?.split('-')[0] ?? null,
        server: fact.serverFamily?.split('-')[0] ?? null,
        source: fact.source ? `${fact.source}:${fact.sourceLine}` : '',
      });
      expect(fact.ttrpc ?? '').toContain(release?.ttrpc ?? '');
    }
  });

  it('agrees with the verdict of the rule for every release', () => {
    const verdicts = { yes: 'affected', no: 'safe', 'only-with-S1-shim': 'old-shims' };
    for (const { tag, affected: verdict } of facts.releases) {
      const [span] = answer(tag).spans;
      const expected = (verdicts as Record<string, string>)[verdict] ?? verdict;
      expect(`${tag} ${span?.outcome}`).toBe(`${tag} ${expected}`);
    }
  });

  it('has the same matrix', () => {
    const rows = matrix.map(({ client, server, stalled }) => ({
      client,
      server,
      result: stalled ? 'stalled' : 'no stall in 5s',
    }));
    expect(rows).toEqual(facts.labMatrix);
  });
});
