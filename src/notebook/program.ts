import { kitNames } from './kit-names.ts';
import { type Cell, order, type Planned } from './order.ts';

/** Where a program takes the kit from: `exports` of package.json. */
export const KIT = 'stuck-in-send/cells';

const reserved: ReadonlySet<string> = new Set(kitNames.map(({ name }) => name));

/**
 * The cells of a page as one TypeScript program that Node runs in a checkout of the kit: in an order that works, each last
 * expression shown, and one import of what they use. A cell that cannot run stands there as it is.
 */
export function programOf(cells: readonly Cell[]): string {
  const plan = order(cells, reserved);
  const used = new Set(plan.flatMap(({ compiled }) => compiled?.uses ?? []));
  if (plan.some(({ compiled }) => compiled?.last)) used.add('show');
  const names = [...used].filter((name) => reserved.has(name)).sort();
  const head = names.length > 0 ? [`import { ${names.join(', ')} } from '${KIT}';\n`] : [];
  // A program without import or export would be no module, and could not await.
  return [...head, ...plan.map(partOf), ...(head.length > 0 ? [] : ['export {};\n'])].join('\n');
}

function partOf({ cell: { id, text }, compiled }: Planned): string {
  const shown = compiled?.last
    ? `${text.slice(0, compiled.last.from)}show(${text.slice(compiled.last.from, compiled.last.to)})${text.slice(compiled.last.to)}`
    : text;
  // A bracket at the beginning of the next cell must not go on with this one's end, be it in a comment or not.
  const ended = /(?:^|\n)[^/\n]*;\s*$/.test(shown) ? shown.trimEnd() : `${shown.trimEnd()}\n;`;
  return `// Cell ${id}\n${ended}\n`;
}
