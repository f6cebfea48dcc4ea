import { describe, expect, test } from 'vitest';
import { diagnose, diagnoseTable } from '../../../src/evidence/diagnose/diagnose.ts';
import { RULES, type RuleId } from '../../../src/evidence/diagnose/types.ts';
import {
  filesOf,
  hasShared,
  json,
  KEPT,
  kept,
  readingOf,
  rulesOf,
  SHARED,
  shared,
} from './samples.ts';

/** Rules that say that something hangs: a false one of these is a false alarm. */
const HANGS: readonly string[] = RULES.filter((rule) => rule.startsWith('ttrpc-'));

const KEPT_DUMPS: readonly (readonly [file: string, ...rules: RuleId[]])[] = [
  ['containerd-1.4.11/idle/shim.unescaped.txt', 'healthy'],
  ['containerd-1.4.11/idle/shim.usr1.log', 'healthy'],
  [
    'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
    'shim-mutex-pileup',
    'exec-pile-up',
    'lock-pile-up',
  ],
  [
    'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz',
    'ttrpc-client-stuck-a',
    'containerd-callers-pile-up',
  ],
  ['containerd-1.4.11/pod-deadlock/shim.unescaped.txt', 'ttrpc-server-stuck'],
  ['containerd-1.4.11/pod-deadlock/shim.usr1.log', 'ttrpc-server-stuck'],
  ['families/ttrpc-101-client.txt.gz', 'ttrpc-client-stuck-a'],
  ['families/ttrpc-101-server.txt.gz', 'ttrpc-server-stuck'],
  ['families/ttrpc-101slow-client.txt.gz', 'ttrpc-client-stuck-a'],
  ['families/ttrpc-101slow-server.txt.gz', 'ttrpc-server-stuck'],
  ['families/ttrpc-102-client-deadlock.txt.gz', 'ttrpc-client-stuck-a'],
  ['families/ttrpc-110-client-busy.txt.gz', 'peer-does-not-read'],
  ['families/ttrpc-110-server-deadlock.txt.gz', 'ttrpc-server-stuck'],
  ['families/ttrpc-122-client-deadlock.txt.gz', 'ttrpc-client-stuck-c'],
  ['families/ttrpc-125-client-busy.txt.gz', 'healthy'],
  ['ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz', 'ttrpc-client-stuck-a'],
  ['ttrpc-pair/size-w169/server.goroutine.debug2.txt', 'ttrpc-server-stuck'],
  ['ttrpc-pair/size-w169/server.usr1.log', 'ttrpc-server-stuck'],
];

describe('every dump kept in the repository', () => {
  test.each(KEPT_DUMPS)('%s', (file, ...rules) => {
    expect(rulesOf(diagnose(kept(file)))).toEqual(rules);
  });

  test('none is missing here', () => {
    const dumps = filesOf(KEPT, /\.(?:txt|log)(?:\.gz)?$/).filter(
      (file) => readingOf(file).dumps.length > 0,
    );
    expect(dumps).toEqual(KEPT_DUMPS.map(([file]) => file).sort());
  });
});

if (!hasShared) console.warn('SKIPPED: shared evidence is absent, not every dump was diagnosed');

interface Stated {
  readonly file: string;
  readonly serverHalfOfCycle: boolean;
  readonly clientHalfOfCycle: boolean;
}

/** What must be found in a dump whose halves are stated: nothing else may, too. */
function expected({ file, serverHalfOfCycle, clientHalfOfCycle }: Stated): readonly RuleId[] {
  if (serverHalfOfCycle) return ['ttrpc-server-stuck'];
  if (clientHalfOfCycle && file.includes('ttrpc-122')) return ['ttrpc-client-stuck-c'];
  if (clientHalfOfCycle && file.startsWith('containerd-'))
    return ['ttrpc-client-stuck-a', 'containerd-callers-pile-up'];
  if (clientHalfOfCycle) return ['ttrpc-client-stuck-a'];
  if (file.endsWith('exec-300-mutex/shim.unescaped.txt.gz'))
    return ['shim-mutex-pileup', 'exec-pile-up', 'lock-pile-up'];
  return file.includes('ttrpc-110-client-busy') ? ['peer-does-not-read'] : ['healthy'];
}

