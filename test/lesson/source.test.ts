import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/lesson/source.ts';

const file = `# a comment
id: tides
kind: choose
pick: 1
options: [moon, wind]
solution: [moon]
wrong:
  - { id: waves, shows: M2, answer: [wind] }
hints: [sky, pull, worked]
`;

describe('readSource', () => {
  it('reads an exercise or a prediction, by its kind', () => {
    expect(readSource(file, 'tides')).toMatchObject({ ok: true, value: { kind: 'choose' } });
    const asked = `id: tides
kind: prediction
pick: 1
options: [{ id: moon, code: moon }, { id: wind, code: wind }]
found: [moon]
`;
    expect(readSource(asked, 'tides')).toMatchObject({ ok: true, value: { kind: 'prediction' } });
  });

  it.each([
    ['the value that is wrong', file.replace('M2', 'M99'), '8:25 wrong/0/shows'],
    ['an item of a list', file.replace('solution: [moon]', 'solution: [sun]'), '6:12 solution/0'],
    ['the group in which something is missing', file.replace(', shows: M2', ''), '8:5 wrong/0'],
    ['the top, when a key of the file is missing', file.replace(/^pick.*\n/m, ''), '1:1'],
    ['a key that nobody reads', `${file}hits: 3\n`, '10:7 hits'],
  ])('gives line and column of %s', (_what, text, at) => {
    expect(readSource(text, 'tides')).toMatchObject({ ok: false, at });
  });

  it('gives the line of broken YAML', () => {
    expect(readSource(file.replace('[sky, pull', '[sky, pull]]'), 'tides')).toMatchObject({
      ok: false,
      at: expect.stringMatching(/^9:/),
      hint: 'Mend the YAML at this place.',
    });
  });

  it('refuses a key that stands twice, which YAML readers like to swallow', () => {
    expect(readSource(`${file}pick: 2\n`, 'tides')).toMatchObject({
      ok: false,
      at: expect.stringMatching(/^10:/),
    });
  });

  it('demands that the file is named after its id, because addresses are made of it', () => {
    expect(readSource(file, 'ebb')).toMatchObject({
      ok: false,
      at: '2:5 id',
      problem: '"tides" stands in ebb.yaml',
    });
  });
});
