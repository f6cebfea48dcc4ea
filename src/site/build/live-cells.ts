import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { MdastNode, MdastPluginDefinition, MdastPluginInput } from 'satteri';
import { readFence } from '../../notebook/fence.ts';
import type { Ran } from '../../notebook/notebook.ts';
import type { Cell } from '../../notebook/order.ts';
import { stills } from '../../notebook/stills.ts';

type Code = Extract<MdastNode, { type: 'code' }>;
type RunStills = typeof stills;

/** A cell of a page, and the line of its fence in the page's file. */
interface PageCell extends Cell {
  readonly line: number;
}

/**
 * Makes cells of the fences ```` ```ts live ````. Astro's processor of Markdown (Sätteri) takes plugins over the tree, and
 * Starlight puts its own into the same list: so a fence is still a fence here, and the listing inside the cell gets its
 * colours as every other one does.
 */
export function liveCells(): AstroIntegration {
  return {
    name: 'stuck-in-send:live-cells',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const { processor } = config.markdown;
        const { mdastPlugins } = processor.options as { mdastPlugins?: MdastPluginInput[] };
        if (processor.name !== 'satteri' || !mdastPlugins) {
          throw new Error(
            `Live cells are a plugin of Sätteri, and the site's Markdown runs through ${processor.name}.`,
          );
        }
        mdastPlugins.push(cellsPlugin(once(stills)));
      },
    },
  };
}

/** The same cells in two languages run once. What goes wrong is told for each page. */
function once(run: RunStills): RunStills {
  const known = new Map<string, ReturnType<RunStills>>();
  return (where, cells) => {
    const key = JSON.stringify(cells);
    const running = known.get(key);
    if (running) return running.catch(() => run(where, cells));
    const begun = run(where, cells);
    known.set(key, begun);
    return begun;
  };
}

/**
 * The plugin, over whatever runs the cells. A page with cells also gets `<LiveCells />` at its end: what all its cells share.
 */
export function cellsPlugin(run: RunStills): MdastPluginInput {
  return ({ fileURL }): MdastPluginDefinition => {
    const file = fileURL ? fileURLToPath(fileURL) : 'a page';
    const where = path.relative(path.resolve('content'), file).split(path.sep).join('/');
    let cells: readonly PageCell[] = [];
    let shown: ReadonlyMap<string, Ran> = new Map();
    let next = 0;
    return {
      name: 'live-cells',
      options: { position: true },
      async before(root) {
        cells = cellsOf(where, root as MdastNode);
        if (cells.length === 0) return;
        shown = await run(
          where,
          cells.map(({ id, text }) => ({ id, text })),
        );
      },
      code(node) {
        if (readFence(node.lang ?? null, node.meta ?? null) === null) return;
        const cell = cells[next++];
        const ran = cell && shown.get(cell.id);
        if (!ran) throw new Error(`${where}: a cell has not run`);
        return element('LiveCell', { id: cell.id, text: cell.text, ran: JSON.stringify(ran) }, [
          { type: 'code', lang: 'ts', meta: 'wrap', value: node.value },
        ]);
      },
      after(root, context) {
        if (cells.length === 0) return;
        context.prependChild(root, {
          type: 'mdxjsEsm',
          value: "import { LiveCell, LiveCells } from '@kit';",
        });
        context.appendChild(root, element('LiveCells', { page: where }, []));
      },
    };
  };
}

/** The cells of a page, in its order. Throws for an author's mistake, with its line. */
function cellsOf(where: string, root: MdastNode): readonly PageCell[] {
  const cells: PageCell[] = [];
  for (const { lang, meta, value, position } of codeIn(root)) {
    const line = position?.start.line ?? 0;
    const fence = readFence(lang ?? null, meta ?? null);
    if (fence === null) continue;
    if (typeof fence === 'string') throw new Error(`${where}:${line}: ${fence}`);
    const id = fence.name ?? String(cells.length + 1);
    const twin = cells.find((cell) => cell.id === id);
    if (twin) throw new Error(`${where}:${line}: cell ${id} is also at line ${twin.line}`);
    cells.push({ id, text: value, line });
  }
  return cells;
}

function codeIn(node: MdastNode): readonly Code[] {
  if (node.type === 'code') return [node];
  return 'children' in node ? node.children.flatMap((child) => codeIn(child as MdastNode)) : [];
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: Extract<MdastNode, { type: 'mdxJsxFlowElement' }>['children'],
): Extract<MdastNode, { type: 'mdxJsxFlowElement' }> {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value,
    })),
    children,
  };
}
