import type { Amount } from './columns.ts';
import { type Granularity, type Nodes, nodesOf } from './nodes.ts';
import type { Pattern } from './pattern/pattern.ts';
import type { Profile, ValueType } from './profile.ts';
import { type Sums, sumUp, type Weights, weights } from './sums.ts';
import { Trie } from './trie.ts';

export interface FlameOptions {
  /** Default `function`. By package, frames of one package that call each other are one box. */
  readonly by?: Granularity;
  /** True: the innermost frame stands at the root, its callers above it. */
  readonly reversed?: boolean;
  /** Order of the boxes of one row: `span` (largest first, default) or `name`. */
  readonly order?: 'span' | 'name';
  /** Most boxes; deeper ones are left out and `cut` says of how many samples. Default 1,000,000. */
  readonly most?: number;
}

/**
 * Boxes of a flame graph as columns, in preorder: a box stands before its children, and the boxes inside box `i` are
 * `i + 1` to `next[i] - 1`. Box 0 is the root. A canvas draws box `i` at `left[i]`, `span[i]` wide, in row `depth[i]`.
 */
export interface Flame {
  readonly sampleType: ValueType;
  readonly by: Granularity;
  readonly reversed: boolean;
  readonly size: number;
  readonly depth: Uint32Array;
  readonly parent: Uint32Array;
  readonly next: Uint32Array;
  /** Left edge and width in the sample type's unit. The width is of values without sign: of a difference, what changed. */
  readonly left: Float64Array;
  readonly span: Float64Array;
  /** Value with its sign, as a double; `exact(i)` is the same exactly. */
  readonly value: Float64Array;
  /** What ends in this box and in none inside it, with its sign. */
  readonly self: Float64Array;
  /** Rows of `deepest` boxes at most stand over each other. */
  readonly deepest: number;
  /** Samples whose stacks were cut off by `most`. */
  readonly cut: number;
  exact(box: number): Amount;
  /** Function, line, file or package; '' for the root. */
  name(box: number): string;
  /** Number of the name: equal names have equal numbers. -1 for the root. */
  readonly node: Int32Array;
}

const MOST = 1_000_000;

/** Steps of the tree before they are put in order: by number of the trie. */
interface Grown {
  readonly trie: Trie;
  /** The last step of each sample. */
  readonly ends: Uint32Array;
  readonly cut: number;
}

/** Makes the tree of all stacks. `type` is a position in `sampleTypes`. */
export function flame(profile: Profile, type: number, options: FlameOptions = {}): Flame {
  const { by = 'function', reversed = false, order = 'span', most = MOST } = options;
  const sampleType = profile.sampleTypes[type];
  if (!sampleType) throw new RangeError(`no sample type ${type} of ${profile.sampleTypes.length}`);
  const nodes = nodesOf(profile, by);
  const values = weights(profile, type);
  const grown = grow(profile, nodes, values, { reversed, fold: by === 'package', most });
  const { size } = grown.trie;
  const self = sumUp(values, size, (column, into) => addEnds(grown, column, into));
  const cum = sumUp(values, size, (column, into) => {
    addEnds(grown, column, into);
    carryUp(grown.trie, into);
  });
  const span = new Float64Array(size);
  addEnds(grown, values.near.map(Math.abs), span);
  carryUp(grown.trie, span);
  return arrange(grown, nodes, { self, cum, span, order, sampleType, by, reversed });
}

function grow(
  profile: Profile,
  nodes: Nodes,
  { near }: Weights,
  { reversed, fold, most }: { reversed: boolean; fold: boolean; most: number },
): Grown {
  const { samples } = profile;
  const trie = new Trie();
  const ends = new Uint32Array(samples.size);
  const stack: number[] = [];
  let cut = 0;
  for (let sample = 0; sample < samples.size; sample++) {
    if (near[sample] === 0) continue;
    stack.length = 0;
    for (let at = samples.first[sample] as number; at < (samples.last[sample] as number); at++) {
      const place = samples.locations[at] as number;
      for (let line = nodes.first[place] as number; line < (nodes.last[place] as number); line++) {
        const node = nodes.nodes[line] as number;
        if (!fold || stack.at(-1) !== node) stack.push(node);
      }
    }
    if (!reversed) stack.reverse();
    let step = 0;
    for (const node of stack) {
      const next = trie.size < most ? trie.step(step, node) : trie.find(step, node);
      if (next === 0) {
        cut++;
        break;
      }
      step = next;
    }
    ends[sample] = step;
  }
  return { trie, ends, cut };
}

function addEnds({ ends }: Grown, column: Float64Array, into: Float64Array): void {
  for (let sample = 0; sample < ends.length; sample++) {
    const end = ends[sample] as number;
    into[end] = (into[end] as number) + (column[sample] as number);
  }
}

/** Adds every step to the one before it. A step is always made after the one before it. */
function carryUp(trie: Trie, into: Float64Array): void {
  for (let step = trie.size - 1; step > 0; step--) {
    const before = trie.parent(step);
    into[before] = (into[before] as number) + (into[step] as number);
  }
}

