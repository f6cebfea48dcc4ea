/** A place in the source of ttrpc: `server.go:444`. */
export interface At {
  readonly file: string;
  readonly line: number;
}

/** What a path says of itself: the file of ttrpc, and the version where the path carries one. */
export interface PathRead {
  readonly file: string;
  /** `1.2.2` from `…/ttrpc@v1.2.2/client.go` (a build outside vendor), else null. */
  readonly version: string | null;
}

/** A place somebody typed or pasted, with the version they named, if any. */
export type ParsedAt =
  | { readonly ok: true; readonly at: At; readonly version: string | null }
  | {
      readonly ok: false;
      readonly problem: 'empty' | 'no-line' | 'not-ttrpc';
      /** Key of what to try instead: `ttrpc.hint.<hint>`. */
      readonly hint: 'empty' | 'no-line' | 'not-ttrpc';
      readonly at: string;
    };

const IN_TTRPC = /(?:^|[\\/])ttrpc(?:@v([\w.+-]+))?[\\/]([\w-]+\.go)$/;
const BARE = /^[\w-]+\.go$/;

/**
 * The file of ttrpc a path names, or null when it is another package's: `server.go` by itself is taken
 * for ttrpc's, `google.golang.org/grpc/server.go` is not.
 */
export function readPath(path: string): PathRead | null {
  const inside = IN_TTRPC.exec(path);
  if (inside?.[2]) return { file: inside[2], version: inside[1] ?? null };
  return BARE.test(path) ? { file: path, version: null } : null;
}

/**
 * Reads what a person types: `server.go:444`, `client.go:259@1.0.1`, `client.go:259@v1.0.1`,
 * `ttrpc/server.go:444 +0x245`, a whole row of a `uniq -c` table. Never throws.
 */
export function parseAt(text: string): ParsedAt {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'empty', hint: 'empty', at: text };
  const found =
    /(?:^|\s)((?:[^\s:]|:(?!\d))+\.go):(\d+)(?:\s*@\s*v?(\d+\.\d+\.\d+[\w.+-]*))?(?=$|[\s,;)])/.exec(
      typed,
    );
  if (!found?.[1]) return { ok: false, problem: 'no-line', hint: 'no-line', at: text };
  const path = readPath(found[1]);
  if (!path) return { ok: false, problem: 'not-ttrpc', hint: 'not-ttrpc', at: text };
  return {
    ok: true,
    at: { file: path.file, line: Number(found[2]) },
    version: found[3] ?? path.version,
  };
}

/** `server.go:444`. */
export function formatAt(at: At): string {
  return `${at.file}:${at.line}`;
}
