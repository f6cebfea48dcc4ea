import { type MdastNode, mdxToMdast } from 'satteri';
import { parse } from 'yaml';

/** Something on a page, with the line of the file where it starts. */
export interface At<T> {
  readonly line: number;
  /** How many headings stand before it: the same number in both languages is the same section. */
  readonly section: number;
  readonly it: T;
}

/** A component of MDX. Attributes as they are written: `state={{ a: 1 }}` gives the text between the outer braces. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What two translations of a page have in common, and the words they do not. */
export interface Page {
  readonly path: string;
  readonly matter: Readonly<Record<string, unknown>>;
  readonly headings: readonly At<number>[];
  /** Components in the order of the page, nested ones after the one that holds them. */
  readonly tags: readonly At<Tag>[];
  readonly code: readonly At<{ readonly language: string; readonly text: string }>[];
  readonly links: readonly At<string>[];
  /** `table 10x4`, `list 1. 4`: what has a size. */
  readonly shapes: readonly At<string>[];
  /** Prose outside code: text nodes, and attributes that hold words. */
  readonly prose: readonly At<string>[];
  /** Words in backticks. */
  readonly inlineCode: readonly At<string>[];
}

/** Attributes that hold words of a language; all others must be the same in both. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  Differs: ['post', 'facts'],
  Question: ['q'],
};

/** Reads a page with the parser that the site itself uses. Throws where the MDX or the front matter is not well formed. */
export function readPage(path: string, source: string): Page {
  const page = {
    headings: [] as At<number>[],
    tags: [] as At<Tag>[],
    code: [] as At<{ language: string; text: string }>[],
    links: [] as At<string>[],
    shapes: [] as At<string>[],
    prose: [] as At<string>[],
    inlineCode: [] as At<string>[],
  };
  let matter: Record<string, unknown> = {};
  let section = 0;

  const visit = (node: MdastNode): void => {
    const line = node.position?.start.line ?? 0;
    const put = <T>(list: At<T>[], it: T): void => {
      list.push({ line, section, it });
    };
    switch (node.type) {
      case 'yaml':
        matter = (parse(node.value) ?? {}) as Record<string, unknown>;
        break;
      case 'heading':
        section++;
        put(page.headings, node.depth);
        break;
      case 'text':
        put(page.prose, node.value);
        break;
      case 'inlineCode':
        put(page.inlineCode, node.value);
        break;
      case 'code':
        put(page.code, { language: languageOf(node), text: node.value });
        break;
      case 'link':
      case 'definition':
        put(page.links, node.url);
        break;
      case 'table':
        put(page.shapes, `table ${node.children.length}x${node.children[0]?.children.length ?? 0}`);
        break;
      case 'list':
        put(page.shapes, `list ${node.ordered ? '1.' : '-'} ${node.children.length}`);
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const tag = tagOf(node);
        put(page.tags, tag);
        for (const name of WORDS[tag.name] ?? []) put(page.prose, tag.attributes[name] ?? '');
        break;
      }
    }
    if ('children' in node) for (const child of node.children) visit(child as MdastNode);
  };
  visit(mdxToMdast(source));
  return { path, matter, ...page };
}

/** `ts`, or for a cell all that stands behind the backticks: `ts live name=callers`. */
function languageOf({ lang, meta }: Extract<MdastNode, { type: 'code' }>): string {
  return /^live\b/.test(meta ?? '') ? `${lang} ${meta}` : (lang ?? '');
}

function tagOf(node: Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>): Tag {
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') attributes['{…}'] = attribute.value;
    else if (typeof attribute.value === 'string') attributes[attribute.name] = attribute.value;
    else attributes[attribute.name] = attribute.value?.value ?? 'true';
  }
  return { name: node.name ?? '', attributes };
}
