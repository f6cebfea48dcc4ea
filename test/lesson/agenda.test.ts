import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agenda, agenda, type Written } from '../../src/lesson/agenda.ts';
import { PARTS, type Plan, readPlans, type Stage } from '../../src/lesson/plan.ts';

const COURSE = ['tides', 'winds', 'storms', 'harbour'];
const written: Written = {
  tides: { read: 10, exercise: 15, discuss: 8 },
  winds: { read: 5, exercise: 12, discuss: 6 },
  harbour: { read: 7, exercise: 20, discuss: 9 },
};
const chapter = (slug: string, ...parts: (typeof PARTS)[number][]): Stage => ({
  kind: 'chapter',
  chapter: slug,
  parts,
});
const rest = (minutes: number): Stage => ({ kind: 'break', break: minutes });
const times = ({ rows }: Agenda) =>
  rows.map(({ from, to, ...row }) => [from, to, 'chapter' in row ? row.chapter : row.kind]);

function made(plan: Plan): Agenda {
  const read = agenda(plan, written);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

describe('agenda', () => {
  it('adds up the parts that are done in the room, one after another', () => {
    const session = [
      chapter('tides', 'discuss'),
      rest(5),
      chapter('winds', 'exercise', 'discuss'),
      { kind: 'drill', drill: 10 } as const,
    ];
    const all = made({ minutes: 45, session });
    expect(times(all)).toEqual([
      [0, 8, 'tides'],
      [8, 13, 'break'],
      [13, 31, 'winds'],
      [31, 41, 'drill'],
    ]);
    expect(all).toMatchObject({ taken: 41, spare: 4 });
  });

  it('says what is left out of the room, and how long the reading beforehand takes', () => {
    const session = [chapter('tides', 'discuss', 'exercise'), chapter('winds', 'read')];
    const all = made({ minutes: 60, session });
    expect(all.rows).toMatchObject([
      { room: ['exercise', 'discuss'], outside: ['read'] },
      { room: ['read'], outside: ['exercise', 'discuss'] },
    ]);
    expect(all.before).toBe(10);
  });

  it('passes over a chapter that is not written', () => {
    const session = [chapter('tides', 'discuss'), chapter('storms', 'discuss')];
    expect(times(made({ minutes: 8, session }))).toEqual([[0, 8, 'tides']]);
  });

  it.each([
    ['first', [chapter('storms', 'read'), rest(5), chapter('tides', 'discuss')]],
    ['last', [chapter('tides', 'discuss'), rest(5), chapter('storms', 'read')]],
  ])('takes away a break that comes %s once a chapter is passed over', (_, session) => {
    expect(times(made({ minutes: 45, session }))).toEqual([[0, 8, 'tides']]);
  });

  it('makes one break of two that had only an unwritten chapter between them', () => {
    const session = [
      chapter('tides', 'discuss'),
      rest(5),
      chapter('storms', 'discuss'),
      rest(7),
      chapter('harbour', 'discuss'),
    ];
    expect(times(made({ minutes: 45, session }))).toEqual([
      [0, 8, 'tides'],
      [8, 13, 'break'],
      [13, 22, 'harbour'],
    ]);
  });

  it('refuses a plan that overruns, with the sum and the first chapter that ends too late', () => {
    const session = [
      chapter('tides', 'discuss'),
      chapter('storms', 'discuss'),
      rest(5),
      chapter('winds', 'exercise', 'discuss'),
      chapter('harbour', 'discuss'),
    ];
    const problem =
      'a plan of 30 minutes takes 40: "winds" ends at minute 31 (tides 8 + break 5 + winds 18 + harbour 9)';
    expect(agenda({ minutes: 30, session }, written)).toMatchObject({
      ok: false,
      problem,
      at: 'session/3',
    });
    expect(agenda({ minutes: 40, session }, written)).toMatchObject({ ok: true });
  });

  it('leaves no gap, no overlap and nothing over, whatever is planned', () => {
    const part = fc.subarray([...PARTS], { minLength: 1 });
    const minutes = fc.integer({ min: 1, max: 60 });
    const stage: fc.Arbitrary<Stage> = fc.oneof(
      fc.tuple(fc.constantFrom(...COURSE), part).map(([slug, parts]) => chapter(slug, ...parts)),
      minutes.map(rest),
      minutes.map((drill) => ({ kind: 'drill', drill }) as const),
    );
    fc.assert(
      fc.property(fc.array(stage), fc.integer({ min: 1, max: 300 }), (session, length) => {
        const read = agenda({ minutes: length, session }, written);
        if (!read.ok) {
          const sum = Number(/takes (\d+)/.exec(read.problem)?.[1]);
          expect(sum).toBeGreaterThan(length);
          return;
        }
        const { rows, taken, spare } = read.value;
        for (const [place, row] of rows.entries()) {
          expect(row.from).toBe(rows[place - 1]?.to ?? 0);
          expect(row.to).toBeGreaterThan(row.from);
        }
        expect(taken).toBe(rows.at(-1)?.to ?? 0);
        expect(taken + spare).toBe(length);
        expect(spare).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('readPlans', () => {
  const one = (...session: unknown[]) => [{ minutes: 45, session }];

  it('reads chapters, breaks and drills', () => {
    const data = one({ chapter: 'tides', parts: ['discuss'] }, { break: 10 }, { drill: 30 });
    expect(readPlans(data, COURSE)).toMatchObject({
      ok: true,
      value: [
        { minutes: 45, session: [{ kind: 'chapter' }, { kind: 'break' }, { kind: 'drill' }] },
      ],
    });
  });

  const tides = { chapter: 'tides', parts: ['discuss'] };
  const winds = { chapter: 'winds', parts: ['discuss'] };
  it.each([
    ['a chapter that the course lacks', one({ ...tides, chapter: 'tide' }), '0/session/0/chapter'],
    ['chapters out of order', one(winds, tides), '0/session/1/chapter'],
    ['a chapter that comes twice', one(tides, { break: 5 }, tides), '0/session/2/chapter'],
    ['a part that no chapter has', one({ ...tides, parts: ['talk'] }), '0/session/0/parts/0'],
    ['a part named twice', one({ ...tides, parts: ['read', 'read'] }), '0/session/0/parts/1'],
    ['a chapter without parts', one({ chapter: 'tides' }), '0/session/0'],
    ['a break of no length', one(tides, { break: 0 }), '0/session/1/break'],
    ['a time that was typed', one({ ...tides, minutes: 8 }), '0/session/0/minutes'],
    ['an empty session', one(), '0/session'],
  ])('refuses %s', (_, data, at) => {
    expect(readPlans(data, COURSE)).toMatchObject({ ok: false, at });
  });
});
