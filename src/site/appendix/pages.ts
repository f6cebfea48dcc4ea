/** The pages of one language as trees, so that an index can be made of what stands in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type MdastNode, mdxToMdast } from 'satteri';
import { parse } from 'yaml';
import type { Locale } from '../../widgets/contract.ts';
import { addressOf } from '../address.ts';

/** What a page is to a reader: a chapter, the runbook card of one, a trainer's page, or any other. */
export type PageKind = 'chapter' | 'card' | 'guide' | 'page';

/** A page as others point to it. */
export interface PageName {
  readonly kind: PageKind;
  /** Address under the locale, without slashes at its ends: `chapters/the-circle`. */
  readonly address: string;
  readonly title: string;
  /** Place in the course, of a chapter and of its card; null elsewhere. */
  readonly number: number | null;
}

export interface ContentPage extends PageName {
  readonly root: MdastNode;
}

const KINDS: Readonly<Record<string, PageKind>> = {
  chapters: 'chapter',
  runbook: 'card',
  facilitate: 'guide',
};

/** Every page of `content/<locale>`: chapters first, in the order of the course, then cards in that order, then the rest. */
export function readPages(locale: Locale, content = 'content'): readonly ContentPage[] {
  const folder = path.join(content, locale);
  const numbers = new Map(
    filesOf(path.join(folder, 'chapters')).map((file) => [slugOf(file), Number.parseInt(file, 10)]),
  );
  return filesOf(folder)
    .map((file) => readPage(file, readFileSync(path.join(folder, file), 'utf8'), numbers))
    .sort((a, b) => rank(a) - rank(b) || a.address.localeCompare(b.address));
}

/** A page from its text. `numbers`: place in the course by slug. */
export function readPage(
  file: string,
  source: string,
  numbers: ReadonlyMap<string, number> = new Map(),
): ContentPage {
  const root = mdxToMdast(source);
  const address = addressOf(file);
  const kind = KINDS[file.split('/')[0] ?? ''] ?? 'page';
  const numbered = kind === 'chapter' || kind === 'card';
  return {
    kind,
    address,
    title: String(matterOf(root).title ?? ''),
    number: (numbered ? numbers.get(slugOf(file)) : null) ?? null,
    root,
  };
}

/** Every node of a tree, in the order of the page. */
export function* nodesOf(node: MdastNode): Generator<MdastNode> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child as MdastNode);
}

/** The attributes of a component that are plain text, or the text between the braces: `state={{ a: 1 }}` gives `{ a: 1 }`. */
export function attributesOf(
  node: Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    node.attributes.flatMap((attribute) => {
      if (attribute.type !== 'mdxJsxAttribute') return [];
      const { name, value } = attribute;
      return [[name, typeof value === 'string' ? value : (value?.value ?? '')]];
    }),
  );
}

export function isComponent(
  node: MdastNode,
  name: string,
): node is Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }> {
  return (
    (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === name
  );
}

/** The name of a page alone: what an index keeps of it. */
export function nameOf({ kind, address, title, number }: PageName): PageName {
  return { kind, address, title, number };
}

function matterOf(root: MdastNode): Readonly<Record<string, unknown>> {
  for (const node of nodesOf(root)) if (node.type === 'yaml') return parse(node.value) ?? {};
  return {};
}

const slugOf = (file: string): string => addressOf(path.basename(file));

function filesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

const ORDER: readonly PageKind[] = ['chapter', 'card', 'page', 'guide'];

/** Chapters by number, then cards by number, then the rest. */
function rank({ kind, number }: PageName): number {
  return ORDER.indexOf(kind) * 100 + (number ?? 99);
}
