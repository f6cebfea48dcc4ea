import { read } from '../../evidence/goroutine/read.ts';
import { connections, type Wiring } from '../../evidence/ttrpc/connections.ts';
import { decodeTable, type Table } from '../../evidence/ttrpc/table.ts';
import { type Circle, waits } from '../../evidence/ttrpc/waits.ts';

/** What one file held: plain data, so that a worker can send it. */
export type Sheet =
  | { readonly name: string; readonly is: 'table'; readonly table: Table }
  | {
      readonly name: string;
      readonly is: 'dump';
      readonly goroutines: number;
      readonly wiring: Wiring;
    }
  | { readonly name: string; readonly is: 'nothing' };

export interface DecoderData {
  readonly sheets: readonly Sheet[];
  readonly circles: readonly Circle[];
}

/** Reads one file that is not packed: its first dump, or its table of counts where it has no dump. */
export function readSheet(name: string, bytes: Uint8Array): Sheet {
  const { dumps, tables } = read(bytes);
  const [dump] = dumps;
  if (dump) return { name, is: 'dump', goroutines: dump.size, wiring: connections(dump) };
  const rows = tables.flatMap((table) => table.rows);
  return rows.length > 0
    ? { name, is: 'table', table: decodeTable(rows) }
    : { name, is: 'nothing' };
}

/** Puts sheets together: two dumps can be the two ends of one connection. */
export function bind(sheets: readonly Sheet[]): DecoderData {
  const [first, second] = sheets.flatMap((sheet) => (sheet.is === 'dump' ? [sheet.wiring] : []));
  return { sheets, circles: first ? waits(first, second) : [] };
}
