import { familiesOf } from './families.ts';
import { type Named, named } from './named.ts';
import {
  type CircleKind,
  type ClientFamily,
  circleOfClient,
  type ServerFamily,
} from './positions.ts';
import { lineOf, type Measured, matrix, type Release, releases } from './releases.ts';

/** Whether a daemon and the shims it talks to can deadlock. */
export type Outcome =
  /** They can. */
  | 'affected'
  /** Some of the named shims can with it, some cannot. */
  | 'some-shims'
  /** Not with shims of its own release, but with any of family S1 that still runs. */
  | 'old-shims'
  /** This client could, but the named shims go on reading while they write. */
  | 'masked'
  /** This client closes no circle, whatever the shim. */
  | 'safe'
  /** The release is older than ttrpc in containerd. */
  | 'no-ttrpc';

/** Releases next to each other that carry the same ttrpc, and what comes of it. */
export interface Span {
  readonly from: Release;
  readonly to: Release;
  readonly releases: number;
  readonly outcome: Outcome;
  /** The circle that can close; null where none can. */
  readonly circle: CircleKind | null;
  /** Runs of this very pair of ttrpc versions, or else of the same pair of families. */
  readonly measured: readonly Measured[];
  readonly measuredExactly: boolean;
  /** The lowest later release whose client closes no circle; null where this one is such, or none is known. */
  readonly cure: Release | null;
}

/** What must be said with the answer; the words are `affected.caveat.<caveat>`. */
export type Caveat =
  /** No shim was named: shims of the daemon's own release are meant. */
  | 'own-shim'
  /** A shim counts by the release that started it. */
  | 'started-by'
  /** A new daemon cures the pods that run already, but not one whose client is of family C. */
  | 'restart'
  /** Clients of family C are repaired for their own shims only. */
  | 'regression'
  /** Other shims than the named ones would show what is hidden. */
  | 'masked'
  /** No release of this line is repaired. */
  | 'no-repair-in-line'
  | 'prerelease'
  /** The server's family was not read in the source. */
  | 'assumed'
  /** A packager may have built it with another ttrpc. */
  | 'packaged'
  /** "No stall" was seen for seconds, not proved. */
  | 'unproved'
  /** Another hang is still possible: a peer that does not read holds up a call without a deadline. */
  | 'still-waits';

/** What was asked, as it was understood. */
export interface Asked {
  readonly text: string;
  readonly releases: readonly Release[];
  readonly packaged: string;
}

export type Affected =
  | {
      readonly ok: true;
      readonly daemon: Asked;
      /** Null: shims of the daemon's own release. */
      readonly shim: Asked | null;
      /** True when some span is affected, with the named shims or with older ones. */
      readonly found: boolean;
      readonly spans: readonly Span[];
      readonly caveats: readonly Caveat[];
    }
  | (Extract<Named, { ok: false }> & { readonly of: 'daemon' | 'shim' });

/**
 * Whether releases of containerd can deadlock with the shims they talk to.
 *
 * The rule: they can when the daemon's client is of family A or C and the server of the running shim is of family S1.
 * Source: client.go, server.go and services.go of ttrpc at the tags; the matrix in releases.json agrees in all its
 * twenty pairs. `daemon` and `shim` are texts as `named` reads them; without `shim`, the shim is the daemon's own.
 */
export function affected(daemon: string, shim?: string): Affected {
  const asked = named(daemon);
  if (!asked.ok) return { ...asked, of: 'daemon' };
  const shims = shim === undefined ? null : named(shim);
  if (shims && !shims.ok) return { ...shims, of: 'shim' };
  const spans = spansOf(asked.releases, shims?.releases ?? null);
  return {
    ok: true,
    daemon: asked,
    shim: shims,
    found: spans.some(({ outcome }) => isFinding(outcome)),
    spans,
    caveats: caveatsOf(asked, shims, spans),
  };
}

/** The circle that a client and a server of these families can close, or null. */
export function circleWith(
  client: ClientFamily | null,
  server: ServerFamily | null,
): CircleKind | null {
  return client !== null && server === 'S1' ? circleOfClient[client] : null;
}

/** The releases whose clients deadlock with older shims though not with their own: first and last. */
export const regression: { readonly from: Release; readonly to: Release } = (() => {
  const found = releases.filter(({ client, prerelease }) => client === 'C' && !prerelease);
  const [from, to] = [found[0], found.at(-1)];
  if (!from || !to) throw new Error('releases.json: no client of family C');
  return { from, to };
})();

