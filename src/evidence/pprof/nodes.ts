import { baseName, cleanPath, packageOf } from './names.ts';
import type { Locations, Profile } from './profile.ts';

/** What counts as one: `function` is what `go tool pprof -top` shows, `line` tells the lines of a function apart. */
export type Granularity = 'function' | 'line' | 'file' | 'package';

/** What stands for frames without any name. */
export const UNKNOWN = '<unknown>';

/** What stands for frames that have a name but no package: C, assembly without a dot. */
export const NO_PACKAGE = '(no package)';

/** The nodes of a profile, and which of them each location shows. */
export interface Nodes {
  readonly size: number;
  name(node: number): string;
  /** The file of the node's first function, or ''. */
  file(node: number): string;
  /** Nodes of location `i` are `nodes[first[i], last[i])`, innermost first; one for each line, one where there is none. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly nodes: Uint32Array;
}

const known = new WeakMap<Locations, Map<Granularity, Nodes>>();

/** The nodes of a profile. Made once for each table of locations, which filtered profiles share. */
export function nodesOf(profile: Profile, by: Granularity): Nodes {
  const made = known.get(profile.locations) ?? new Map<Granularity, Nodes>();
  known.set(profile.locations, made);
  const nodes = made.get(by) ?? build(profile, by);
  made.set(by, nodes);
  return nodes;
}

/** Nodes by name, while they are made. */
class NodeTable {
  readonly names: string[] = [];
  readonly files: number[] = [];
  readonly #byName = new Map<string, number>();

  /** The node with this name. Two functions of one name are one node, as in `go tool pprof`. */
  add(name: string, file: number): number {
    const found = this.#byName.get(name);
    if (found !== undefined) return found;
    const node = this.names.length;
    this.#byName.set(name, node);
    this.names.push(name);
    this.files.push(file);
    return node;
  }
}

function build(profile: Profile, by: Granularity): Nodes {
  const { locations, strings } = profile;
  const table = new NodeTable();
  const nodeOfFunction = by === 'line' ? null : functionNodes(profile, by, table);
  const first = new Uint32Array(locations.size);
  const last = new Uint32Array(locations.size);
  const nodes = new Uint32Array(locations.lineFunction.length + locations.size);
  let used = 0;
  for (let place = 0; place < locations.size; place++) {
    first[place] = used;
    const from = locations.firstLine[place] as number;
    const to = locations.lastLine[place] as number;
    if (from === to) nodes[used++] = table.add(objectName(profile, place), 0);
    for (let line = from; line < to; line++) {
      const fn = locations.lineFunction[line] as number;
      const node = fn < 0 ? -1 : (nodeOfFunction?.[fn] ?? lineNode(profile, fn, line, table));
      nodes[used++] = node >= 0 ? node : table.add(objectName(profile, place), 0);
    }
    last[place] = used;
  }
  return {
    size: table.names.length,
    name: (node) => table.names[node] ?? UNKNOWN,
    file: (node) => cleanPath(strings.text(table.files[node] ?? 0)),
    first,
    last,
    nodes: nodes.subarray(0, used),
  };
}

/** The node of each function, or -1 where its name is empty and its location must do. */
function functionNodes(profile: Profile, by: Granularity, table: NodeTable): Int32Array {
  const { functions, strings } = profile;
  const nodes = new Int32Array(functions.size);
  for (let fn = 0; fn < functions.size; fn++) {
    const file = functions.file[fn] as number;
    const name = strings.text(functions.name[fn] as number);
    const key =
      by === 'function'
        ? name
        : by === 'file'
          ? cleanPath(strings.text(file))
          : name === ''
            ? ''
            : packageOf(name) || NO_PACKAGE;
    nodes[fn] = key === '' ? -1 : table.add(key, file);
  }
  return nodes;
}

function lineNode(profile: Profile, fn: number, line: number, table: NodeTable): number {
  const { functions, strings } = profile;
  const file = functions.file[fn] as number;
  const name = strings.text(functions.name[fn] as number);
  const number = profile.locations.lineNumber[line] as number;
  const place =
    number === 0 ? cleanPath(strings.text(file)) : `${cleanPath(strings.text(file))}:${number}`;
  const text = [name, place].filter((part) => part !== '').join(' ');
  return text === '' ? -1 : table.add(text, file);
}

/** What pprof shows where there is no function: the file that is mapped there, in brackets. */
function objectName(profile: Profile, place: number): string {
  const file = profile.mappings[profile.locations.mapping[place] as number]?.file ?? '';
  return file === '' ? UNKNOWN : `[${baseName(file)}]`;
}
