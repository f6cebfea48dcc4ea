import { type At, formatAt, readPath } from './at.ts';
import { covers, factsOf, linesAt, type Version, versions } from './book.ts';
import { familiesOf } from './families.ts';
import type { ClientFamily, ServerFamily } from './positions.ts';

/** A line that stood somewhere, with its function (`(*Client).run`) where that is known. */
export interface Sighting extends At {
  readonly func?: string;
}

/** Which versions a set of lines fits. */
export interface Narrowing {
  /** Versions that explain the most lines (all of them, unless `misfits` says otherwise). Empty: no line tells. */
  readonly fits: readonly Version[];
  /** Known lines that no version in `fits` has: two versions are mixed, or something ran past a parked line. */
  readonly misfits: readonly At[];
  /** Versions of whose files the book says nothing, so that they cannot be excluded. */
  readonly blind: readonly Version[];
  /** Lines that exclude at least one version. */
  readonly telling: readonly { readonly at: At; readonly versions: readonly Version[] }[];
  /** Lines in ttrpc's files that the book does not have. */
  readonly unknown: readonly At[];
  /** Lines of other packages. */
  readonly foreign: number;
  /** The version a path names (`ttrpc@v1.2.7/client.go`), in the book or not. */
  readonly named: string | null;
  /** The family, where every version that fits is of one. */
  readonly client: ClientFamily | null;
  readonly server: ServerFamily | null;
}

/**
 * Tells which versions of ttrpc fit a whole set of lines of one process.
 * Client and server of a process are one version, so a client line tells of its server lines too.
 */
export function narrow(sightings: Iterable<Sighting>): Narrowing {
  const seen = new Map<string, Sighting>();
  const named = new Set<string>();
  let foreign = 0;
  for (const sighting of sightings) {
    const path = readPath(sighting.file);
    if (!path) {
      foreign++;
      continue;
    }
    if (path.version !== null) named.add(path.version);
    seen.set(`${path.file}:${sighting.line} ${sighting.func ?? ''}`, {
      ...sighting,
      file: path.file,
    });
  }

  const unknown: At[] = [];
  const telling: { at: At; versions: readonly Version[] }[] = [];
  const known = new Map<Version, number>();
  const missing = new Map<Version, At[]>(versions.map((version) => [version, []]));
  for (const { file, line, func } of seen.values()) {
    const at: At = { file, line };
    const having = new Set(
      linesAt(at)
        .filter((entry) => func === undefined || entry.func === func)
        .flatMap((entry) => entry.stack.versions),
    );
    if (having.size === 0) {
      unknown.push(at);
      continue;
    }
    const without = versions.filter((version) => !having.has(version) && covers(version, file));
    if (without.length > 0) {
      telling.push({ at, versions: versions.filter((version) => having.has(version)) });
    }
    for (const version of having) known.set(version, (known.get(version) ?? 0) + 1);
    for (const version of without) missing.get(version)?.push(at);
  }

  const candidates = versions.filter((version) => known.has(version));
  const least = Math.min(...candidates.map((version) => missing.get(version)?.length ?? 0));
  const only = [...named][0] ?? null;
  const fits = candidates.filter(
    (version) => missing.get(version)?.length === least && (only === null || version === only),
  );
  const lost = fits.map((version) => new Set(missing.get(version)?.map(formatAt)));
  return {
    fits,
    misfits: [...seen.values()]
      .map(({ file, line }) => ({ file, line }))
      .filter((at) => lost.length > 0 && lost.every((set) => set.has(formatAt(at)))),
    blind: versions.filter(
      (version) =>
        only === null &&
        candidates.length > 0 &&
        !known.has(version) &&
        missing.get(version)?.length === 0,
    ),
    telling,
    unknown,
    foreign,
    named: only,
    client:
      agreed(fits.map((version) => factsOf(version).client)) ??
      familiesOfName(only)?.client ??
      null,
    server:
      agreed(fits.map((version) => factsOf(version).server)) ??
      familiesOfName(only)?.server ??
      null,
  };
}

function familiesOfName(version: string | null): ReturnType<typeof familiesOf> {
  return version === null ? null : familiesOf(version);
}

function agreed<T>(values: readonly T[]): T | null {
  const [first, ...rest] = values;
  return first !== undefined && rest.every((value) => value === first) ? first : null;
}
