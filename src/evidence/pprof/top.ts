import type { Amount } from './columns.ts';
import { type Granularity, type Nodes, nodesOf } from './nodes.ts';
import type { Profile, ValueType } from './profile.ts';
import { type Sums, sumUp, total, type Weights, weights } from './sums.ts';

/** One row: values are in the unit of the sample type. */
export interface TopRow {
  readonly func: string;
  readonly file: string;
  /** What the samples hold whose innermost frame this is. */
  readonly flat: Amount;
  /** What the samples hold in which this stands anywhere; a sample counts once, however often it recurs. */
  readonly cum: Amount;
}

/** Flat and cumulated values of one sample type. */
export interface Top {
  readonly sampleType: ValueType;
  readonly by: Granularity;
  /** Sum of all values without their signs: what percentages are of. */
  readonly total: Amount;
  /** Rows in their order; the row at a rank is made when it is asked for. */
  readonly size: number;
  row(rank: number): TopRow;
  rows(most?: number): TopRow[];
  /** The row of a name, or null. */
  find(name: string): TopRow | null;
}

export interface TopOptions {
  /** Default `function`. */
  readonly by?: Granularity;
  /** Default `flat`: by size without sign, then by name, as `go tool pprof -top`; `cum` as its `-cum`. */
  readonly sort?: 'flat' | 'cum' | 'name';
}

/**
 * Flat and cum of every function, equal row by row to `go tool pprof -top -nodefraction=0` (internal/graph and
 * internal/report of google/pprof). Rows with neither are left out. `type` is a position in `sampleTypes`.
 */
export function top(profile: Profile, type: number, options: TopOptions = {}): Top {
  const { by = 'function', sort = 'flat' } = options;
  const sampleType = profile.sampleTypes[type];
  if (!sampleType) throw new RangeError(`no sample type ${type} of ${profile.sampleTypes.length}`);
  const nodes = nodesOf(profile, by);
  const values = weights(profile, type);
  const sums = sumNodes(profile, nodes, values);
  const order = ordered(nodes, sums, sort);
  const rowOf = (node: number): TopRow => ({
    func: nodes.name(node),
    file: nodes.file(node),
    flat: sums.exact(nodes.size + node),
    cum: sums.exact(node),
  });
  return {
    sampleType,
    by,
    total: total(values),
    size: order.length,
    row: (rank) => {
      const node = order[rank];
      if (node === undefined) throw new RangeError(`no row ${rank} of ${order.length}`);
      return rowOf(node);
    },
    rows: (most = order.length) => Array.from(order.subarray(0, most), rowOf),
    find: (name) => {
      const node = order.find((candidate) => nodes.name(candidate) === name);
      return node === undefined ? null : rowOf(node);
    },
  };
}

/** Adds every sample to the nodes of its stack, to each once, and again to the innermost: cum in the first half, flat in the second. */
function sumNodes(profile: Profile, nodes: Nodes, values: Weights): Sums {
  const { first, last, locations, size } = profile.samples;
  const { first: firstNode, last: lastNode, nodes: nodeAt } = nodes;
  // The sample that a node was last seen in, counted from 1: so nothing is cleared between samples.
  const seen = new Uint32Array(nodes.size);
  return sumUp(values, nodes.size * 2, (column, into) => {
    seen.fill(0);
    for (let sample = 0; sample < size; sample++) {
      const value = column[sample] as number;
      const from = first[sample] as number;
      const to = last[sample] as number;
      if (value === 0 || from === to) continue;
      const leaf = nodes.size + (nodeAt[firstNode[locations[from] as number] as number] as number);
      into[leaf] = (into[leaf] as number) + value;
      for (let at = from; at < to; at++) {
        const place = locations[at] as number;
        const end = lastNode[place] as number;
        for (let line = firstNode[place] as number; line < end; line++) {
          const node = nodeAt[line] as number;
          if (seen[node] === sample + 1) continue;
          seen[node] = sample + 1;
          into[node] = (into[node] as number) + value;
        }
      }
    }
  });
}

function ordered(nodes: Nodes, sums: Sums, sort: 'flat' | 'cum' | 'name'): Uint32Array {
  const cum = sums.near.subarray(0, nodes.size);
  const flat = sums.near.subarray(nodes.size);
  const rows: number[] = [];
  for (let node = 0; node < nodes.size; node++) {
    if (flat[node] !== 0 || cum[node] !== 0) rows.push(node);
  }
  const names = rows.map((node) => nodes.name(node));
  // Names are compared once, over all rows; after that every comparison is of numbers.
  const byName = Uint32Array.from(names.keys()).sort((a, b) => order(names[a], names[b]));
  const rank = new Uint32Array(nodes.size);
  for (const [place, row] of byName.entries()) rank[rows[row] as number] = place;
  const key = sort === 'cum' ? cum : flat;
  return Uint32Array.from(rows).sort((a, b) => {
    if (sort !== 'name') {
      const less = Math.abs(key[b] as number) - Math.abs(key[a] as number);
      if (less !== 0) return less;
    }
    return (rank[a] as number) - (rank[b] as number);
  });
}

function order(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
