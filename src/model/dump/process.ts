import type { Version } from '../../evidence/ttrpc/book.ts';
import type { PositionId, Side } from '../../evidence/ttrpc/positions.ts';
import type { Machine, State } from '../kernel/machine.ts';

/** One end of a connection that a process has open. */
export interface DumpedConnection {
  readonly machine: Machine;
  readonly state: State;
  /** The RPC of a call, from 0: `State`, `Stats` … ['Wait' for calls that do not return, else 'State']. */
  rpc?(call: number): string;
  /** Stream id of its first request, odd; each call's is two more than the one before [1]. */
  readonly first?: number;
}

/** What containerd's log says beside the dump. */
export interface LogFields {
  /** RFC 3339; the model has no clock [2026-11-23T08:00:00.000000000Z]. */
  readonly time?: string;
  /** Fields that containerd adds to what a shim says. The daemon's own record has none. */
  readonly namespace?: string;
  readonly path?: string;
  readonly pid?: number;
}

/** A process whose goroutines are dumped. What is left out has the value in brackets. */
export interface DumpedProcess {
  readonly side: Side;
  /** The ttrpc that it is built with. */
  readonly version: Version;
  /** Several connections of one process are the containers of one pod. */
  readonly connections: readonly DumpedConnection[];
  /** How long everything that is parked has been, in whole minutes [0: less than one, and so not printed]. */
  readonly minutes?: number;
  /** Where the book lacks a line of this version, that of the nearest version is taken [no: no dump]. */
  readonly substitute?: boolean;
  readonly log?: LogFields;
}

/** A position printed with another version's lines. */
export interface Substituted {
  readonly position: PositionId;
  readonly from: Version;
}

/** Calls whose way to ttrpc no capture shows whole. */
export interface Gap {
  readonly rpc: string;
  /** `between`: the frames between the RPC's client and the gRPC server are left out. `all`: the model stands for all. */
  readonly lacks: 'between' | 'all';
}

/** A dump as text, or why there is none. */
export type Dumped =
  | {
      readonly ok: true;
      readonly text: string;
      readonly substituted: readonly Substituted[];
      readonly gaps: readonly Gap[];
    }
  | {
      readonly ok: false;
      /**
       * `other-family`: that version's ttrpc is not what the machine runs. `no-lines`: a goroutine stands where the book has
       * no lines of that version. `no-position`: it stands where no version has any.
       */
      readonly problem: 'other-family' | 'no-lines' | 'no-position';
      /** What to do: take a version of the machine's family; `substitute`; or go a step on or back. */
      readonly hint: 'other-version' | 'substitute' | 'other-state';
      /** The goroutine and where it stands: `server.loop write, server.loop.write@1.2.5`. */
      readonly at: string;
    };
