/**
 * The index of lines: every place of a public source that the pages speak of, and every line at which the book of ttrpc
 * knows a goroutine, each with who stands there and which pages have it.
 */
import { formatAt } from '../../evidence/ttrpc/at.ts';
import { factsOf, type KnownLine, knownPlaces, linesAt } from '../../evidence/ttrpc/book.ts';
import { type Actor, type PositionId, positionOf } from '../../evidence/ttrpc/positions.ts';
import {
  attributesOf,
  type ContentPage,
  isComponent,
  nameOf,
  nodesOf,
  type PageName,
} from './pages.ts';
import { saidBefore } from './said.ts';

/** A place in a repository: `containerd/ttrpc@v1.0.1 client.go:209`. `line` is null where the whole file is meant. */
export interface SourcePlace {
  readonly repo: string;
  readonly tag: string;
  readonly file: string;
  readonly line: number | null;
}

/** What the book says of a line of ttrpc: the same for these versions. */
export interface Meaning {
  readonly kind: KnownLine['kind'];
  /** Git tags, oldest first. */
  readonly tags: readonly string[];
  readonly func: string;
  /** Where a goroutine that stands here stands; empty for a line on the way or of a creation. */
  readonly positions: readonly PositionId[];
  /** Whose stack has the line. */
  readonly actors: readonly Actor[];
}

export interface LineEntry {
  readonly repo: string;
  readonly file: string;
  readonly line: number | null;
  /** Place on the index page: `client.go-209`; with the folder in front where another repository has the same. */
  readonly anchor: string;
  /** Tags that the pages name, in their order. */
  readonly tags: readonly string[];
  readonly meanings: readonly Meaning[];
  /** What a page says where it cites the place; null where only tables do, or the book speaks. */
  readonly said: string | null;
  readonly pages: readonly PageName[];
}

/** The parts of `content/facts.yaml` that name a line: of the post's rows, or of a dump. */
export interface LineFact {
  readonly row?: number;
  readonly lines?: string;
  readonly goroutine?: string;
  readonly created?: string;
}

/** Shelves of the index page, each with a heading there. */
export const SHELVES = ['ttrpc', 'containerd', 'kubernetes', 'go', 'others'] as const;
export type Shelf = (typeof SHELVES)[number];

export const TTRPC = 'containerd/ttrpc';

export function shelfOf(repo: string): Shelf {
  if (repo === TTRPC) return 'ttrpc';
  if (repo === 'containerd/containerd') return 'containerd';
  if (repo === 'golang/go') return 'go';
  return repo.endsWith('/kubernetes') ? 'kubernetes' : 'others';
}

/** Reads `<Source at="…">`; null for an issue or a file of the kit. */
export function readPlace(at: string): SourcePlace | null {
  const [, repo = '', tag = '', file = '', line] =
    /^([\w.-]+\/[\w.-]+)@([\w.-]+) ([\w./-]+?)(?::(\d+))?$/.exec(at) ?? [];
  if (file === '') return null;
  return { repo, tag, file, line: line === undefined ? null : Number(line) };
}

/** Address of a place in the repository. */
export function hrefOf(repo: string, tag: string, file: string, line: number | null): string {
  return `https://github.com/${repo}/blob/${tag}/${file}${line === null ? '' : `#L${line}`}`;
}

/** Every line, sorted by repository, file and line. `facts`: what a `<Fact>` speaks of, by its id. */
export function indexLines(
  pages: readonly ContentPage[],
  facts: Readonly<Record<string, LineFact>>,
): readonly LineEntry[] {
  const drafts = new Map<string, Draft>();
  const draft = (repo: string, file: string, line: number | null): Draft => {
    const key = `${repo} ${file}:${line}`;
    const known = drafts.get(key) ?? { repo, file, line, tags: [], said: null, pages: [] };
    drafts.set(key, known);
    return known;
  };
  for (const at of knownPlaces) draft(TTRPC, at.file, at.line);
  for (const page of pages) {
    for (const { repo, tag, file, line, said } of citedOn(page)) {
      const entry = draft(repo, file, line);
      if (!entry.tags.includes(tag)) entry.tags.push(tag);
      entry.said ??= said;
      note(entry, page);
    }
    for (const at of spokenOfOn(page, facts)) {
      const entry = drafts.get(`${TTRPC} ${at}`);
      if (entry) note(entry, page);
    }
  }
  return [...drafts.values()].sort(inOrder).map((entry) => ({
    ...entry,
    anchor: anchorOf(entry),
    meanings: entry.repo === TTRPC && entry.line !== null ? meaningsOf(entry.file, entry.line) : [],
  }));
}

