import type { Version } from '../../evidence/ttrpc/book.ts';
import type { Family, Side } from '../../evidence/ttrpc/positions.ts';
import containerd from './containerd-1.4.11.json' with { type: 'json' };
import go119 from './go-1.19.json' with { type: 'json' };
import shim from './shim-1.4.11.json' with { type: 'json' };

/**
 * A frame as Go prints it, its argument words written as in words.ts. The last of a whole stack may be its
 * `created by`.
 */
export type Template = string;

/** Frames of the runtime and of the standard library under which a goroutine is parked, innermost first. */
export type ChainName = 'read' | 'write' | 'accept' | 'waitGroup' | 'lock' | 'rwlock' | 'rlock';

/** How the functions of ttrpc are printed in programs of these families. */
export interface Edition {
  readonly families: readonly Family[];
  /** What stands before the function's name. */
  readonly package: string;
  /** Folder of its files; `%version` stands for the version. */
  readonly path: string;
  /** Argument words by function. */
  readonly words: Readonly<Record<string, string>>;
  /** `(*Client).run client.go:257` → `+0x333`. Only what a dump shows; elsewhere no offset is printed. */
  readonly offsets: Readonly<Record<string, string>>;
}

/**
 * The generated code of the shim's task service. Its methods stand `step` lines apart, the first at `first`:
 * as captured for Exec, Wait and Stats (the server's State, Start and Wait), and counted from them for the others.
 */
export interface ServiceCode {
  /** Up to the method's name (client) or its number (server). */
  readonly func: string;
  readonly words: string;
  readonly file: string;
  readonly first: number;
  readonly step: number;
}

/** What a process has around ttrpc, as far as it was captured. What is left out the model names itself: around.ts. */
export interface ProcessFrames {
  readonly versions: readonly string[];
  readonly side: string;
  /** Ids of the goroutines that are always there, and of the first one of a connection. */
  readonly ids?: { readonly acceptor?: number; readonly writer: number; readonly first: number };
  /** The goroutine that writes the dump. */
  readonly writer?: readonly Template[];
  /** Below the accept loop. */
  readonly acceptor?: readonly Template[];
  /** Below a call, by RPC. */
  readonly callers?: Readonly<Record<string, readonly Template[]>>;
  /** Outermost frames that all of `callers` share, innermost first: what runs a request. */
  readonly request?: readonly Template[];
  /** Above a handler's call into the service, by RPC. */
  readonly methods?: Readonly<Record<string, readonly Template[]>>;
  readonly service?: ServiceCode;
}

/** A program that was captured, or several of one Go whose frames look alike. */
export interface Build {
  /** Which captured files the frames are from. */
  readonly source: string;
  readonly go: string;
  readonly chains: Readonly<Partial<Record<ChainName, readonly Template[]>>>;
  readonly ttrpc: readonly Edition[];
  readonly processes: readonly ProcessFrames[];
}

/** All that was captured, as data: the daemon and the shim of containerd 1.4.11, and programs of Go 1.19. */
export const builds: Readonly<Record<'containerd' | 'shim' | 'go119', Build>> = {
  containerd: containerd as Build,
  shim: shim as Build,
  go119: go119 as Build,
};

/** The build whose frames a process of that side and version shows. */
export function buildOf(side: Side, version: Version): Build {
  if (version !== '1.0.1') return builds.go119;
  return side === 'client' ? builds.containerd : builds.shim;
}

/** How a build prints the ttrpc of a family. Throws where its data lacks one. */
export function editionOf(build: Build, family: Family): Edition {
  const edition = build.ttrpc.find(({ families }) => families.includes(family));
  if (!edition) throw new Error(`no frames of family ${family} for Go ${build.go}`);
  return edition;
}

const NOTHING: Omit<ProcessFrames, 'side'> = { versions: [] };

/** What stands around ttrpc in a process. */
export function processOf(build: Build, side: Side, version: Version): ProcessFrames {
  return (
    build.processes.find((one) => one.side === side && one.versions.includes(version)) ?? {
      ...NOTHING,
      side,
    }
  );
}
