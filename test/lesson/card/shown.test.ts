import fc from 'fast-check';
import { type MdastNode, markdownToMdast, mdxToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, type Row } from '../../../src/lesson/card/blocks.ts';
import { HOSTS, type Host } from '../../../src/lesson/card/card.ts';
import { tidyText } from '../../../src/lesson/card/lines.ts';
import { writeCard } from '../../../src/lesson/card/write.ts';
import { AROUND, cardOf, NASTY } from './surroundings.ts';

/** What is seen of a text, as plain data: the same form for our preview and for a Markdown reader of another house. */
type Seen = readonly [kind: string, ...texts: string[]];

function seenInPreview(typed: string): Seen[] {
  const seen: Seen[] = [];
  for (const block of blocksOf(tidyText(typed))) {
    if (block.kind === 'code') seen.push(['code', block.text.trimEnd()]);
    else if (block.kind === 'paragraph') seen.push(['paragraph', rows(block.rows)]);
    else seen.push([listName(block), ...block.items.map(rows)]);
  }
  return seen;
}

const listName = ({ ordered, start }: Extract<Block, { kind: 'list' }>) =>
  ordered ? `list ${start}` : 'list';

function rows(all: readonly Row[]): string {
  return all
    .map((row) =>
      row
        .map((piece) => {
          if (piece.kind === 'text') return piece.text;
          if (piece.kind === 'code') return `«${piece.text}»`;
          return `{${piece.label ?? piece.address}→${piece.address}}`;
        })
        .join(''),
    )
    .map(evenly)
    .join('\n');
}

/** Readers of Markdown need not keep runs of spaces; what is drawn is the same. */
const evenly = (text: string) => text.replace(/[ \t]+/g, ' ').trim();

function seenByReader(node: MdastNode): Seen[] {
  const seen: Seen[] = [];
  for (const child of children(node)) {
    if (child.type === 'code') seen.push(['code', String(child.value).trimEnd()]);
    else if (child.type === 'paragraph') seen.push(['paragraph', inline(child)]);
    else if (child.type === 'list') {
      const start = 'ordered' in child && child.ordered ? `list ${child.start}` : 'list';
      const items = children(child).map((item) => children(item).map(inline).join('¶'));
      seen.push([start, ...items]);
    } else seen.push([child.type, JSON.stringify(child).slice(0, 200)]);
  }
  return seen;
}

function children(node: MdastNode): readonly MdastNode[] {
  return 'children' in node ? (node.children as readonly MdastNode[]) : [];
}

function inline(node: MdastNode): string {
  const parts = children(node).map((child) => {
    if (child.type === 'text') return child.value;
    if (child.type === 'inlineCode') return `«${child.value}»`;
    if (child.type === 'break') return '\n';
    if (child.type === 'link') return `{${inline(child)}→${child.url}}`;
    return `<${child.type}>`;
  });
  return parts.join('').split('\n').map(evenly).join('\n');
}

/** The one section of the file, as a reader of Markdown (GitHub's, or MDX) sees it. */
function sectionOf(typed: string, host: Host): Seen[] {
  const file = writeCard(cardOf({ look: typed }), AROUND);
  const written = writeCard({ ...cardOf({ look: typed }), host }, AROUND);
  expect(file).toContain('card look');
  const tree = host === 'docusaurus' ? mdxToMdast(written) : markdownToMdast(written);
  const all = children(tree);
  const second = all.findIndex((node) => node.type === 'heading' && node.depth === 2);
  const end = all.findIndex(
    (node, index) => index > second && ['html', 'mdxFlowExpression'].includes(node.type),
  );
  return seenByReader({ type: 'root', children: all.slice(second + 1, end) } as MdastNode);
}

const lists = /^[-*\d]/;

describe('the file, read by a Markdown reader that is not ours', () => {
  it.each(HOSTS.flatMap((host) => NASTY.map((line) => [host, line.slice(0, 50), line] as const)))(
    'for %s shows what the preview shows: %s',
    (host, _, line) => {
      const typed = `before\n${line}\n\nand ${line}\n\n- ${line}\n\n7. ${line}`;
      expect(sectionOf(typed, host)).toEqual(seenInPreview(typed));
    },
  );

  it('shows what the preview shows, line after line of anything', () => {
    const line = fc.oneof(
      fc.constantFrom(...NASTY.filter((one) => !lists.test(one))),
      fc.string({
        unit: fc.constantFrom(...'`_[]()<>{}|&;:\\ !=*1a中'),
        minLength: 1,
        maxLength: 14,
      }),
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...HOSTS),
        (lines, host) => {
          const typed = `words ${lines.join('\nand ')}`;
          expect(sectionOf(typed, host)).toEqual(seenInPreview(typed));
        },
      ),
      { seed: 1129, numRuns: 600 },
    );
  });
});
