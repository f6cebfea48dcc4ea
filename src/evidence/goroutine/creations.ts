import { columnar } from './columnar.ts';
import type { ColumnDump } from './dump.ts';
import type { CreatedBy, Dump } from './types.ts';

/** Goroutines that were created at one place, and under them those that they created. */
export interface Creation {
  /** Null: goroutine 1 and the others that print no creation site. */
  readonly site: CreatedBy | null;
  readonly count: number;
  readonly minutes: number;
  readonly states: readonly { readonly state: string; readonly count: number }[];
  /**
   * How the place above was found: `printed` by the runtime (Go 1.21 and later names the creator),
   * `inferred` because a goroutine there is in the function that created these, or `none`: the
   * creator is gone.
   */
  readonly parent: 'printed' | 'inferred' | 'none';
  readonly children: readonly Creation[];
}

interface Node {
  readonly site: CreatedBy | null;
  readonly nodes: Set<number>;
  readonly states: Map<string, number>;
  readonly creators: Map<Node, number>;
  count: number;
  minutes: number;
  above: Node | null;
  parent: Creation['parent'];
  readonly below: Node[];
}

/** Who created whom, as a forest of creation sites; the largest first at every level. */
export function creations(dump: Dump): Creation[] {
  const columnDump = columnar(dump);
  const all = [...new Set(sitesOf(columnDump).values())];
  const byFunc = functionsOf(columnDump, all);
  const trees = new Map<Node, Node>();
  for (const node of all) {
    const [printed] = [...node.creators].sort((one, other) => other[1] - one[1]);
    const inferred = node.site ? byFunc.get(node.site.func) : undefined;
    const above = printed?.[0] ?? inferred ?? null;
    // Every node is the root of its own tree until it is hung under another: then `node` above `above` is a circle.
    if (!above || rootOf(trees, above) === node) continue;
    trees.set(node, above);
    node.above = above;
    node.parent = printed ? 'printed' : 'inferred';
    above.below.push(node);
  }
  return cutDeep(all.filter(({ above }) => above === null))
    .sort(byCount)
    .map(plain);
}

/** Chains deeper than this go on as trees of their own: nobody reads deeper, and pages and exports recurse. */
const DEEPEST = 200;

/** The roots, and those that become roots because they stand too deep. */
function cutDeep(roots: readonly Node[]): Node[] {
  const found = [...roots];
  for (let at = 0; at < found.length; at++) {
    let row = [found[at] as Node];
    for (let depth = 1; row.length > 0; depth++) {
      if (depth < DEEPEST) {
        row = row.flatMap(({ below }) => below);
        continue;
      }
      for (const node of row) {
        for (const cut of node.below.splice(0)) {
          cut.above = null;
          cut.parent = 'none';
          found.push(cut);
        }
      }
      break;
    }
  }
  return found;
}

/** The root of the tree a node hangs in, with the way to it shortened for the next time. */
function rootOf(trees: Map<Node, Node>, node: Node): Node {
  let root = node;
  for (let above = trees.get(root); above; above = trees.get(root)) root = above;
  for (let at = node; at !== root; ) {
    const above = trees.get(at) as Node;
    trees.set(at, root);
    at = above;
  }
  return root;
}

function sitesOf(dump: ColumnDump): Map<number, Node> {
  const { columns, tables } = dump;
  const bySite = new Map<string, Node>();
  const byNode = new Map<number, Node>();
  const byId = new Map<number, Node>();
  for (let row = 0; row < columns.length; row++) {
    const stack = columns.node(row);
    let node = byNode.get(stack);
    if (!node) {
      const site = tables.stacks.stack(stack).createdBy;
      const key = site ? `${site.func} ${site.file}:${site.line}` : '';
      node = bySite.get(key) ?? newNode(site);
      bySite.set(key, node);
      byNode.set(stack, node);
      node.nodes.add(stack);
    }
    const { state, minutes } = tables.tails.tail(columns.tail(row));
    const weight = dump.weight(row);
    node.count += weight;
    node.minutes = Math.max(node.minutes, minutes);
    node.states.set(state, (node.states.get(state) ?? 0) + weight);
    byId.set(columns.id(row), node);
  }
  for (let row = 0; row < columns.length; row++) {
    const creator = byId.get(columns.creator(row));
    const node = byNode.get(columns.node(row));
    if (!creator || !node || columns.creator(row) === 0) continue;
    node.creators.set(creator, (node.creators.get(creator) ?? 0) + 1);
  }
  return byNode;
}

function newNode(site: CreatedBy | null): Node {
  return {
    site,
    nodes: new Set(),
    states: new Map(),
    creators: new Map(),
    count: 0,
    minutes: 0,
    above: null,
    parent: 'none',
    below: [],
  };
}

/** The site whose goroutines are in a function; of several the smallest: a loop that serves, not its handlers. */
function functionsOf({ tables }: ColumnDump, all: readonly Node[]): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const node of [...all].sort((one, other) => one.count - other.count)) {
    for (const stack of node.nodes) {
      for (const { func } of tables.stacks.stack(stack).frames) {
        if (!found.has(func)) found.set(func, node);
      }
    }
  }
  return found;
}

function byCount(one: Node, other: Node): number {
  return other.count - one.count || other.minutes - one.minutes;
}

function plain({ site, count, minutes, states, parent, below }: Node): Creation {
  return {
    site,
    count,
    minutes,
    states: [...states]
      .map(([state, count]) => ({ state, count }))
      .sort((one, other) => other.count - one.count),
    parent,
    children: below.sort(byCount).map(plain),
  };
}
