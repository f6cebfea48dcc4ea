import type { ClientFamily, ServerFamily } from './positions.ts';
import table from './releases.json' with { type: 'json' };

/** A release of containerd, and the ttrpc that its daemon and its shim are built with. */
export interface Release {
  /** `1.4.12`, `1.6.0-rc.0`; of a ttrpc that was named by itself, `ttrpc 1.1.0`. */
  readonly version: string;
  /** Day of the tag; '' where there is none. */
  readonly date: string;
  readonly prerelease: boolean;
  /** A tag, a pseudo-version or the first digits of a commit; null before containerd used ttrpc. */
  readonly ttrpc: string | null;
  /** The file and line that name it: `vendor.conf:10`. */
  readonly source: string;
  readonly client: ClientFamily | null;
  readonly server: ServerFamily | null;
  /** The server's family was not read in the source, only taken for what its neighbours are. */
  readonly serverAssumed: boolean;
}

/** A pair of ttrpc versions that was really run against each other under load. */
export interface Measured {
  readonly client: string;
  readonly server: string;
  readonly stalled: boolean;
}

const STAGES = ['alpha', 'beta', 'rc'];

/** The day up to which the table holds every tag of containerd. */
export const until: string = table.source.until;

/** Every tag of containerd, lowest version first. */
export const releases: readonly Release[] = table.releases
  .map(releaseOf)
  .sort((one, other) => compareVersions(one.version, other.version));

/** The matrix as it was measured: five clients, four servers. */
export const matrix: readonly Measured[] = Object.entries(table.matrix).flatMap(
  ([client, servers]) =>
    Object.entries(servers).map(([server, result]) => ({
      client,
      server,
      stalled: result === 'stalled',
    })),
);

interface Families {
  readonly client: string;
  readonly server: string;
  readonly assumed?: boolean;
}

function releaseOf(row: readonly (string | null)[]): Release {
  const [version, date, ttrpc = null, source] = row;
  const families: Readonly<Record<string, Families>> = table.ttrpc;
  const family = ttrpc === null ? null : families[ttrpc];
  if (!version || !date || family === undefined) {
    throw new Error(`releases.json: ${version} does not hold together`);
  }
  return {
    version,
    date,
    prerelease: version.includes('-'),
    ttrpc,
    source: source ?? '',
    client: (family?.client ?? null) as ClientFamily | null,
    server: (family?.server ?? null) as ServerFamily | null,
    serverAssumed: family?.assumed ?? false,
  };
}

/** `1.4` of `1.4.12`: releases of one line get repairs, not rewrites. */
export function lineOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? '';
}

/** Order by version (semver.org, 11): a pre-release stands before its release. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map(partsOf) as [readonly number[], readonly number[]];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

/** Three numbers, the stage (a release is the last), and the number within the stage. */
function partsOf(version: string): readonly number[] {
  const found = /^(\d+)\.(\d+)\.(\d+)(?:-([a-z]+)\.?(\d+))?/.exec(version);
  if (!found) throw new Error(`${version} is not a version`);
  const [, major, minor, patch, stage, number] = found;
  const place = stage === undefined ? STAGES.length : STAGES.indexOf(stage);
  return [Number(major), Number(minor), Number(patch), place, Number(number ?? 0)];
}
