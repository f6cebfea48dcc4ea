import { factsOf, type KnownStack, type Version, versions } from '../../evidence/ttrpc/book.ts';
import { type PositionId, positionOf } from '../../evidence/ttrpc/positions.ts';
import { stackAt } from '../ttrpc/places.ts';

/** The lines of a position, and the version whose they are. */
export interface Lines {
  readonly known: KnownStack;
  readonly version: Version;
}

/** Rows of the book that leave frames out, because their lines were not read (frames.json, corrections). */
const GAPS: ReadonlySet<string> = new Set([
  '1.0.2 server.handler.call',
  '1.1.2 server.handler.call',
]);

/** The lines of a position in a version, or null where the book has none, or not all. */
export function linesOf(position: PositionId, version: Version): Lines | null {
  const known = GAPS.has(`${version} ${position}`) ? null : stackAt(position, version);
  return known && { known, version };
}

/** The lines of a position in the nearest version that has them: of the same family if there is one. Null: none has. */
export function nearestLines(position: PositionId, version: Version): Lines | null {
  const { side } = positionOf(position);
  const family = factsOf(version)[side];
  const far = (other: Version): number =>
    Math.abs(versions.indexOf(other) - versions.indexOf(version)) +
    (factsOf(other)[side] === family ? 0 : versions.length);
  const [nearest] = versions
    .flatMap((other) => linesOf(position, other) ?? [])
    .sort((one, other) => far(one.version) - far(other.version));
  return nearest ?? null;
}
