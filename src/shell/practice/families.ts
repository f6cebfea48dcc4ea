import { isVersion, type Version } from '../../evidence/ttrpc/book.ts';
import type { ClientFamily, ServerFamily } from '../../evidence/ttrpc/positions.ts';
import { compareVersions, type Release, releases } from '../../evidence/ttrpc/releases.ts';
import { standFor } from '../../model/ttrpc/places.ts';

/** What a release of containerd is built with. */
export interface Built {
  readonly client: ClientFamily;
  readonly server: ServerFamily;
  /** Its ttrpc where the book of lines has it, else the version that stands for the family. */
  readonly clientVersion: Version;
  readonly serverVersion: Version;
}

/** Releases that the node's package archive has: those with ttrpc, and no pre-releases. Newest first. */
export const PACKAGES: readonly Release[] = releases
  .filter(
    ({ version, prerelease, client, server }) =>
      !prerelease && client !== null && server !== null && compareVersions(version, '1.4.0') >= 0,
  )
  .toReversed();

/** The release with that number. Throws for one that the table lacks: a node never runs one. */
export function builtOf(version: string): Built {
  const found = releases.find((one) => one.version === version);
  if (!found?.client || !found.server) throw new Error(`no release ${version} with ttrpc`);
  const ttrpc = (found.ttrpc ?? '').replace(/^v/, '');
  const known = isVersion(ttrpc) ? ttrpc : null;
  return {
    client: found.client,
    server: found.server,
    clientVersion: known ?? standFor[found.client],
    serverVersion: known ?? standFor[found.server],
  };
}
