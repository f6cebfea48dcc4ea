import { type At, readPath } from './at.ts';
import {
  versions as allVersions,
  factsOf,
  isVersion,
  type KnownLine,
  knownPlaces,
  type LineKind,
  linesAt,
  type Version,
} from './book.ts';
import {
  type Actor,
  type CircleKind,
  circleKinds,
  circleOfClient,
  circles,
  type Family,
  freesIn,
  type Position,
  positionOf,
  type Role,
  type Side,
} from './positions.ts';

/** A link of a circle of waits: the `step`th of `of`, counted from the client's write. */
export interface Edge {
  readonly circle: CircleKind;
  readonly step: number;
  readonly of: number;
}

/** One thing a line means, with every version in which it means that. */
export interface Match {
  readonly kind: LineKind;
  readonly side: Side;
  /** Of a creation line: of the goroutine that is created there. Nothing runs at such a line. */
  readonly role: Role;
  readonly actor: Actor;
  /** Without the package: `(*Client).run`. Of a creation line: the function that said `go`. */
  readonly func: string;
  /** What a goroutine with this line can stand at; several where the line does not tell. */
  readonly positions: readonly Position[];
  readonly versions: readonly Version[];
  /** Of those, the versions whose line stood in a captured dump. */
  readonly seen: readonly Version[];
  readonly families: readonly Family[];
  /** Who can end its wait, where there is one position. */
  readonly frees: readonly Actor[];
  readonly edges: readonly Edge[];
}

/** Why a line does not tell everything. */
export type Doubt =
  /** It means the same in several versions: the line alone does not tell the version. */
  | 'versions'
  /** It means different things in different versions. */
  | 'meanings'
  /** In one version, several kinds of goroutine have it in their stack. */
  | 'places';

export type Problem =
  | 'not-ttrpc'
  | 'unknown-file'
  | 'unknown-line'
  | 'unknown-version'
  | 'not-in-version';

export type Decoded =
  | {
      readonly ok: true;
      readonly at: At;
      readonly matches: readonly Match[];
      readonly doubts: readonly Doubt[];
    }
  | {
      readonly ok: false;
      readonly problem: Problem;
      /** Key of what to try instead: `ttrpc.hint.<hint>`. */
      readonly hint: Problem;
      readonly at: At;
      /** Known lines near it, nearest first. */
      readonly nearest: readonly At[];
      /** Versions that do have the line, when the one asked for does not. */
      readonly elsewhere: readonly Version[];
    };

/**
 * What a `file:line` of ttrpc means: which goroutine, what it waits for, who could free it, in which versions.
 * `version` limits the answer to one version or to some; a path that names its version does so by itself.
 * Never throws: a line that is not known comes back with the known lines next to it.
 */
export function decode(at: At, version?: string | readonly string[]): Decoded {
  const path = readPath(at.file);
  if (!path) return refuse('not-ttrpc', at);
  const place: At = { file: path.file, line: at.line };
  const asked = asList(version ?? path.version ?? undefined).map((one) => one.replace(/^v/, ''));
  const within = asked.length === 0 ? allVersions : asked.filter(isVersion);
  if (within.length === 0) return refuse('unknown-version', place);

  const known = linesAt(place);
  const matches = meanings(known, within);
  if (matches.length > 0) return { ok: true, at: place, matches, doubts: doubtsOf(matches) };
  if (known.length > 0) return refuse('not-in-version', place, within, versionsOf(known));
  if (!knownPlaces.some((other) => other.file === place.file)) return refuse('unknown-file', place);
  return refuse('unknown-line', place, within);
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function refuse(
  problem: Problem,
  at: At,
  within: readonly Version[] = allVersions,
  elsewhere: readonly Version[] = [],
): Decoded {
  return { ok: false, problem, hint: problem, at, nearest: nearest(at, within), elsewhere };
}

/** The known lines of the same file that stand nearest, at most three. */
function nearest(at: At, within: readonly Version[]): readonly At[] {
  return knownPlaces
    .filter(
      (place) =>
        place.file === at.file &&
        linesAt(place).some((line) => line.stack.versions.some((one) => within.includes(one))),
    )
    .sort((a, b) => Math.abs(a.line - at.line) - Math.abs(b.line - at.line))
    .slice(0, 3);
}

function versionsOf(lines: readonly KnownLine[]): readonly Version[] {
  const having = new Set(lines.flatMap((line) => line.stack.versions));
  return allVersions.filter((version) => having.has(version));
}

/** Lines of one version become one meaning per goroutine and kind; versions that agree become one match. */
function meanings(known: readonly KnownLine[], within: readonly Version[]): readonly Match[] {
  const merged = new Map<
    string,
    { lines: KnownLine[]; versions: Version[]; positions: Position[] }
  >();
  for (const version of within) {
    const groups = new Map<string, KnownLine[]>();
    for (const line of known) {
      if (!line.stack.versions.includes(version)) continue;
      const key = `${line.kind} ${line.side} ${line.role} ${line.func}`;
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
    for (const [key, lines] of groups) {
      const ids = [...new Set(lines.map((line) => line.stack.position))];
      const name = `${key} ${ids.join(' ')}`;
      const same = merged.get(name);
      if (same) {
        same.versions.push(version);
        same.lines.push(...lines);
      } else merged.set(name, { lines, versions: [version], positions: ids.map(positionOf) });
    }
  }
  return [...merged.values()].map(({ lines, versions, positions }) => {
    const [line] = lines as [KnownLine, ...KnownLine[]];
    const families = [...new Set(versions.map((version) => factsOf(version)[line.side]))];
    const [position, ...others] = positions;
    const alone = position && others.length === 0 ? position : null;
    return {
      kind: line.kind,
      side: line.side,
      role: line.role,
      actor: positionOf(line.stack.position).actor,
      func: line.func,
      positions,
      versions,
      seen: versions.filter((version) => lines.some((one) => one.stack.seen.includes(version))),
      families,
      frees: alone ? [...new Set(families.flatMap((family) => freesIn(alone, family)))] : [],
      edges: alone && line.kind !== 'creation' ? edgesOf(alone, families) : [],
    };
  });
}

/** Which links of which circles a goroutine at this position can be, in these families. */
export function edgesOf(position: Position, families: readonly Family[]): readonly Edge[] {
  return circleKinds
    .filter((circle) =>
      families.some((family) =>
        family === 'S1' || family === 'S2' ? family === 'S1' : circleOfClient[family] === circle,
      ),
    )
    .flatMap((circle) => {
      const steps: readonly string[] = circles[circle];
      const index = steps.indexOf(position.id);
      return index === -1 ? [] : [{ circle, step: index + 1, of: steps.length }];
    });
}

function doubtsOf(matches: readonly Match[]): readonly Doubt[] {
  const seen = new Set<Version>();
  for (const version of matches.flatMap((match) => match.versions)) {
    if (seen.has(version)) return ['places'];
    seen.add(version);
  }
  if (matches.length > 1) return ['meanings'];
  return seen.size > 1 ? ['versions'] : [];
}
