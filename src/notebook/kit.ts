/**
 * What a cell has in scope: the kit's readers, models and the evidence, under a few names, since no cell may define them
 * again. A new one needs a line here, and `test/notebook/kit.test.ts` asks that it works in a cell.
 */
import { diagnose } from '../evidence/diagnose/diagnose.ts';
import { diff } from '../evidence/goroutine/diff.ts';
import { filter } from '../evidence/goroutine/filter.ts';
import { frameText, group } from '../evidence/goroutine/group.ts';
import { read } from '../evidence/goroutine/read.ts';
import type { Reading } from '../evidence/goroutine/types.ts';
import { flame } from '../evidence/pprof/flame.ts';
import { diff as diffProfiles } from '../evidence/pprof/merge.ts';
import { packages } from '../evidence/pprof/packages.ts';
import { typeNamed } from '../evidence/pprof/profile.ts';
import { read as readProfile } from '../evidence/pprof/read.ts';
import { top } from '../evidence/pprof/top.ts';
import { format } from '../evidence/pprof/unit.ts';
import { peerOf, readSockets } from '../evidence/sockets/read.ts';
import { affected } from '../evidence/ttrpc/affected.ts';
import { parseAt } from '../evidence/ttrpc/at.ts';
import { connections } from '../evidence/ttrpc/connections.ts';
import { decode } from '../evidence/ttrpc/decode.ts';
import { explore, lastEscape, walk } from '../model/explore/explore.ts';
import { capacity, chargeOfFrame, readsUntilWake, SNDBUF } from '../model/kernel/charge.ts';
import { waitsFor } from '../model/kernel/waits.ts';
import { ordinaryNode } from '../model/leak/load.ts';
import { at, run } from '../model/leak/run.ts';
import { asVariant, VARIANTS } from '../model/leak/variants.ts';
import { cellsOfA, loadOf, modelled, parseCells } from '../model/measured/onset.ts';
import { ordinary } from '../model/simulate/load.ts';
import { parkedAt, simulate } from '../model/simulate/simulate.ts';
import { connect, slots } from '../model/ttrpc/connection.ts';
import { rpcSizes } from '../model/ttrpc/rpc-sizes.ts';
import { decode as decodeFrames } from '../model/ttrpc/wire/decode.ts';
import { hexOf, readHex } from '../model/ttrpc/wire/hex.ts';
import { tellAll } from '../model/ttrpc/words.ts';
import { Plot } from './chart.ts';
import { Shown, tableOf, textOf, treeOf } from './inspect.ts';

/** Goroutine dumps: `goroutines.read(await bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')).dumps`. */
const goroutines = {
  /** Reads a dump in any form, from bytes or text. Nothing is thrown: what was not understood is in `leftovers`. */
  read: (input: Uint8Array | string): Reading => read(asBytes(input)),
  group,
  filter,
  diff,
  diagnose,
  frameText,
  /** Connections of ttrpc in a dump. */
  connections,
};

/** Profiles: `const { value } = await profiles.read(await bytes('…/heap.pb.gz'))`. */
const profiles = {
  read: readProfile,
  top,
  flame,
  packages,
  typeNamed,
  diff: diffProfiles,
  format,
};

/** What `ss -xmp` printed. */
const sockets = { read: readSockets, peerOf };

/** Lines and releases of ttrpc: `ttrpc.affected('1.4.11')`. */
const ttrpc = { affected, parseAt, decode };

/** ttrpc that can hang: `model.explore(model.connect({ … }))`, `model.simulate({ ...model.ordinary, calls: 300 })`. */
const model = {
  connect,
  slots,
  explore,
  lastEscape,
  walk,
  tellAll,
  waitsFor,
  simulate,
  ordinary,
  parkedAt,
  rpcSizes,
};

/** A unix socket as Linux charges it. Sizes in bytes. */
const socket = { capacity, chargeOfFrame, readsUntilWake, SNDBUF };

/** Frames of ttrpc. */
const wire = { decode: decodeFrames, readHex, hexOf };

/** The runs of the real pair: `onset.parse(await file('tables/onset.csv'))`. */
const onset = { parse: parseCells, cellsOfA, loadOf, modelled };

/** A node that leaks: `leak.run({ ...leak.ordinaryNode, deadline: 120 })`. */
const leak = { run, at, ordinaryNode, asVariant, VARIANTS };

/** What every cell has, wherever it runs. */
export const shared = {
  goroutines,
  profiles,
  sockets,
  ttrpc,
  model,
  socket,
  wire,
  onset,
  leak,
  Plot,
  /** Shows rows as a table, with these columns or all. */
  table: (rows: Iterable<object>, columns?: readonly string[]) => new Shown(tableOf(rows, columns)),
  /** Shows a value as a tree. */
  tree: (value: unknown) => new Shown(treeOf(value)),
  /** Shows a value as text. */
  text: (value: unknown) => new Shown(textOf(String(value))),
} as const;

/** Reads a file of content/evidence by its path there, unpacked. Rejects with a readable Error. */
export type ReadBytes = (path: string) => Promise<Uint8Array>;

/** What a cell has in all. */
export interface Kit extends Readonly<typeof shared> {
  /** Bytes of a file of the evidence. */
  readonly bytes: ReadBytes;
  /** The same as text. */
  file(path: string): Promise<string>;
  /** Shows a value under the cell; the value of its last line is shown anyway. Gives the value back. */
  show<Value>(value: Value): Value;
}

/** The kit over a source of evidence, and a place to show things at. */
export function kitOf(bytes: ReadBytes, show: (value: unknown) => void): Kit {
  return {
    ...shared,
    bytes,
    file: async (path) => new TextDecoder().decode(await bytes(path)),
    show: (value) => {
      show(value);
      return value;
    },
  };
}

/** Names that no cell may define. */
export const reserved: ReadonlySet<string> = new Set([
  ...Object.keys(shared),
  'bytes',
  'file',
  'show',
]);

function asBytes(input: Uint8Array | string): Uint8Array {
  return typeof input === 'string' ? new TextEncoder().encode(input) : input;
}
