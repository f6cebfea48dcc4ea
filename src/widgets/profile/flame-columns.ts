import { isStandard } from '../../evidence/goroutine/package-name.ts';
import type { Amount } from '../../evidence/pprof/columns.ts';
import type { Flame } from '../../evidence/pprof/flame.ts';
import { packageOf } from '../../evidence/pprof/names.ts';

/** A flame as plain columns, so that a worker can hand it over; names and meanings as in `Flame`. */
export interface FlameColumns {
  readonly size: number;
  readonly depth: Uint32Array;
  readonly parent: Uint32Array;
  readonly next: Uint32Array;
  readonly left: Float64Array;
  readonly span: Float64Array;
  /** Sum of the widths of a box's children: where they end, what it holds itself begins. */
  readonly inner: Float64Array;
  readonly value: Float64Array;
  readonly self: Float64Array;
  readonly node: Int32Array;
  readonly deepest: number;
  readonly cut: number;
  /** Exact values of the boxes whose value a double cannot hold. */
  readonly exact: ReadonlyMap<number, Amount>;
  /** By node: its name, its package, and that package's place in the scale of colours. */
  readonly names: readonly string[];
  readonly packages: readonly string[];
  readonly slots: Uint8Array;
  /** Packages that have a colour of their own, in the order of the scale: largest area first. */
  readonly legend: readonly string[];
  /** What stands for a box in a link: a hash of the names from the root to it. */
  readonly mark: Uint32Array;
}

/** Places in the scale: Go's library, then packages by area, then all others. */
export const STANDARD = 0;
export const OWN_COLOURS = 7;
export const OTHERS = OWN_COLOURS + 1;

/** Takes a flame apart. Its name is asked once a node. */
export function columnsOf(flame: Flame): FlameColumns {
  const { size, depth, parent, next, left, span, value, self, node, deepest, cut } = flame;
  const names: string[] = [];
  const packages: string[] = [];
  const hashes: number[] = [];
  const inner = new Float64Array(size);
  const mark = new Uint32Array(size);
  const exact = new Map<number, Amount>();
  const areas = new Map<string, number>();
  for (let box = 0; box < size; box++) {
    if (!Number.isSafeInteger(value[box])) exact.set(box, flame.exact(box));
    if (box === 0) {
      mark[0] = OFFSET;
      continue;
    }
    const above = parent[box] as number;
    const wide = span[box] as number;
    const key = node[box] as number;
    inner[above] = (inner[above] as number) + wide;
    if (names[key] === undefined) {
      const name = flame.name(box);
      names[key] = name;
      packages[key] = flame.by === 'package' ? name : packageOf(name);
      hashes[key] = hash(name);
    }
    mark[box] = Math.imul((mark[above] as number) ^ (hashes[key] as number), PRIME) >>> 0;
    const of = packages[key] as string;
    if (!isStandard(of)) areas.set(of, (areas.get(of) ?? 0) + wide);
  }
  const legend = [...areas]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, OWN_COLOURS)
    .map(([name]) => name);
  const slots = Uint8Array.from({ length: names.length }, (_, key) => {
    const of = packages[key] ?? '';
    if (isStandard(of)) return STANDARD;
    const place = legend.indexOf(of);
    return place < 0 ? OTHERS : place + 1;
  });
  return {
    ...{ size, depth, parent, next, left, span, inner, value, self, node, deepest, cut },
    // Nodes that no box shows have no name here.
    ...{ exact, names: Array.from(names, (name) => name ?? ''), slots, legend, mark },
    packages: Array.from(packages, (name) => name ?? ''),
  };
}

/** FNV-1a, 32 bits. */
const OFFSET = 2166136261;
const PRIME = 16777619;

function hash(text: string): number {
  let sum = OFFSET;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), PRIME);
  return sum >>> 0;
}

/** What a link says of a box; '' of the root. */
export function zoomOf({ mark }: FlameColumns, box: number): string {
  return box === 0 ? '' : (mark[box] ?? 0).toString(36);
}

/** The box that a link means, or the root where this tree has none. */
export function boxOf({ mark }: FlameColumns, zoom: string): number {
  if (zoom === '') return 0;
  return Math.max(0, mark.indexOf(Number.parseInt(zoom, 36)));
}

export function nameOf({ node, names }: FlameColumns, box: number): string {
  return names[node[box] ?? -1] ?? '';
}

/** Value of a box with all its digits. */
export function amountOf({ exact, value }: FlameColumns, box: number): Amount {
  return exact.get(box) ?? value[box] ?? 0;
}

/** Which nodes a text is found in, upper or lower case, and how much of the whole they cover: nested boxes count once. */
export function find(
  flame: FlameColumns,
  text: string,
): { readonly nodes: Uint8Array; readonly boxes: number; readonly covered: number } {
  const wanted = text.toLowerCase();
  const nodes = Uint8Array.from(flame.names, (name) =>
    name.toLowerCase().includes(wanted) ? 1 : 0,
  );
  let boxes = 0;
  let covered = 0;
  let outside = 1;
  for (let box = 1; box < flame.size; box++) {
    if (nodes[flame.node[box] as number] === 0) continue;
    boxes++;
    if (box < outside) continue;
    covered += flame.span[box] as number;
    outside = flame.next[box] as number;
  }
  return { nodes, boxes, covered };
}
