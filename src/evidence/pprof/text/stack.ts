import type { Builder, Line } from '../builder.ts';
import { amount } from '../columns.ts';
import type { MemoryMap } from './maps.ts';
import type { Head, NamedAddress } from './record.ts';

/** A record as it was printed: its first line, the lines under it, its labels. */
export interface Record {
  readonly head: Head;
  readonly symbols: NamedAddress[];
  labels: readonly { readonly key: string; readonly text: string }[];
}

/**
 * The rows of a record's stack. Where Go printed names, the stack is what it printed: it leaves out `runtime.goexit`
 * and leading frames of the runtime (runtime/pprof pprof.go, printStackRecord), and their addresses go with them, as
 * they do in debug=0 of a heap. Without names it is the addresses.
 */
export function addStack(builder: Builder, record: Record, map: MemoryMap): number[] {
  const { head, symbols } = record;
  if (head.addresses.length === 0) return [];
  if (symbols.length === 0) {
    return head.addresses.map((address) => {
      // An address is where the call returns to; the call itself is the instruction before.
      const call = address === 0n ? 0n : address - 1n;
      const mapping = map.find(call);
      return builder.addPlace({ address: amount(call), mapping, folded: false, lines: [] });
    });
  }
  return runs(head, symbols).map(({ address, of }) => {
    const lines: Line[] = of
      .filter(({ func }) => func !== '')
      .map(({ func, file, line }) => ({
        fn: builder.addFunction(func, func, file, 0),
        line,
        column: 0,
      }));
    return builder.addPlace({
      address: amount(address),
      mapping: map.find(address),
      folded: false,
      lines,
    });
  });
}

/**
 * Lines of one address are one place with what is inlined there. Only where the address itself stands several times
 * in a row in the record, the function calls itself, and the lines belong to as many places.
 */
function runs(
  head: Head,
  symbols: readonly NamedAddress[],
): { address: bigint; of: readonly NamedAddress[] }[] {
  const places: { address: bigint; of: readonly NamedAddress[] }[] = [];
  let next = 0;
  for (let from = 0; from < symbols.length; ) {
    const address = symbols[from]?.address ?? 0n;
    let to = from + 1;
    while (to < symbols.length && symbols[to]?.address === address) to++;
    const found = head.addresses.indexOf(address + 1n, next);
    let times = 1;
    if (found >= 0) {
      while (head.addresses[found + times] === address + 1n) times++;
      next = found + times;
    }
    const each = (to - from) % times === 0 ? (to - from) / times : to - from;
    for (; from < to; from += each) places.push({ address, of: symbols.slice(from, from + each) });
  }
  return places;
}
