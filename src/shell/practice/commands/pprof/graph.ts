import { type Granularity, nodesOf } from '../../../../evidence/pprof/nodes.ts';
import type { Profile } from '../../../../evidence/pprof/profile.ts';
import { weights } from '../../../../evidence/pprof/sums.ts';

/** A function (or line, or file) of a profile, among those who call it and those it calls. */
export interface Node {
  readonly name: string;
  flat: number;
  cum: number;
  readonly callers: Map<Node, Edge>;
  readonly callees: Map<Node, Edge>;
}

export interface Edge {
  weight: number;
  /** Every call was inlined into its caller. */
  inline: boolean;
}

/**
 * The nodes of one sample type: google/pprof internal/graph newGraph, as vendored in go1.19. `kept`: names of the nodes
 * that count, or null for all; a sample whose innermost frame does not count adds to no flat value. Sums are doubles,
 * exact up to 2^53.
 */
export function graphOf(
  profile: Profile,
  type: number,
  by: Granularity,
  kept: ReadonlySet<string> | null,
): readonly Node[] {
  const names = nodesOf(profile, by);
  const nodes = new Map<string, Node>();
  const at = (index: number): Node | null => {
    const name = names.name(index);
    if (kept && !kept.has(name)) return null;
    const known = nodes.get(name) ?? {
      name,
      flat: 0,
      cum: 0,
      callers: new Map<Node, Edge>(),
      callees: new Map<Node, Edge>(),
    };
    nodes.set(name, known);
    return known;
  };
  const { samples } = profile;
  const values = weights(profile, type).near;
  for (let sample = 0; sample < samples.size; sample++) {
    const value = values[sample] ?? 0;
    if (value === 0) continue;
    const seen = new Set<Node>();
    const called = new Map<Node, Set<Node>>();
    let parent: Node | null = null;
    let hidden = false;
    for (const { index, inline } of outermostFirst(profile, sample, names)) {
      const node = at(index);
      hidden = node === null;
      if (node === null) continue;
      if (!seen.has(node)) node.cum += value;
      seen.add(node);
      if (parent !== null && parent !== node && !called.get(parent)?.has(node)) {
        called.set(parent, (called.get(parent) ?? new Set<Node>()).add(node));
        connect(parent, node, value, inline);
      }
      parent = node;
    }
    if (parent !== null && !hidden) parent.flat += value;
  }
  return [...nodes.values()].filter(({ flat, cum }) => flat !== 0 || cum !== 0);
}

interface Step {
  readonly index: number;
  /** Inlined into the frame before it. */
  readonly inline: boolean;
}

function* outermostFirst(
  { samples }: Profile,
  sample: number,
  { first, last, nodes }: ReturnType<typeof nodesOf>,
): Generator<Step> {
  const from = samples.first[sample] ?? 0;
  for (let place = (samples.last[sample] ?? 0) - 1; place >= from; place--) {
    const location = samples.locations[place] ?? 0;
    const end = last[location] ?? 0;
    for (let line = end - 1; line >= (first[location] ?? 0); line--) {
      yield { index: nodes[line] ?? 0, inline: line < end - 1 };
    }
  }
}

function connect(caller: Node, callee: Node, value: number, inline: boolean): void {
  const edge = caller.callees.get(callee) ?? { weight: 0, inline: true };
  edge.weight += value;
  edge.inline &&= inline;
  caller.callees.set(callee, edge);
  callee.callers.set(caller, edge);
}

/** In the order of a report: the largest first, then by name. */
export function sorted(nodes: readonly Node[], by: 'flat' | 'cum'): readonly Node[] {
  return nodes.toSorted(
    (one, other) => Math.abs(other[by]) - Math.abs(one[by]) || compare(one.name, other.name),
  );
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
