import { beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import type { RuleId } from '../../../src/evidence/diagnose/types.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { type Case, casesOf, plannedKinds } from '../../../src/lesson/triage/cases.ts';
import { LARGEST_SEED } from '../../../src/lesson/triage/seed.ts';
import { VERDICTS, type Verdict, verdictOf } from '../../../src/lesson/triage/verdict.ts';

const SEEDS = 200;

/** What one sees of a dump, and what it is. */
interface Seen {
  readonly seed: number;
  readonly kind: Verdict;
  readonly said: Verdict | null;
  readonly rule: RuleId | undefined;
  readonly process: Case['process'];
  readonly place: number;
  readonly total: number;
  readonly bytes: number;
  readonly longest: number;
  readonly leftovers: number;
  readonly dumps: number;
  readonly sure: string | undefined;
}

function seen(seed: number): readonly Seen[] {
  const kinds = plannedKinds(seed);
  return casesOf(seed).map(({ place, process, text }): Seen => {
    const { dumps, leftovers } = read(new TextEncoder().encode(text));
    const [dump] = dumps;
    if (!dump) throw new Error(`seed ${seed}, dump ${place + 1}: nothing to read`);
    const findings = diagnose(dump);
    let longest = 0;
    for (const { minutes } of dump) longest = Math.max(longest, minutes);
    return {
      seed,
      kind: kinds[place] as Verdict,
      said: verdictOf(findings),
      rule: findings[0]?.rule,
      process,
      place,
      total: dump.size,
      bytes: text.length,
      longest,
      leftovers: leftovers.length,
      dumps: dumps.length,
      sure: findings[0]?.confidence,
    };
  });
}

let all: readonly Seen[] = [];
beforeAll(() => {
  all = Array.from({ length: SEEDS }, (_, at) => seen(at + 1)).flat();
}, 240_000);

describe(`the dumps of ${SEEDS} seeds`, () => {
  it('are what the rules say of them', () => {
    const others = all.filter(({ kind, said }) => kind !== said);
    expect(others).toEqual([]);
    expect(all).toHaveLength(4 * SEEDS);
  });

  it('are four different things in every set', () => {
    for (let at = 0; at < all.length; at += 4) {
      const kinds = all.slice(at, at + 4).map(({ said }) => said);
      expect(kinds.toSorted()).toEqual(VERDICTS.toSorted());
    }
  });

  it('hang by a circle that is likely, not by one of a moment', () => {
    const hangs = all.filter(({ kind }) => kind === 'this-hang');
    expect(new Set(hangs.map(({ sure }) => sure))).toEqual(new Set(['likely']));
    const rules = new Set(hangs.map(({ rule }) => rule));
    expect(rules).toEqual(new Set(['ttrpc-server-stuck', 'ttrpc-client-stuck-a']));
  });

  it('come about in several ways', () => {
    expect(new Set(all.map(({ rule }) => rule))).toEqual(
      new Set<RuleId>([
        'healthy',
        'shim-mutex-pileup',
        'peer-does-not-read',
        'ttrpc-server-stuck',
        'ttrpc-client-stuck-a',
        'exec-pile-up',
        'containerd-callers-pile-up',
        'kubelet-callers-pile-up',
      ]),
    );
  });

  it('are read whole: one dump, and nothing that is not understood but the line before kubelet’s', () => {
    for (const { dumps, leftovers, process } of all) {
      expect(dumps).toBe(1);
      expect(leftovers).toBe(process === 'kubelet' ? 1 : 0);
    }
  });
});

/** Of so many neighbours by a number, which kind is the most frequent? How often that is right, 0 to 1. */
function guessed(
  feature: (one: Seen) => number,
  among: (one: Seen, other: Seen) => boolean,
): number {
  const NEIGHBOURS = 15;
  const right = all.filter((one) => {
    const near = all
      .filter((other) => other.seed !== one.seed && among(one, other))
      .sort(
        (a, b) =>
          Math.abs(feature(a) - feature(one)) - Math.abs(feature(b) - feature(one)) ||
          a.seed - b.seed,
      )
      .slice(0, NEIGHBOURS);
    const counts = VERDICTS.map((kind) => near.filter((other) => other.kind === kind).length);
    return VERDICTS[counts.indexOf(Math.max(...counts))] === one.kind;
  });
  return right.length / all.length;
}

describe('what lies on the surface', () => {
  const anybody = () => true;
  const alike = (one: Seen, other: Seen) => one.process === other.process;

  // One of four is right by chance; by the process alone, at best about one of three.
  it.each<[string, (one: Seen) => number]>([
    ['the order', ({ place }) => place],
    ['how many goroutines', ({ total }) => total],
    ['the size of the file', ({ bytes }) => bytes],
    ['the longest wait', ({ longest }) => longest],
  ])('does not give it away: %s', (_name, feature) => {
    expect(guessed(feature, anybody)).toBeLessThan(0.5);
    expect(guessed(feature, alike)).toBeLessThan(0.6);
  });

  it('is no process alone: each is of several kinds, and no kind has most of one', () => {
    for (const process of ['shim', 'containerd', 'kubelet'] as const) {
      const own = all.filter((one) => one.process === process);
      const counts = VERDICTS.map((kind) => own.filter((one) => one.kind === kind).length);
      const kinds = counts.filter((count) => count > 0).length;
      expect(kinds).toBe(process === 'kubelet' ? 2 : 4);
      expect(Math.max(...counts) / own.length).toBeLessThan(process === 'kubelet' ? 0.62 : 0.45);
    }
  });

  it('are totals and sizes that overlap: the middle half of each kind reaches into that of every other', () => {
    for (const feature of ['total', 'bytes'] as const) {
      const halves = VERDICTS.map((kind) => {
        const sizes = all.filter((one) => one.kind === kind).map((one) => one[feature]);
        const sorted = sizes.sort((one, other) => one - other);
        return { low: sorted.at(SEEDS / 4) ?? 0, high: sorted.at((SEEDS * 3) / 4) ?? 0 };
      });
      for (const one of halves)
        for (const other of halves) expect(one.low).toBeLessThan(other.high);
    }
  });
});

describe('a set', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(casesOf(4711)).toEqual(casesOf(4711));
    const [one, other] = [casesOf(4711), casesOf(4712)];
    expect(one.map(({ text }) => text)).not.toEqual(other.map(({ text }) => text));
  });

  it('is there for the largest seed too', () => {
    expect(casesOf(LARGEST_SEED)).toHaveLength(4);
  });

  it('says in each header that it is generated, and not what it is', () => {
    for (const { text, place, process } of casesOf(77)) {
      const [first = '', second = ''] = text.split('\n');
      expect(first).toContain('made for the triage drill of Stuck in Send, not captured');
      expect(first).toContain(`seed 77, dump ${place + 1} of 4, a ${process}`);
      expect(first).not.toMatch(/healthy|alike|hang|leak|stuck(?! in Send)|calls=|minutes=/i);
      expect(second).toMatch(process === 'kubelet' ? /^goroutine \d+ \[running\]:$/ : /BEGIN/);
    }
  });

  it('gives every goroutine an id of its own, and pointers of the heap', () => {
    for (const { text } of casesOf(5)) {
      const [dump] = read(new TextEncoder().encode(text)).dumps;
      const ids = [...(dump ?? [])].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(text).not.toMatch(/0x-|NaN|undefined/);
    }
  });
});
