import { columnar } from '../goroutine/columnar.ts';
import type { ColumnDump } from '../goroutine/dump.ts';
import { type Group, group } from '../goroutine/group.ts';
import type { Dump, Stack } from '../goroutine/types.ts';
import { connections, type Wiring } from '../ttrpc/connections.ts';

/** Which program a dump is of, as far as its functions tell. */
export type Program = 'kubelet' | 'containerd' | 'shim' | 'unknown';

/** Functions that only one program runs, in releases from containerd 1.4 to 2.x and Kubernetes 1.2x. */
const PROGRAMS: readonly (readonly [Program, RegExp])[] = [
  ['containerd', /\/containerd(?:\/v\d+)?\/cmd\/containerd\/command\./],
  [
    'shim',
    /\/containerd(?:\/v\d+)?\/(?:runtime\/v2|pkg)\/shim\.(?:Run|run|serve|\(\*Client\)\.Serve)/,
  ],
  ['kubelet', /^k8s\.io\/kubernetes\/(?:pkg\/kubelet|cmd\/kubelet)/],
];

/** How many goroutines those groups have. */
export function sizeOf(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** The longest wait among those groups, in whole minutes. */
export function longestOf(groups: readonly { readonly minutes: number }[]): number {
  return groups.reduce((longest, { minutes }) => Math.max(longest, minutes), 0);
}

/** What the rules ask of one dump, each answered once. */
export class DumpFacts {
  readonly dump: ColumnDump;
  /** Goroutines have states and waiting times. */
  readonly timed: boolean;
  /** When it was taken, in milliseconds, or null. */
  readonly time: number | null;
  #wiring: Wiring | null = null;
  #groups: readonly Group[] | null = null;
  #program: Program | null = null;
  #cut: boolean | null = null;

  constructor(dump: Dump) {
    this.dump = columnar(dump);
    this.timed = dump.form === 'text' || dump.form === 'log';
    this.time = millisecondsOf(dump.time ?? '');
  }

  get wiring(): Wiring {
    this.#wiring ??= connections(this.dump);
    return this.#wiring;
  }

  /** Goroutines by stack, the most first. */
  get groups(): readonly Group[] {
    this.#groups ??= group(this.dump);
    return this.#groups;
  }

  get program(): Program {
    this.#program ??= programOf(this.groups);
    return this.#program;
  }

  /** Goroutines are missing, or the last one ends in the middle. */
  get cut(): boolean {
    this.#cut ??= this.dump.size < this.dump.headers || endsEarly(this.dump);
    return this.#cut;
  }

  /** The stack of the goroutine at an index of the dump. */
  stack(index: number): Stack {
    const { dump } = this;
    if (dump.counts) return dump.goroutine(index).stack;
    return dump.tables.stacks.stack(dump.columns.node(index));
  }

  /** Whole minutes that the goroutine at a row of the columns has waited. */
  minutes(row: number): number {
    const { columns, tables } = this.dump;
    return tables.tails.tail(columns.tail(row)).minutes;
  }

  /** Index in the dump of the goroutine of a group that has waited longest; the first of those that have. */
  oldest({ members }: Group): number {
    let oldest = members[0] ?? 0;
    for (const row of members) if (this.minutes(row) > this.minutes(oldest)) oldest = row;
    return this.#index(oldest);
  }

  /** Rows of a counts profile stand for many goroutines: index of the first of them. */
  #index(row: number): number {
    const { counts } = this.dump;
    return counts ? counts.subarray(0, row).reduce((sum, count) => sum + count, 0) : row;
  }

  /** How many of those groups have waited at least so many minutes. */
  aged(groups: readonly Group[], minutes: number): number {
    let count = 0;
    for (const { members } of groups)
      for (const row of members) if (this.minutes(row) >= minutes) count++;
    return count;
  }
}

const known = new WeakMap<Dump, DumpFacts>();

/** The facts of a dump, worked out once however often it is asked for. */
export function factsOf(dump: Dump): DumpFacts {
  let facts = known.get(dump);
  if (!facts) {
    facts = new DumpFacts(dump);
    known.set(dump, facts);
  }
  return facts;
}

function programOf(groups: readonly Group[]): Program {
  for (const [program, pattern] of PROGRAMS) {
    const shows = ({ stack }: Group) =>
      stack.frames.some(({ func }) => pattern.test(func)) ||
      (stack.createdBy !== null && pattern.test(stack.createdBy.func));
    if (groups.some(shows)) return program;
  }
  return 'unknown';
}

/** Goroutines that no Go statement created: the first, and those that C code entered. */
const UNCREATED = /^(?:main\.main|runtime\.)/;

/**
 * Whether the text stops inside its last goroutine: a frame without its place, or a stack that ends neither
 * at its creation nor where a stack may end without one. A cut between two goroutines cannot be seen.
 */
function endsEarly(dump: ColumnDump): boolean {
  const last = dump.columns.length - 1;
  if (last < 0 || (dump.form !== 'text' && dump.form !== 'log')) return false;
  const { frames, createdBy } = dump.tables.stacks.stack(dump.columns.node(last));
  const outer = frames.at(-1);
  if (!outer) return true;
  if (createdBy) return createdBy.line === 0;
  return outer.line === 0 || (dump.columns.id(last) !== 1 && !UNCREATED.test(outer.func));
}

/** RFC 3339 with any number of digits behind the second, as Go's logs print it. */
function millisecondsOf(time: string): number | null {
  const at = Date.parse(time.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at) ? null : at;
}
