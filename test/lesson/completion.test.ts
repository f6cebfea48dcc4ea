import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonical,
  codeOf,
  completionOf,
  filesIn,
  fnv1a,
  verify,
  writeCompletion,
} from '../../src/lesson/completion.ts';
import { type Deed, NOTHING, noted } from '../../src/lesson/progress.ts';
import { progresses } from './reader.ts';

const now = Date.UTC(2026, 10, 28, 12);
const deeds: readonly Deed[] = [
  { did: 'finish', chapter: 'the-repair', questions: 3 },
  { did: 'finish', chapter: 'the-circle', questions: 3 },
  { did: 'open', chapter: 'one-gigabyte' },
  { did: 'try', exercise: 'the-circle-order', passed: true },
  { did: 'try', exercise: 'the-circle-why', passed: false },
];
const progress = deeds.reduce((before, deed) => noted(before, deed, now), NOTHING);
const file = completionOf(progress, { name: ' Ada\n Lovelace ', content: 'C0NTENT1', now });

describe('a completion file', () => {
  it('names what was finished and solved, and nothing that was only begun', () => {
    expect(file).toEqual({
      kit: 'stuck-in-send/completion',
      version: 1,
      name: 'Ada Lovelace',
      date: '2026-11-28',
      content: 'C0NTENT1',
      chapters: ['the-circle', 'the-repair'],
      exercises: ['the-circle-order'],
    });
  });

  it('comes back with its code, for any reader and any name', () => {
    fc.assert(
      fc.property(
        progresses,
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 100 })),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (any, name, day) => {
          const completion = completionOf(any, { name, content: 'C0NTENT1', now: day });
          expect(verify(writeCompletion(completion))).toEqual({ ok: true, completion });
        },
      ),
    );
  });

  it('may be written by another hand: keys in another order, no line breaks', () => {
    const data = JSON.parse(writeCompletion(file));
    const turned = JSON.stringify(Object.fromEntries(Object.entries(data).reverse()));
    expect(verify(turned)).toEqual({ ok: true, completion: file });
  });

  it('is found out when one letter of a name, an id or the code is another', () => {
    const text = writeCompletion(file);
    const places = [...text.matchAll(/(?<=")[\w -]+(?=")/g)].flatMap(({ 0: word, index }) =>
      [...word].map((_, offset) => index + offset),
    );
    expect(places.length).toBeGreaterThan(80);
    for (const place of places) {
      const other = text[place] === '7' ? '8' : '7';
      const edited = text.slice(0, place) + other + text.slice(place + 1);
      expect(verify(edited).ok, `letter ${place} of ${edited}`).toBe(false);
    }
  });

  it('is found out when an exercise is added', () => {
    const data = JSON.parse(writeCompletion(file));
    data.exercises.push('the-repair-number');
    expect(verify(JSON.stringify(data))).toEqual({ ok: false, problem: 'changed', at: 'code' });
  });

  it('is told from anything else, with the place', () => {
    const data = JSON.parse(writeCompletion(file));
    const no = (problem: string, at: string) => ({ ok: false, problem, at });
    expect(verify('K7P2')).toEqual(no('not-json', ''));
    expect(verify('[]')).toEqual(no('not-completion', 'kit'));
    expect(verify(JSON.stringify({ ...data, version: 2 }))).toEqual(no('newer-version', 'version'));
    expect(verify(JSON.stringify({ ...data, date: 'yesterday' }))).toEqual(no('bad-value', 'date'));
    expect(verify(JSON.stringify({ ...data, grade: 'A' }))).toEqual(no('bad-value', 'grade'));
  });
});

describe('the check code', () => {
  // Test vectors of the FNV authors (RFC 9923, appendix on test values).
  it.each([
    ['', 0xcbf29ce484222325n],
    ['a', 0xaf63dc4c8601ec8cn],
    ['foobar', 0x85944171f73967e8n],
  ])('stands on FNV-1a: %j', (text, hash) => {
    expect(fnv1a(new TextEncoder().encode(text))).toBe(hash);
  });

  it('is eight letters of base 32, the same for equal data only', () => {
    expect(codeOf({ a: 1, b: [2, 'x'] })).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(codeOf({ a: 1, b: 2 })).toBe(codeOf({ b: 2, a: 1 }));
    const codes = Array.from({ length: 5000 }, (_, n) => codeOf(n));
    expect(new Set(codes).size).toBe(5000);
  });

  it('is worked out over JSON that reads back as the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(JSON.parse(canonical(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});

describe('pasted files', () => {
  const text = writeCompletion(file);

  it('are told apart where one ends and the next begins, however they were joined', () => {
    const other = writeCompletion({ ...file, name: '{ "Grace" }' });
    for (const pasted of [
      text + other,
      `${text}\n\n${other}`,
      (text + other).replaceAll('\n', '\r\n'),
    ]) {
      const names = filesIn(pasted).map((one) => {
        const read = verify(one);
        return read.ok ? read.completion.name : read.problem;
      });
      expect(names).toEqual([file.name, '{ "Grace" }']);
    }
  });

  it('that are no such row stay as they are', () => {
    for (const pasted of [text, text.trim(), JSON.stringify({ a: { b: 1 } }), 'x\n{', '']) {
      expect(filesIn(pasted)).toEqual([pasted]);
    }
  });
});
