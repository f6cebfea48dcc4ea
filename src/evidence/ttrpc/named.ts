/** Which releases of containerd a person means by what they typed or pasted. */
import { familiesOf } from './families.ts';
import { compareVersions, lineOf, type Release, releases } from './releases.ts';
import { slips } from './slips.ts';

export type NamedProblem = 'empty' | 'not-a-version' | 'unknown-version';

/** The releases meant, lowest first; or why that cannot be told. */
export type Named =
  | {
      readonly ok: true;
      /** As it was understood: `1.4.12`, `1.4.x`, `1.7.0-1.7.16`. */
      readonly text: string;
      readonly releases: readonly Release[];
      /** What a packager put behind the version (`-0ubuntu1`, `~ds1`), or ''. */
      readonly packaged: string;
    }
  | {
      readonly ok: false;
      readonly problem: NamedProblem;
      /** Key of what to try instead: `affected.hint.<hint>`. */
      readonly hint: NamedProblem;
      readonly at: string;
      /** Known releases that look most alike, at most four. */
      readonly nearest: readonly Release[];
    };

const VERSION = String.raw`v?(\d+\.\d+\.\d+)([-~+][\w.+~-]*|\.[a-z][\w.+~-]*)?`;
const SPAN = new RegExp(String.raw`^${VERSION}\s*(?:\.\.|–|-|to)\s*${VERSION}$`);
const LINE = /^v?(\d+)(?:\.(\d+))?(?:\.[x*])$|^v?(\d+)\.(\d+)$/;
const ONE = new RegExp(String.raw`(?:^|[\s/@])${VERSION}(?=$|[\s,;)])`);
const TTRPC = /^ttrpc[@ ]v?(\d+\.\d+\.\d+)$/;
const STAGE = /^[-~](alpha|beta|rc)[.-]?(\d+)/;

/**
 * Reads `1.4.12`, `v1.4.12`, `1.4.x`, `1.7.0..1.7.16`, `containerd://1.4.12` as kubectl prints it, a packager's
 * `1.6.20~ds1-1+b1`, a line of `containerd --version`, or `ttrpc@1.1.0` of a shim that is not containerd's.
 * A line of releases means the releases, and its pre-releases only where it has no other. Never throws.
 */
export function named(text: string): Named {
  const typed = text.trim().replace(/^containerd:\/\//, '');
  if (typed === '') return refuse('empty', text);
  return ttrpcAlone(typed) ?? span(typed) ?? line(typed) ?? one(typed);
}

function refuse(problem: NamedProblem, at: string, near: readonly Release[] = []): Named {
  return { ok: false, problem, hint: problem, at, nearest: near };
}

function ttrpcAlone(typed: string): Named | null {
  const version = TTRPC.exec(typed)?.[1];
  const families = version === undefined ? null : familiesOf(version);
  if (!version || !families) return null;
  const release: Release = {
    version: `ttrpc ${version}`,
    date: '',
    prerelease: false,
    ttrpc: `v${version}`,
    source: '',
    client: families.client,
    server: families.server,
    serverAssumed: false,
  };
  return { ok: true, text: release.version, releases: [release], packaged: '' };
}

function span(typed: string): Named | null {
  const found = SPAN.exec(typed);
  if (!found) return null;
  const [, from = '', fromRest = '', to = '', toRest = ''] = found;
  const first = known(from, fromRest);
  const last = known(to, toRest);
  if (!first) return unknown(from + fromRest);
  if (!last) return unknown(to + toRest);
  const meant = releases.filter(
    ({ version }) =>
      compareVersions(version, first.version) >= 0 && compareVersions(version, last.version) <= 0,
  );
  const text = `${first.version}-${last.version}`;
  if (meant.length === 0) return refuse('not-a-version', typed, [first, last]);
  return { ok: true, text, releases: finals(meant), packaged: '' };
}

function line(typed: string): Named | null {
  const found = LINE.exec(typed);
  if (!found) return null;
  const [, major = found[3], minor = found[4]] = found;
  const prefix = minor === undefined ? `${major}.` : `${major}.${minor}.`;
  const meant = releases.filter(({ version }) => version.startsWith(prefix));
  if (meant.length === 0) return unknown(`${prefix}0`, typed);
  return { ok: true, text: `${prefix}x`, releases: finals(meant), packaged: '' };
}

function one(typed: string): Named {
  const found = ONE.exec(typed);
  if (!found) return refuse('not-a-version', typed);
  const [, version = '', rest = ''] = found;
  const release = known(version, rest);
  if (!release) return unknown(version + rest);
  const stage = STAGE.exec(rest)?.[0] ?? '';
  const packaged = rest.slice(stage.length);
  return { ok: true, text: release.version, releases: [release], packaged };
}

/** Releases without their pre-releases, unless there is nothing else. */
function finals(meant: readonly Release[]): readonly Release[] {
  const found = meant.filter(({ prerelease }) => !prerelease);
  return found.length > 0 ? found : meant;
}

/** The release of a version; `rest` may name its stage, or only what a packager added. */
function known(version: string, rest: string): Release | undefined {
  const [, stage, number] = STAGE.exec(rest) ?? [];
  const names = stage
    ? [`${version}-${stage}.${number}`, `${version}-${stage}${number}`]
    : [version];
  return releases.find((release) => names.includes(release.version));
}

function unknown(version: string, at = version): Named {
  return refuse('unknown-version', at, nearest(version));
}

/** Releases that differ by the fewest slips of the keyboard; of those, the nearest in number. */
function nearest(version: string): readonly Release[] {
  const final = releases.filter(({ prerelease }) => !prerelease || version.includes('-'));
  const inLine = final.filter((release) => lineOf(release.version) === lineOf(version));
  const last = (text: string) => Number(/\d+$/.exec(text)?.[0] ?? 0);
  return (inLine.length > 0 ? inLine : final)
    .map((release) => ({
      release,
      slips: slips(version, release.version),
      apart: Math.abs(last(version) - last(release.version)),
    }))
    .sort((a, b) => a.slips - b.slips || a.apart - b.apart)
    .slice(0, 4)
    .map(({ release }) => release);
}
