import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Ran } from '../../../src/notebook/notebook.ts';
import type { Output } from '../../../src/notebook/output.ts';
import { problem } from '../../../src/notebook/problem.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { CellView } from '../../../src/widgets/cells/cell.tsx';
import { deskOf } from '../../../src/widgets/cells/desk.ts';

const SVG =
  '<svg><g clip-path="url(#plot-clip-1)"></g><clipPath id="plot-clip-1"></clipPath></svg>';

function drawn(outputs: readonly Output[], more: Partial<Ran> = {}, locale: 'en' | 'zh-cn' = 'en') {
  const ran: Ran = { id: 'a', outputs, problem: null, needs: {}, defines: [], ...more };
  const [cell] = deskOf([{ id: 'a', text: 'b', ran }]).cells;
  if (!cell) throw new Error('no cell');
  return renderToString(
    h(CellView, { cell, listing: '<pre>b</pre>', word: wordsOf(locale), page: null, mac: false }),
  );
}

describe('the still of a cell', () => {
  it('has its text and no button', () => {
    const html = drawn([]);
    expect(html).toContain('<pre>b</pre>');
    expect(html).not.toContain('<button');
    expect(html).toContain('It shows nothing.');
  });

  it('shows text as text, never as markup', () => {
    const html = drawn([{ kind: 'text', text: '<img src=x onerror=a()>', more: 3 }]);
    expect(html).toContain('&lt;img');
    expect(html).toContain('3 more characters');
  });

  it('sets numbers at the right, and only columns of numbers', () => {
    const html = drawn([
      {
        kind: 'table',
        columns: ['n', 'both'],
        rows: [
          [1, 2],
          [3, 'x'],
        ],
        more: 0,
      },
    ]);
    expect(html).toContain('<th scope="col" class="cell-number">n</th><th scope="col">both</th>');
  });

  it('opens a tree by one floor', () => {
    const leaf = { key: 'b', text: '1', children: [], more: 0 };
    const inner = { key: 'a', text: 'Object {…}', children: [leaf], more: 2 };
    const html = drawn([
      { kind: 'tree', node: { key: null, text: 'Array(1)', children: [inner], more: 0 } },
    ]);
    expect(html.match(/<details open/g)).toHaveLength(1);
    expect(html.match(/<details/g)).toHaveLength(2);
    expect(html).toContain('2 more');
  });

  it('gives each chart ids of its own, and a name', () => {
    const html = drawn([
      { kind: 'chart', svg: SVG },
      { kind: 'chart', svg: SVG },
    ]);
    expect(html.match(/id="cell-a-\d-plot-clip-1"/g)).toEqual([
      'id="cell-a-0-plot-clip-1"',
      'id="cell-a-1-plot-clip-1"',
    ]);
    expect(html).toContain('role="img" tabindex="0" aria-label="Chart of cell a"');
  });

  it('leads to the cells that it takes names from, and says what is wrong and where', () => {
    const html = drawn([], {
      needs: { n: 'count', m: 'count' },
      problem: problem('thrown', { message: 'Error: no' }, { line: 2, column: 5 }),
    });
    expect(html.match(/href="#cell-count"/g)).toHaveLength(1);
    expect(html).toContain('Line 2, column 5: Error: no');
  });

  it('speaks Chinese', () => {
    expect(drawn([], {}, 'zh-cn')).toContain('构建页面时已运行');
  });
});
