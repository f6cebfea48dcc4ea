import { describe, expect, it } from 'vitest';
import { runStill } from '../../src/notebook/still.ts';
import { fromDisk } from './disk.ts';

const still = (texts: Readonly<Record<string, string>>) =>
  runStill(
    'en/page.mdx',
    Object.entries(texts).map(([id, text]) => ({ id, text })),
    fromDisk,
  );

describe('runStill', () => {
  it('gives what each cell shows, as a page would take it', async () => {
    const shown = await still({
      a: 'Plot.plot({ marks: [Plot.dot([b])] })',
      b: 'const b = [1, 2]; show("said"); b',
    });
    expect(shown.get('b')?.outputs.map(({ kind }) => kind)).toEqual(['text', 'tree']);
    const [chart] = shown.get('a')?.outputs ?? [];
    expect(chart?.kind === 'chart' && chart.svg).toMatch(/^<svg (?![\s\S]*<style)[\s\S]*<circle /);
  });

  it('fails the build with the page, the cell and the line', async () => {
    await expect(still({ a: 'const a = 1;\n  nowhere', b: 'a', c: 'const c = ;' })).rejects.toThrow(
      'en/page.mdx: cells fail:\n' +
        '  cell a, line 2, column 3: thrown ReferenceError: nowhere is not defined\n' +
        '  cell b: needs a a\n' +
        '  cell c, line 1, column 11: syntax Unexpected token',
    );
  });

  it('fails for a picture that the page would not show', async () => {
    const text = '({ localName: "svg", outerHTML: "<svg><g></svg>" })';
    await expect(still({ a: text })).rejects.toThrow('en/page.mdx: cell a shows a chart');
  });
});