interface Parts {
  readonly self: Sums;
  readonly cum: Sums;
  readonly span: Float64Array;
  readonly order: 'span' | 'name';
  readonly sampleType: ValueType;
  readonly by: Granularity;
  readonly reversed: boolean;
}

/** Puts the steps in preorder and gives them their places. */
function arrange(grown: Grown, nodes: Nodes, parts: Parts): Flame {
  const { trie, cut } = grown;
  const { size } = trie;
  const children = sortedChildren(trie, nodes, parts);
  const depth = new Uint32Array(size);
  const parent = new Uint32Array(size);
  const next = new Uint32Array(size);
  const left = new Float64Array(size);
  const span = new Float64Array(size);
  const value = new Float64Array(size);
  const self = new Float64Array(size);
  const node = new Int32Array(size);
  const stepOf = new Uint32Array(size);
  // Where the next child of an open box goes, by depth; no recursion, since a stack may be a million frames deep.
  const open: { box: number; child: number; edge: number }[] = [];
  let box = 0;
  let deepest = 0;
  const place = (step: number, above: number, edge: number): void => {
    stepOf[box] = step;
    depth[box] = open.length;
    parent[box] = above;
    left[box] = edge;
    span[box] = parts.span[step] as number;
    value[box] = parts.cum.near[step] as number;
    self[box] = parts.self.near[step] as number;
    node[box] = step === 0 ? -1 : trie.key(step);
    deepest = Math.max(deepest, open.length);
    open.push({ box, child: children.first[step] as number, edge });
    box++;
  };
  place(0, 0, 0);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const step = stepOf[top.box] as number;
    if (top.child === children.first[step + 1]) {
      next[top.box] = box;
      open.pop();
      continue;
    }
    const child = children.steps[top.child++] as number;
    const edge = top.edge;
    top.edge += parts.span[child] as number;
    place(child, top.box, edge);
  }
  const { sampleType, by, reversed } = parts;
  return {
    sampleType,
    by,
    reversed,
    size,
    depth,
    parent,
    next,
    left,
    span,
    value,
    self,
    node,
    deepest,
    cut,
    exact: (index) => parts.cum.exact(stepOf[index] as number),
    name: (index) => ((node[index] ?? -1) < 0 ? '' : nodes.name(node[index] as number)),
  };
}

/** Children of every step, side by side: those of `i` are `steps[first[i], first[i + 1])`. */
function sortedChildren(
  trie: Trie,
  nodes: Nodes,
  { span, order }: Parts,
): { first: Uint32Array; steps: Uint32Array } {
  const { size } = trie;
  const first = new Uint32Array(size + 1);
  const add = (column: Uint32Array, at: number, more: number) => {
    column[at] = (column[at] as number) + more;
  };
  for (let step = 1; step < size; step++) add(first, trie.parent(step) + 1, 1);
  for (let step = 0; step < size; step++) add(first, step + 1, first[step] as number);
  const steps = new Uint32Array(Math.max(0, size - 1));
  const filled = first.slice(0, size);
  for (let step = 1; step < size; step++) {
    const parent = trie.parent(step);
    steps[filled[parent] as number] = step;
    add(filled, parent, 1);
  }
  const rank = ranks(nodes);
  const byName = (a: number, b: number) =>
    (rank[trie.key(a)] as number) - (rank[trie.key(b)] as number);
  const bySpan = (a: number, b: number) =>
    (span[b] as number) - (span[a] as number) || byName(a, b);
  for (let step = 0; step < size; step++) {
    const [from, to] = [first[step] as number, first[step + 1] as number];
    if (to - from > 1) steps.subarray(from, to).sort(order === 'name' ? byName : bySpan);
  }
  return { first, steps };
}

/** The place of each name among all names. */
function ranks(nodes: Nodes): Uint32Array {
  const names = Array.from({ length: nodes.size }, (_, node) => nodes.name(node));
  const byName = Uint32Array.from(names.keys()).sort((a, b) =>
    (names[a] ?? '') < (names[b] ?? '') ? -1 : 1,
  );
  const rank = new Uint32Array(nodes.size);
  for (const [place, node] of byName.entries()) rank[node] = place;
  return rank;
}

/** Which boxes a pattern matches, and how much of the whole they cover: a box inside another counts once. */
export function search(tree: Flame, pattern: Pattern): { matches: Uint8Array; covered: number } {
  const byNode = new Map<number, boolean>();
  const matches = new Uint8Array(tree.size);
  let covered = 0;
  let outside = 1;
  for (let box = 1; box < tree.size; box++) {
    const node = tree.node[box] as number;
    const match = byNode.get(node) ?? pattern.test(tree.name(box));
    byNode.set(node, match);
    if (!match) continue;
    matches[box] = 1;
    if (box < outside) continue;
    covered += tree.span[box] as number;
    outside = tree.next[box] as number;
  }
  return { matches, covered };
}
