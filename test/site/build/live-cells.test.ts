import { pathToFileURL } from 'node:url';
import { type MdastNode, mdxToJs } from 'satteri';
import { describe, expect, it } from 'vitest';
import type { Ran } from '../../../src/notebook/notebook.ts';
import type { Cell } from '../../../src/notebook/order.ts';
import { cellsPlugin } from '../../../src/site/build/live-cells.ts';

const FENCE = '```';

/** Compiles a page; tells what ran, and the script that came of it. */
async function page(text: string) {
  const ran: { where: string; cells: readonly Cell[] }[] = [];
  const plugin = cellsPlugin(async (where, cells) => {
    ran.push({ where, cells });
    return new Map(
      cells.map(({ id }): [string, Ran] => [
        id,
        {
          id,
          outputs: [{ kind: 'text', text: `of ${id}`, more: 0 }],
          problem: null,
          needs: {},
          defines: [],
        },
      ]),
    );
  });
  const { code } = await mdxToJs(text, {
    mdastPlugins: [plugin],
    fileURL: pathToFileURL('content/en/page.mdx'),
  });
  return { ran, code };
}

describe('a fence', () => {
  it('that is live becomes a cell with its text, its output and its listing', async () => {
    const text = 'const a = `<b>{"c"}`;\n\n// d\na;';
    const { ran, code } = await page(`# A\n\n${FENCE}ts live name=first\n${text}\n${FENCE}\n`);
    expect(ran).toEqual([{ where: 'en/page.mdx', cells: [{ id: 'first', text }] }]);
    expect(code).toContain("import { LiveCell, LiveCells } from '@kit'".replaceAll("'", '"'));
    expect(code).toContain(`text: ${JSON.stringify(text)}`);
    expect(code).toContain('of first');
    expect(code).toMatch(/LiveCell, \{[\s\S]*language-ts[\s\S]*LiveCells, \{/);
  });

  it('without a name is called by its place, wherever it stands, and all of a page run at once', async () => {
    const { ran } = await page(
      `${FENCE}ts live\n1\n${FENCE}\n\n${FENCE}ts\nplain\n${FENCE}\n\n- a list\n\n  ${FENCE}ts live\n  2\n  ${FENCE}\n`,
    );
    expect(ran.map(({ cells }) => cells)).toEqual([
      [
        { id: '1', text: '1' },
        { id: '2', text: '2' },
      ],
    ]);
  });

  it('that is not live stays, and its page asks for nothing', async () => {
    const { ran, code } = await page(`${FENCE}ts title="a.ts"\n1\n${FENCE}\n`);
    expect(ran).toEqual([]);
    expect(code).not.toContain('LiveCell');
  });

  it.each([
    [`text\n\n${FENCE}ts live nmae=a\n1\n${FENCE}\n`, 'en/page.mdx:3: "nmae=a" is not understood'],
    [
      `${FENCE}ts live name=a\n1\n${FENCE}\n\n${FENCE}ts live name=a\n2\n${FENCE}\n`,
      'en/page.mdx:5: cell a is also at line 1',
    ],
  ])('with a mistake fails with page and line', async (text, says) => {
    await expect(page(text)).rejects.toThrow(says);
  });
});

describe('a page whose cells fail', () => {
  it('fails with what they say', async () => {
    const plugin = cellsPlugin(() => Promise.reject(new Error('en/page.mdx: cells fail')));
    const root: Promise<unknown> = mdxToJs(`${FENCE}ts live\n1\n${FENCE}\n`, {
      mdastPlugins: [plugin],
    }) as Promise<MdastNode> | Promise<unknown>;
    await expect(root).rejects.toThrow('cells fail');
  });
});