export function isFinding(outcome: Outcome): boolean {
  return outcome === 'affected' || outcome === 'some-shims' || outcome === 'old-shims';
}

function spansOf(daemons: readonly Release[], shims: readonly Release[] | null): readonly Span[] {
  const runs: Release[][] = [];
  for (const release of daemons) {
    const run = runs.at(-1);
    if (run?.[0]?.ttrpc === release.ttrpc) run.push(release);
    else runs.push([release]);
  }
  return runs.map((run) => spanOf(run, shims));
}

function spanOf(run: readonly Release[], shims: readonly Release[] | null): Span {
  const [from, to] = [run[0], run.at(-1)] as [Release, Release];
  const outcome = outcomeOf(from, shims);
  const finding = isFinding(outcome);
  // Against older shims means against S1, whichever release started them.
  const servers = outcome === 'old-shims' ? null : (shims ?? [from]);
  return {
    from,
    to,
    releases: run.length,
    outcome,
    circle: finding ? circleWith(from.client, 'S1') : null,
    ...measuredOf(from, servers),
    cure: finding ? cureOf(to) : null,
  };
}

function outcomeOf(daemon: Release, shims: readonly Release[] | null): Outcome {
  if (daemon.client === null) return 'no-ttrpc';
  if (circleOfClient[daemon.client] === null) return 'safe';
  const servers = shims ?? [daemon];
  const stuck = servers.filter(({ server }) => circleWith(daemon.client, server) !== null);
  if (stuck.length === 0) return shims ? 'masked' : 'old-shims';
  return stuck.length === servers.length ? 'affected' : 'some-shims';
}

/** Runs of a client against servers (null: every server of S1). */
function measuredOf(
  daemon: Release,
  shims: readonly Release[] | null,
): Pick<Span, 'measured' | 'measuredExactly'> {
  const servers = new Set(shims ? shims.map(({ server }) => server) : ['S1']);
  const alike = matrix.filter(
    ({ client, server }) =>
      familiesOf(client)?.client === daemon.client &&
      servers.has(familiesOf(server)?.server ?? null),
  );
  const versions = shims?.map(({ ttrpc }) => ttrpc);
  const exact = alike.filter(
    ({ client, server }) =>
      `v${client}` === daemon.ttrpc && (versions?.includes(`v${server}`) ?? true),
  );
  return exact.length > 0
    ? { measured: exact, measuredExactly: true }
    : { measured: alike, measuredExactly: false };
}

function cureOf(release: Release): Release | null {
  const later = releases.slice(releases.indexOf(release) + 1);
  if (!releases.includes(release)) return null;
  return (
    later.find(
      ({ client, prerelease }) => !prerelease && client !== null && circleOfClient[client] === null,
    ) ?? null
  );
}

function caveatsOf(daemon: Asked, shim: Asked | null, spans: readonly Span[]): readonly Caveat[] {
  const some = (...outcomes: Outcome[]) => spans.some(({ outcome }) => outcomes.includes(outcome));
  const meant = [...daemon.releases, ...(shim?.releases ?? [])];
  const servers = shim?.releases ?? daemon.releases;
  const found = spans.filter(({ outcome }) => isFinding(outcome));
  const holds: Readonly<Record<Caveat, boolean>> = {
    'own-shim': !shim && some('affected', 'old-shims'),
    'started-by': some('affected', 'some-shims', 'old-shims', 'masked'),
    regression: found.some(({ from }) => from.client === 'C'),
    masked: some('masked'),
    restart: found.some(({ from }) => from.client === 'A'),
    'no-repair-in-line': found.some(
      ({ to, cure }) => cure !== null && lineOf(cure.version) !== lineOf(to.version),
    ),
    prerelease: meant.some(({ prerelease }) => prerelease),
    assumed: found.length > 0 && servers.some(({ serverAssumed }) => serverAssumed),
    packaged: daemon.packaged !== '' || (shim?.packaged ?? '') !== '',
    unproved: spans.some(({ measured }) => measured.some(({ stalled }) => !stalled)),
    'still-waits': spans.length > 0 && spans.every(({ outcome }) => outcome === 'safe'),
  };
  return (Object.keys(holds) as Caveat[]).filter((caveat) => holds[caveat]);
}