describe.skipIf(!hasShared)('every captured dump against the stated halves of the circle', () => {
  const stated = hasShared ? json<Stated[]>('dumps.json', SHARED) : [];
  test.each(stated)('$file', { timeout: 60_000 }, (one) => {
    expect(rulesOf(diagnose(shared(one.file)))).toEqual(expected(one));
  });

  test('every rule of the circle has true and false cases among them', () => {
    const all = stated.flatMap(expected);
    for (const rule of [
      'ttrpc-server-stuck',
      'ttrpc-client-stuck-a',
      'ttrpc-client-stuck-c',
    ] as const) {
      expect(all).toContain(rule);
      expect(all.filter((other) => other !== rule).length).toBeGreaterThan(10);
    }
  });
});

/**
 * The same process as one of the stated dumps. `dumps.json` lacks the clients of some Go versions and the snapshots of
 * the leak; of these the README says that they hang (all but containerd 1.6.20).
 */
function twinOf(stated: readonly Stated[], file: string): Stated {
  const [process = ''] = /^.*\/(?:client|server|containerd|shim|\d+)(?=\.)/.exec(file) ?? [];
  const twin = stated.find((one) => one.file.startsWith(`${process}.`));
  const hangs = /go-versions\/[^/]+\/client|containerd-1\.4\.11\/leak/.test(file);
  return twin ?? { file, serverHalfOfCycle: false, clientHalfOfCycle: hangs };
}

describe.skipIf(!hasShared)('the same processes as counts profiles, without states', () => {
  const stated = hasShared ? json<Stated[]>('dumps.json', SHARED) : [];
  const files = hasShared ? filesOf(SHARED, /\.goroutine\.debug1(?:\.txt)?$/) : [];
  test.each(files)('%s', (file) => {
    const findings = diagnose(shared(file));
    const hangs = (rules: readonly string[]) => rules.filter((rule) => HANGS.includes(rule));
    expect(hangs(rulesOf(findings))).toEqual(hangs(expected(twinOf(stated, file))));
    expect(findings.filter((one) => one.confidence !== 'possible')).toEqual([]);
  });
});

describe.skipIf(!hasShared)('the same processes as tables of lines', () => {
  const stated = hasShared ? json<Stated[]>('dumps.json', SHARED) : [];
  const files = hasShared ? filesOf(SHARED, /\.ttrpc-(?:server|client)\.count\.txt$/) : [];
  test.each(files)('%s', (file) => {
    const twin = twinOf(stated, file);
    const server = file.includes('.ttrpc-server.');
    const half = server ? twin.serverHalfOfCycle : twin.clientHalfOfCycle;
    const rule = server ? 'ttrpc-server-stuck' : 'ttrpc-client-stuck-a';
    const findings = readingOf(file, SHARED).tables.flatMap(diagnoseTable);
    expect(rulesOf(findings)).toEqual(half ? [rule] : []);
  });
});

/** Others' test data: no ttrpc in any of it. What is not named here must have nothing to show. */
const CORPUS: Readonly<Record<string, readonly RuleId[]>> = {
  'go119_containerd_journal.log': ['nil-channel'],
  'go119_containerd_text.log': ['nil-channel'],
  'go119_goroutine_debug2.txt': ['nil-channel'],
  'go119_sigquit.txt': ['nil-channel'],
  'go119_nil_all.txt': ['nil-channel', 'crashed'],
  'go119_nil_crash.txt': ['nil-channel', 'crashed'],
  'go119_deep.txt': ['crashed'],
  'go119_mapw.txt': ['crashed'],
  'go119_nil.txt': ['crashed'],
  'go119_nil_single.txt': ['crashed'],
  'go119_panic.txt': ['crashed'],
  'go119_repanic.txt': ['crashed'],
  'go119_race.txt': [],
};

describe.skipIf(!hasShared)('every file of the corpus', () => {
  const manifest = hasShared
    ? json<{ readonly file: string }[]>('corpus/manifest.json', SHARED)
    : [];
  test.each(manifest)('$file', ({ file }) => {
    for (const dump of readingOf(`corpus/${file}`, SHARED).dumps) {
      const findings = diagnose(dump);
      expect(rulesOf(findings)).toEqual(CORPUS[file] ?? ['healthy']);
      if (rulesOf(findings).includes('healthy'))
        expect(findings.map((one) => one.confidence)).toEqual(['possible']);
    }
  });

  test('names only files that are there', () => {
    expect(
      Object.keys(CORPUS).filter((name) => !manifest.some(({ file }) => file === name)),
    ).toEqual([]);
  });
});
