import type { LineCount } from './types.ts';

/** `sort | uniq -c` over lines of a dump: `    164 \tvendor/…/server.go:444 +0x245`. */
const ROW =
  /^\s*(\d{1,15})\s+(?:\\t)?(\S(?:.*\S)?\.[A-Za-z]\w*):(\d{1,9})(?:\s+(\+0x[0-9a-f]+))?\s*$/;

/** Reads a row of such a table, or null. */
export function readRow(text: string, at: number): LineCount | null {
  const found = ROW.exec(text);
  if (!found) return null;
  const [, count = '', file = '', line = '', offset = ''] = found;
  return { count: Number(count), file, line: Number(line), offset, at };
}