export interface SourceFile {
  readonly repo: string;
  readonly file: string;
  readonly lines: readonly LineEntry[];
}

/** The lines by file. Files in which goroutines stand come first: those lines are what a reader of a dump looks for. */
export function filesOf(entries: readonly LineEntry[]): readonly SourceFile[] {
  const files = new Map<string, LineEntry[]>();
  for (const entry of entries) {
    const key = `${entry.repo} ${entry.file}`;
    files.set(key, [...(files.get(key) ?? []), entry]);
  }
  const stood = ({ lines }: SourceFile) =>
    lines.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'stands')).length;
  return [...files.values()]
    .map((lines) => ({ repo: lines[0]?.repo ?? '', file: lines[0]?.file ?? '', lines }))
    .sort((a, b) => stood(b) - stood(a));
}

interface Draft {
  readonly repo: string;
  readonly file: string;
  readonly line: number | null;
  readonly tags: string[];
  said: string | null;
  readonly pages: PageName[];
}

function note({ pages }: Draft, page: ContentPage): void {
  if (!pages.some(({ address }) => address === page.address)) pages.push(nameOf(page));
}

/** The places that a page cites, each with what it says there. */
function citedOn(page: ContentPage): readonly (SourcePlace & { said: string | null })[] {
  const found: (SourcePlace & { said: string | null })[] = [];
  for (const parent of nodesOf(page.root)) {
    if (!('children' in parent)) continue;
    for (const [at, node] of parent.children.entries()) {
      if (!isComponent(node, 'Source')) continue;
      const place = readPlace(attributesOf(node).at ?? '');
      if (!place) continue;
      found.push({ ...place, said: saidBefore(parent, at) });
    }
  }
  return found;
}

/** Lines of ttrpc that a page names in code, or shows a counted fact of: `server.go:444`. */
function spokenOfOn(
  page: ContentPage,
  facts: Readonly<Record<string, LineFact>>,
): readonly string[] {
  const found: string[] = [];
  for (const node of nodesOf(page.root)) {
    if (node.type === 'inlineCode') found.push(node.value);
    if (isComponent(node, 'Fact')) {
      const { row, lines, goroutine, created } = facts[attributesOf(node).id ?? ''] ?? {};
      if (row !== undefined) found.push(`server.go:${row}`);
      found.push(...[lines, goroutine, created].filter((at) => at !== undefined));
    }
  }
  return found;
}

/** What the book says of a line, the same words of several versions together. */
function meaningsOf(file: string, line: number): readonly Meaning[] {
  const meanings = new Map<string, Meaning>();
  for (const { kind, func, stack } of linesAt({ file, line })) {
    const { position, versions } = stack;
    const stands = kind === 'stands' ? [position] : [];
    // Lines on the way are told together: whose stacks have them is what they say.
    for (const version of versions) {
      const key = `${version} ${kind} ${func}`;
      const known = meanings.get(key);
      meanings.set(key, {
        kind,
        func,
        tags: [factsOf(version).tag],
        positions: unique([...(known?.positions ?? []), ...stands]),
        actors: unique([...(known?.actors ?? []), positionOf(position).actor]),
      });
    }
  }
  return together([...meanings.values()]);
}

/** Meanings that differ in nothing but their version become one. */
function together(all: readonly Meaning[]): readonly Meaning[] {
  const merged = new Map<string, Meaning>();
  for (const one of all) {
    const key = JSON.stringify({ ...one, tags: [] });
    const known = merged.get(key);
    merged.set(
      key,
      known ? { ...one, tags: [...unique([...known.tags, ...one.tags])].sort() } : one,
    );
  }
  return [...merged.values()].sort((a, b) => (a.tags[0] ?? '').localeCompare(b.tags[0] ?? ''));
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}

/** `client.go-209` for ttrpc, which is what stands in a dump; elsewhere with the path, as file names repeat. */
function anchorOf({ repo, file, line }: Draft): string {
  const name =
    repo === TTRPC ? formatAt({ file, line: line ?? 0 }) : `${repo}/${file}:${line ?? 0}`;
  return name.replace(/:0$/, '').replaceAll(/[/:]/g, '-');
}

function inOrder(a: Draft, b: Draft): number {
  return (
    a.repo.localeCompare(b.repo) || a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0)
  );
}
