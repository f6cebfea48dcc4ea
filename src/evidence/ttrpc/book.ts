import { type At, formatAt } from './at.ts';
import frames from './frames.json' with { type: 'json' };
import {
  type ClientFamily,
  isPositionId,
  type PositionId,
  positionOf,
  type Role,
  type ServerFamily,
  type Side,
} from './positions.ts';

/** A version whose lines are in the book: `1.0.1`. */
export type Version = keyof typeof frames.versions;

/** What is known of a version. */
export interface VersionFacts {
  readonly version: Version;
  readonly tag: string;
  /** Commit of the tag; null where the lines were read in containerd's vendored copy. */
  readonly commit: string | null;
  /** Releases of containerd that carry it. */
  readonly containerd: string;
  readonly client: ClientFamily;
  readonly server: ServerFamily;
}

/** A function and the place it stands at. `func` is without the package: `(*Client).run`. */
export interface Place {
  readonly func: string;
  readonly at: At;
}

/** The frames of ttrpc that a goroutine shows when it stands at a position, innermost first. */
export interface KnownStack {
  readonly position: PositionId;
  readonly versions: readonly Version[];
  /** Versions of which a captured dump holds it; of the others the source was read. */
  readonly seen: readonly Version[];
  readonly frames: readonly Place[];
  /** The frame that names the position: what people quote. */
  readonly names: Place;
  readonly createdBy: Place | null;
}

/** What one line is to a stack: the line that names it, a line on the way, or where it was created. */
export type LineKind = 'stands' | 'path' | 'creation';

/** A line of the book: one kind of goroutine, one position, in these versions. */
export interface KnownLine {
  readonly at: At;
  readonly func: string;
  readonly kind: LineKind;
  readonly side: Side;
  readonly role: Role;
  readonly stack: KnownStack;
}

/** Where the book's facts come from. */
export const source = frames.source;

/** Every version in the book, oldest first. */
export const versions: readonly Version[] = Object.keys(frames.versions) as Version[];

export function isVersion(text: string): text is Version {
  return Object.hasOwn(frames.versions, text);
}

/** What is known of a version. */
export function factsOf(version: Version): VersionFacts {
  const { tag, commit, containerd, client, server } = frames.versions[version];
  return {
    version,
    tag,
    commit,
    containerd,
    client: client as ClientFamily,
    server: server as ServerFamily,
  };
}

/** Every known stack, in the order of frames.json. */
export const stacks: readonly KnownStack[] = frames.stacks.map((row) => {
  const places = row.frames.map(placeFrom);
  const names = places[row.names];
  if (!isPositionId(row.position) || !names || !row.versions.every(isVersion)) {
    throw new Error(
      `frames.json: ${row.position} ${row.versions.join(' ')} does not hold together`,
    );
  }
  return {
    position: row.position,
    versions: row.versions.filter(isVersion),
    seen: row.seen.filter(isVersion),
    frames: places,
    names,
    createdBy: row.createdBy === null ? null : placeFrom(row.createdBy),
  };
});

const lines = indexLines();
const covered = new Set(
  [...lines.values()]
    .flat()
    .flatMap((line) => line.stack.versions.map((version) => `${version} ${line.at.file}`)),
);

/** Everything a line can be, in every version; empty for a line that is not in the book. */
export function linesAt(at: At): readonly KnownLine[] {
  return lines.get(formatAt(at)) ?? [];
}

/** Every place in the book, each once. */
export const knownPlaces: readonly At[] = [...lines.values()].map((known) => known[0]?.at as At);

/** Whether the book says anything of that file in that version. If not, a line there rules nothing out. */
export function covers(version: Version, file: string): boolean {
  return covered.has(`${version} ${file}`);
}

function placeFrom(pair: readonly string[]): Place {
  const [func = '', where = ''] = pair;
  const colon = where.lastIndexOf(':');
  return { func, at: { file: where.slice(0, colon), line: Number(where.slice(colon + 1)) } };
}

function indexLines(): ReadonlyMap<string, readonly KnownLine[]> {
  const index = new Map<string, KnownLine[]>();
  const add = (place: Place, kind: LineKind, stack: KnownStack): void => {
    const { side, role } = positionOf(stack.position);
    const key = formatAt(place.at);
    const line = { at: place.at, func: place.func, kind, side, role, stack };
    const known = index.get(key);
    if (known) known.push(line);
    else index.set(key, [line]);
  };
  for (const stack of stacks) {
    for (const place of stack.frames) add(place, place === stack.names ? 'stands' : 'path', stack);
    if (stack.createdBy) add(stack.createdBy, 'creation', stack);
  }
  return index;
}
