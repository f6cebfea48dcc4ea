/** What the pages say of the model, computed when they are built: the shortest hang, the families, the post's counts. */

import { read } from '../evidence/goroutine/read.ts';
import type { ClientFamily, ServerFamily } from '../evidence/ttrpc/positions.ts';
import { connectionsOf, processAt } from '../model/dump/ends.ts';
import { dumpLog } from '../model/dump/log.ts';
import { explore, lastEscape, walk } from '../model/explore/explore.ts';
import { postLoad, runPod } from '../model/simulate/pod.ts';
import { connect, slots } from '../model/ttrpc/connection.ts';
import { standFor } from '../model/ttrpc/places.ts';
import { type Told, tellAll } from '../model/ttrpc/words.ts';

/** Room of each direction in the cells that the pages speak of. */
const ROOM = 1;
/** How many calls are tried for the table of families: at 7 the last of those that hang does. */
export const MOST_CALLS = 10;

/** A shortest way to the hang of client 1.0.1 on server 1.0.1, told step by step. */
export function shortestHang(): { readonly calls: number; readonly told: readonly Told[] } {
  const { calls, machine, steps } = hang();
  const versions = { client: standFor.A, server: standFor.S1 };
  return { calls, told: tellAll(machine, steps, versions) };
}

/** After how many steps of that way the last state stands from which every call could still have ended. */
export function lastEscapeOfHang(): number {
  const { machine, steps } = hang();
  const last = lastEscape(machine, walk(machine, steps));
  if (last === null) throw new Error('no exact last escape on the way to the hang');
  return last;
}

function hang() {
  const { calls } = familyAt('A', 'S1');
  if (calls === null) throw new Error('client A on S1 hangs at no number of calls');
  const machine = cell('A', 'S1', calls);
  return { calls, machine, steps: explore(machine).steps };
}

/** What exploring says of a pair with room for one request and one answer. */
export interface PairFact {
  readonly client: ClientFamily;
  readonly server: ServerFamily;
  /** Fewest calls at once with a deadlock; null: none up to `MOST_CALLS`. */
  readonly calls: number | null;
  readonly shortest: number | null;
  /** States met in the largest search that was needed. */
  readonly states: number;
}

export function familyAt(client: ClientFamily, server: ServerFamily): PairFact {
  let states = 0;
  for (let calls = 1; calls <= MOST_CALLS; calls++) {
    const found = explore(cell(client, server, calls));
    ({ states } = found);
    if (found.verdict === 'deadlock') {
      return { client, server, calls, shortest: found.shortest, states };
    }
  }
  return { client, server, calls: null, shortest: null, states };
}

function cell(client: ClientFamily, server: ServerFamily, calls: number) {
  return connect({ client, server, calls, toServer: slots(ROOM), toClient: slots(ROOM) });
}

/** How often a line of server.go stands in the model's dump and in the post's table. */
export interface LineCount {
  readonly line: number;
  readonly model: number;
  readonly post: number;
}

/** The post's table beside the dump that the model leaves under `postLoad`. `post`: bytes of content/evidence/post's table. */
export function postCounts(post: Uint8Array): readonly LineCount[] {
  const dumped = dumpLog(processAt('shim', connectionsOf(runPod(), postLoad)));
  if (!dumped.ok) throw new Error(`no dump of the post's pod: ${dumped.at}`);
  const { text } = dumped;
  const rows = read(post).tables.flatMap((table) => table.rows);
  return rows
    .map(({ line, count }) => ({
      line,
      post: count,
      model: text.split(`ttrpc/server.go:${line} `).length - 1,
    }))
    .toSorted((one, other) => other.post - one.post || one.line - other.line);
}
