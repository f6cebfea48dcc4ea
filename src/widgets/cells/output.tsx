import type { Output, TreeNode } from '../../notebook/output.ts';
import { nameOf, ownIds } from '../../notebook/svg-ids.ts';
import type { Word } from '../contract.ts';

export interface OutputProps {
  /** The cell's id. */
  readonly cell: string;
  /** Which of the cell's outputs it is, from 0. */
  readonly at: number;
  readonly output: Output;
  readonly word: Word;
}

/** What a cell shows. It only draws: whatever came out of a thread went through `readOutput` before. */
export function OutputView({ cell, at, output, word }: OutputProps) {
  switch (output.kind) {
    case 'text':
      return (
        <div
          class="cell-text"
          tabIndex={0}
          role="group"
          aria-label={word('cell.text', { id: cell })}
        >
          <pre>{output.text}</pre>
          {output.more > 0 && <p class="cell-more">{word('cell.moreText', { n: output.more })}</p>}
        </div>
      );
    case 'table':
      return <TableView id={cell} table={output} word={word} />;
    case 'tree':
      return (
        <div class="cell-tree">
          <Tree node={output.node} depth={0} word={word} />
        </div>
      );
    case 'chart':
      return (
        <div
          class="cell-chart"
          role="img"
          tabIndex={0}
          aria-label={nameOf(output.svg) ?? word('cell.chart', { id: cell })}
          data-chart
          dangerouslySetInnerHTML={{ __html: ownIds(output.svg, `cell-${cell}-${at}`) }}
        />
      );
  }
}

function TableView(props: {
  readonly id: string;
  readonly table: Extract<Output, { readonly kind: 'table' }>;
  readonly word: Word;
}) {
  const { id, table, word } = props;
  const { columns, rows, more } = table;
  const isNumber = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  const side = (at: number) => (isNumber[at] ? 'cell-number' : undefined);
  return (
    <div class="cell-table" tabIndex={0} role="group" aria-label={word('cell.table', { id })}>
      <table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th scope="col" class={side(at)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((value, at) => (
                <td class={side(at)}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="cell-more">{word('cell.moreRows', { n: more })}</p>}
    </div>
  );
}

/** How many floors of a tree stand open at first. */
const OPEN = 1;

function Tree(props: { readonly node: TreeNode; readonly depth: number; readonly word: Word }) {
  const { node, depth, word } = props;
  const line = (
    <>
      {node.key !== null && <span class="cell-key">{node.key}: </span>}
      <span class={`cell-value ${kindOf(node.text)}`}>{node.text}</span>
    </>
  );
  if (node.children.length === 0) return <p class="cell-leaf">{line}</p>;
  return (
    <details open={depth < OPEN}>
      <summary>{line}</summary>
      <ul>
        {node.children.map((child) => (
          <li>
            <Tree node={child} depth={depth + 1} word={word} />
          </li>
        ))}
        {node.more > 0 && <li class="cell-more">{word('cell.moreEntries', { n: node.more })}</li>}
      </ul>
    </details>
  );
}

function kindOf(text: string): string {
  if (text.startsWith('"')) return 'cell-string';
  return /^-?[\d.]/.test(text) || /^(true|false|null|undefined|NaN|-?Infinity)$/.test(text)
    ? 'cell-plain'
    : '';
}
