import { sideOf } from '../../model/dump/ends.ts';
import type { DumpedConnection } from '../../model/dump/process.ts';
import { dumpText } from '../../model/dump/text.ts';
import { type Goroutine, moved, polledAt } from './goroutine.ts';

/** A connection's goroutines at one end, and those that its process has once, all as the model prints them. */
export interface PrintedEnd {
  readonly writer: Goroutine;
  /** The accept loop of a server. */
  readonly acceptor: Goroutine | null;
  /** Who is there once, then the calls, in the order in which they began. */
  readonly singles: readonly Goroutine[];
  readonly calls: readonly Goroutine[];
}

/** The ttrpc of both ends: containerd 1.4.11's, whose frames were captured. */
export const TTRPC = '1.0.1';

const CALL = /\.\(\*Client\)\.dispatch\(|\.\(\*serverConn\)\.run\.func2\(/;
const ACCEPTS = /\.\(\*Server\)\.Serve\(/;

/** What the model prints of one end of a connection. Null where a goroutine stands at a line that the book lacks. */
export function printedEnd(
  end: 'containerd' | 'shim',
  connection: DumpedConnection,
): PrintedEnd | null {
  const dumped = dumpText({ side: sideOf(end), version: TTRPC, connections: [connection] });
  if (!dumped.ok) return null;
  const [writer, ...others] = dumped.text.trimEnd().split('\n\n').map(parsed);
  if (!writer) return null;
  return {
    writer,
    acceptor: others.find(({ stack }) => ACCEPTS.test(outer(stack))) ?? null,
    singles: others.filter(({ stack }) => !CALL.test(stack) && !ACCEPTS.test(outer(stack))),
    calls: others.filter(({ stack }) => CALL.test(stack)),
  };
}

/** The frames without who created the goroutine: a connection is created in the accept loop too. */
function outer(stack: string): string {
  return stack.replace(/^created by[\s\S]*/m, '');
}

function parsed(text: string): Goroutine {
  const match = /^goroutine \d+ \[([^\],]*)[^\]]*\]:\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error(`no goroutine: ${text.slice(0, 40)}`);
  const [, state = '', stack = ''] = match;
  return { state, stack: stack.trimEnd(), minutes: 0 };
}

/** The model's own pages begin here (model/dump/words.ts, CONNECTIONS); no connection uses more than so many. */
const MODEL_PAGE = 0xc010000;
const PAGES = 0x1000;

/** The same goroutines as another connection of the process, counted from 0. */
export function placed(goroutines: readonly Goroutine[], place: number): readonly Goroutine[] {
  const to = (page: string): string => {
    const number = Number.parseInt(page, 16);
    return number < MODEL_PAGE ? page : (number + place * PAGES).toString(16);
  };
  return goroutines.map((one) => ({ ...one, stack: polledAt(moved(one.stack, to), -place) }));
}
