import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPattern } from '../../../src/evidence/pprof/pattern/pattern.ts';
import { seeded } from '../../bench/random.ts';

function matches(source: string, text: string): boolean {
  const pattern = readPattern(source);
  if (!pattern.ok) throw new Error(`${source}: ${pattern.problem}`);
  return pattern.value.test(text);
}

/** Patterns that mean the same in JavaScript as in RE2. */
const shared = fc.letrec<{ any: string; atom: string; piece: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      'a',
      'b',
      'c',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\W',
      '\\b',
      '^',
      '$',
      '\\.',
      '[a-b-]',
      '\\n',
    ),
    tie('any').map((inner) => `(${inner})`),
    tie('any').map((inner) => `(?:${inner})`),
  ),
  piece: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,}', '*?'))
    // A repeated place is not a pattern in JavaScript.
    .map(([atom, repeat]) => (/^(?:\\b|\^|\$)$/.test(atom) ? atom : atom + repeat)),
  any: fc.oneof(
    { depthSize: 'small' },
    fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
    fc.tuple(tie('any'), tie('any')).map(([left, right]) => `${left}|${right}`),
  ),
})).any;

/** JavaScript's own engine takes exponential time where repeats are nested deep: ours is compared where it answers. */
const quick = shared.filter((source) => (source.match(/[*+?]|\{/g) ?? []).length <= 4);

test('a pattern matches what the same pattern matches in JavaScript', () => {
  fc.assert(
    fc.property(quick, fc.stringMatching(/^[abc.\n-]{0,10}$/), (source, text) => {
      expect(matches(source, text), `${source} on ${JSON.stringify(text)}`).toBe(
        new RegExp(source, 'u').test(text),
      );
    }),
    { numRuns: 2000 },
  );
}, 30_000);

describe('what RE2 has and JavaScript has not', () => {
  test.each([
    ['(?i)TTRPC', 'github.com/containerd/ttrpc', true],
    ['a(?i)B', 'ab', true],
    ['a(?i:B)c', 'aBC', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?m)^b$', 'a\nb\nc', true],
    ['^b$', 'a\nb\nc', false],
    ['\\Aa\\z', 'a', true],
    ['[[:alpha:]]+[[:^digit:]]$', 'x_', true],
    ['\\Q(*Client).\\E', 'ttrpc.(*Client).run', true],
    ['(?P<name>a)b', 'ab', true],
    ['\\x41\\x{1F600}', 'A😀', true],
    ['^.$', '😀', true],
    ['\\p{Greek}', 'λ', true],
    ['\\PL', 'abc', false],
    ['a{,3}', 'a{,3}', true],
    ['[]a]', ']', true],
    ['(?i)[k]', 'K', true],
    ['', 'anything', true],
  ])('%s on %j: %s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });
});

describe('a pattern that does not read says why and where', () => {
  test.each([
    ['a(b', 1, /\( without its \)/],
    ['ab)', 2, /\) without its \(/],
    ['*a', 0, /nothing to repeat/],
    ['a**', 0, /two repeats/],
    ['x[a', 1, /\[ without its \]/],
    ['[b-a]', 1, /backwards/],
    ['a\\', 1, /at the end/],
    ['(a)\\1', 3, /back-references/],
    ['(?=a)', 0, /look-ahead/],
    ['(?<!a)', 0, /look-behind/],
    ['a{1001}', 1, /repeats go up to/],
    ['a{3,2}', 1, /smaller number first/],
    ['\\y', 0, /not known/],
    ['[[:nose:]]', 1, /not known/],
    ['\\p{Nose}', 0, /not known/],
    ['(((a{100}){100}){100})', 0, /too large/],
    ['((((){1000}){1000}){1000})', 0, /too large/],
    ['('.repeat(500), 200, /too deep/],
  ])('%s', (source, at, problem) => {
    expect(readPattern(source)).toMatchObject({
      ok: false,
      at,
      problem: expect.stringMatching(problem),
    });
  });
});

test('no text of patterns makes reading or matching throw or hang', () => {
  const alphabet = fc.constantFrom(...'ab()[]{}*+?|\\^$.-:1,dwsQEpPxi<>='.split(''));
  fc.assert(
    fc.property(fc.string({ unit: alphabet, maxLength: 24 }), (source) => {
      const pattern = readPattern(source);
      if (pattern.ok) pattern.value.test('aaaaabbbb.ab()[]');
      else expect(pattern.at).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 5000 },
  );
});

test('patterns that make a backtracking engine hang take no longer than others', () => {
  const text = `${'a'.repeat(5000)}b`;
  const start = performance.now();
  expect(matches('(a+)+$', text)).toBe(false);
  expect(matches('(a|a)*c', text)).toBe(false);
  expect(matches('(.*)*(.*)*x', text)).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('a pattern that never makes the same turn twice gives up, and says so', () => {
  const pattern = readPattern('(a|b)*a(a|b){900}c');
  if (!pattern.ok) throw new Error(pattern.problem);
  const random = seeded(1);
  const text = Array.from({ length: 100_000 }, () => (random() < 0.5 ? 'a' : 'b')).join('');
  expect(pattern.value.test(text)).toBe(false);
  expect(pattern.value.exhausted).toBe(true);
});

test('over many names a pattern takes time for their characters, not for its steps', () => {
  const pattern = readPattern(
    `(?i)(${Array.from({ length: 60 }, (_, at) => `runtime\\.f${at}`).join('|')})$`,
  );
  if (!pattern.ok) throw new Error(pattern.problem);
  const names = Array.from(
    { length: 40_000 },
    (_, at) => `github.com/containerd/ttrpc.(*Client).f${at % 90}`,
  );
  for (const name of names) pattern.value.test(name);
  expect(pattern.value.exhausted).toBe(false);
  expect(pattern.value.test('x/RUNTIME.f59')).toBe(true);
});
