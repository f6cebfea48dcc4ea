import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import { RULES } from '../../../src/evidence/diagnose/types.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import type { Dump } from '../../../src/evidence/goroutine/types.ts';
import { type Answer, isWhole, MOST_POINTS } from '../../../src/lesson/triage/answer.ts';
import { casesOf, plannedKinds } from '../../../src/lesson/triage/cases.ts';
import { foundIn, judge } from '../../../src/lesson/triage/judge.ts';
import { VERDICTS, type Verdict, verdictOf } from '../../../src/lesson/triage/verdict.ts';

/** The first dump of a kind and a process, by the plan of the seeds. */
function dumpOf(kind: Verdict, process: string, rule?: string): Dump {
  for (let seed = 1; seed < 40; seed++) {
    const place = plannedKinds(seed).indexOf(kind);
    const found = casesOf(seed)[place];
    if (found?.process !== process) continue;
    const [dump] = read(new TextEncoder().encode(found.text)).dumps;
    if (dump && (!rule || diagnose(dump)[0]?.rule === rule)) return dump;
  }
  throw new Error(`no ${kind} ${process}`);
}

/** Id of the first goroutine whose stack stands at that place. */
function at(dump: Dump, file: string, line: number): number {
  for (const { id, stack } of dump)
    if (stack.frames.some((one) => one.file.endsWith(`/${file}`) && one.line === line)) return id;
  throw new Error(`nobody at ${file}:${line}`);
}

function judged(dump: Dump, answer: Partial<Answer>) {
  return judge(dump, diagnose(dump), { verdict: null, confidence: 3, points: [], ...answer });
}

describe('an answer on the hang of a shim', () => {
  const dump = dumpOf('this-hang', 'shim');

  it('is right, with its evidence, where the loop and the receiver are pointed at', () => {
    const points = [at(dump, 'server.go', 459), at(dump, 'server.go', 404)];
    const found = judged(dump, { verdict: 'this-hang', points });
    expect(found).toMatchObject({ verdict: 'this-hang', right: true, astray: [], beliefs: [] });
    expect(foundIn(found)).toEqual({ found: 2, of: 2 });
  });

  it('has half of its evidence where one of the two is pointed at', () => {
    const found = judged(dump, { verdict: 'this-hang', points: [at(dump, 'server.go', 404)] });
    expect(foundIn(found)).toEqual({ found: 1, of: 2 });
  });

  it('shows M10 where only the crowd is pointed at', () => {
    const found = judged(dump, { verdict: 'this-hang', points: [at(dump, 'server.go', 444)] });
    expect(foundIn(found)).toEqual({ found: 0, of: 2 });
    expect(found).toMatchObject({ right: true, astray: [], beliefs: ['M10'] });
  });

  it('shows M12 where it is taken for a mere pile of callers', () => {
    const found = judged(dump, { verdict: 'other-leak', points: [at(dump, 'server.go', 404)] });
    expect(found).toMatchObject({ right: false, verdict: 'this-hang', beliefs: ['M12'] });
  });

  it('goes astray at what has nothing to do with it', () => {
    const elsewhere = at(dump, 'server.go', 87);
    const found = judged(dump, { verdict: 'this-hang', points: [elsewhere] });
    expect(found.astray).toMatchObject([{ goroutine: elsewhere, lasting: false }]);
    expect(found.beliefs).toEqual([]);
  });
});

describe('an answer on something else', () => {
  it('shows M2 where the pile in kubelet is taken for the hang itself', () => {
    const dump = dumpOf('other-leak', 'kubelet');
    const found = judged(dump, {
      verdict: 'this-hang',
      points: [at(dump, 'transport.go', 318)],
    });
    expect(found).toMatchObject({ right: false, verdict: 'other-leak', beliefs: ['M2'] });
    expect(foundIn(found)).toEqual({ found: 1, of: 1 });
  });

  it('shows M10 where handlers at a lock are taken for it', () => {
    const dump = dumpOf('look-alike', 'shim', 'shim-mutex-pileup');
    const found = judged(dump, {
      verdict: 'this-hang',
      points: [at(dump, 'service.go', 369)],
    });
    expect(found).toMatchObject({ verdict: 'look-alike', beliefs: ['M10'] });
    expect(foundIn(found).found).toBe(1);
  });

  it('finds a half circle by the writer and the reader that still reads', () => {
    const dump = dumpOf('look-alike', 'containerd');
    const points = [at(dump, 'client.go', 259), at(dump, 'client.go', 199)];
    const found = judged(dump, { verdict: 'look-alike', points });
    expect(found).toMatchObject({ right: true, beliefs: [] });
    expect(foundIn(found)).toEqual({ found: 2, of: 2 });
    expect(judged(dump, { verdict: 'other-leak' }).beliefs).toEqual(['M12']);
  });

  it('tells a call that is made to last from one that hangs, where it is pointed at', () => {
    const dump = dumpOf('healthy', 'containerd');
    const waits = [...dump].find(({ stack }) =>
      stack.frames.some(({ func }) => func.endsWith('taskClient).Wait')),
    );
    const closer = at(dump, 'client.go', 246);
    const points = [waits?.id ?? 0, closer];
    const { astray } = judged(dump, { verdict: 'other-leak', points });
    expect(astray).toMatchObject([
      { goroutine: waits?.id, lasting: true },
      { goroutine: closer, lasting: false },
    ]);
  });

  it('asks for no more places than a reader may point at', () => {
    const dump = dumpOf('look-alike', 'shim', 'shim-mutex-pileup');
    const found = judged(dump, { verdict: 'look-alike', points: [at(dump, 'service.go', 369)] });
    expect(found.lines.filter(({ telling }) => telling).length).toBeGreaterThan(MOST_POINTS);
    expect(foundIn(found)).toEqual({ found: 1, of: MOST_POINTS });
  });

  it('needs no evidence where nothing is wrong', () => {
    const found = judged(dumpOf('healthy', 'shim'), { verdict: 'healthy' });
    expect(found).toMatchObject({ right: true, beliefs: [], astray: [] });
  });
});

describe('an answer', () => {
  it('is whole with a verdict, a confidence, and a place unless it is healthy', () => {
    const points = [4];
    expect(isWhole({ verdict: 'this-hang', confidence: 1, points })).toBe(true);
    expect(isWhole({ verdict: 'this-hang', confidence: 1, points: [] })).toBe(false);
    expect(isWhole({ verdict: 'healthy', confidence: 4, points: [] })).toBe(true);
    expect(isWhole({ verdict: 'healthy', confidence: 0, points })).toBe(false);
    expect(isWhole({ verdict: null, confidence: 2, points })).toBe(false);
  });
});

describe('a verdict', () => {
  it('stands for every rule, and each verdict for one rule at least', () => {
    const dump = dumpOf('healthy', 'shim');
    const [finding] = diagnose(dump);
    if (!finding) throw new Error('no finding');
    const said = RULES.map((rule) => verdictOf([{ ...finding, rule }]));
    expect(said.every((one) => one !== null && VERDICTS.includes(one))).toBe(true);
    expect(new Set(said)).toEqual(new Set(VERDICTS));
    expect(verdictOf([])).toBeNull();
  });
});
