/** What a page says right before it cites a source. */
import type { MdastNode } from 'satteri';
import { attributesOf, isComponent } from './pages.ts';

/** A piece of a sentence: text, code, or the id of a fact whose value stands there. */
const FACT = /\{(fact|measured) ([^}]+)\}/g;

/** Where a sentence ends, in either language. A dot inside a name or a number has no blank behind it. */
const END = /(?<=[.!?]["”’)]?)\s+|(?<=[。！？][”’）]?)/;

type Parent = Extract<MdastNode, { children: unknown }>;

/**
 * The sentence that ends at child `at` of a paragraph or list item, with code between backticks, and `{fact id}` or
 * `{measured id}` for a number. Null in a table, whose cells say nothing alone, and where nothing stands before.
 */
export function saidBefore(parent: Parent, at: number): string | null {
  if (parent.type !== 'paragraph') return null;
  const before = parent.children.slice(0, at) as readonly MdastNode[];
  const after = parent.children.slice(at + 1) as readonly MdastNode[];
  const begun = sentences(before.map(textOf).join('')).at(-1) ?? '';
  const rest = sentences(after.map(textOf).join(''))[0] ?? '';
  const whole = tidy(`${begun}${/[.!?。！？]["”]?$/.test(begun.trim()) ? '' : rest}`);
  return whole === '' ? null : whole;
}

/** Puts numbers in the place of facts. */
export function withNumbers(
  said: string,
  numberOf: (kind: 'fact' | 'measured', id: string) => string,
): string {
  return said.replaceAll(FACT, (_, kind: 'fact' | 'measured', id: string) => numberOf(kind, id));
}

function sentences(text: string): readonly string[] {
  return text.split(END).filter((sentence) => sentence.trim() !== '');
}

function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:!?。，；：！？])/g, '$1')
    .trim();
}

function textOf(node: MdastNode): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (isComponent(node, 'Source')) return '';
  if (isComponent(node, 'Fact')) return `{fact ${attributesOf(node).id}}`;
  if (isComponent(node, 'Measured')) return `{measured ${attributesOf(node).id}}`;
  return 'children' in node ? (node.children as readonly MdastNode[]).map(textOf).join('') : '';
}
