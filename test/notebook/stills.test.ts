import { describe, expect, it } from 'vitest';
import { stills } from '../../src/notebook/stills.ts';

const cells = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([id, text]) => ({ id, text }));

describe('stills', () => {
  it('gives what the cells show, with who needs whom and what each defines', async () => {
    const shown = await stills(
      'en/page.mdx',
      cells({
        lines: '(await file(path)).split("\\n").length > 5',
        path: 'const path = "tables/matrix.csv"',
      }),
    );
    expect(shown.get('lines')).toMatchObject({
      outputs: [{ kind: 'tree', node: { text: 'true' } }],
      needs: { path: 'path' },
    });
    expect(shown.get('path')?.defines).toEqual(['path']);
  });

  it('fails with page, cell and line', async () => {
    await expect(stills('en/page.mdx', cells({ a: '1;\n  nowhere' }))).rejects.toThrow(
      'en/page.mdx: cells fail:\n  cell a, line 2, column 3: thrown ReferenceError',
    );
  });

  it.each([
    ['loops', 'for (;;);'],
    ['waits for ever', 'await new Promise(() => {})'],
  ])('fails for a cell that %s', async (_, text) => {
    await expect(stills('en/page.mdx', cells({ a: '1', b: text }), 1000)).rejects.toThrow(
      /^en\/page\.mdx: cells (do not come to an end|wait for what never comes): cell b/,
    );
  });

  it('reads nothing but evidence', async () => {
    await expect(
      stills('en/page.mdx', cells({ a: 'await file("../../package.json")' })),
    ).rejects.toThrow('not under content/evidence');
  });
});
