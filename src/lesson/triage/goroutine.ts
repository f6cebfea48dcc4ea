/** A goroutine of a case, before it gets its id. */
export interface Goroutine {
  /** Wait reason, `running`, `runnable` or `syscall`. */
  readonly state: string;
  /** Frames with their words, and who created it: the lines below the header. */
  readonly stack: string;
  /** Whole minutes that it has been parked. */
  readonly minutes: number;
}

/** What a process had when it was dumped. */
export interface Snapshot {
  /** The goroutine that writes the dump: it stands first. */
  readonly writer: Goroutine;
  /** Goroutine 1, where it is known. */
  readonly main: Goroutine | null;
  /** All others, the oldest first. */
  readonly others: readonly Goroutine[];
}

/** Go's heap of amd64 in pages of 4 KiB: `0xc00007e08c` is on page `c00007e`. */
const HEAP_WORD = /0x(c[0-9a-f]{6})([0-9a-f]{3})\b/g;
/** Poll descriptors lie outside the heap. */
const POLL_WORD = /0x(7f[0-9a-f]{7})([0-9a-f]{3})\b/g;

/** A stack with every page of the heap put elsewhere: what lies together stays together. */
export function moved(stack: string, to: (page: string) => string): string {
  return stack.replace(HEAP_WORD, (_, page: string, rest: string) => `0x${to(page)}${rest}`);
}

/** A stack whose poll descriptor is another one: one lies behind the other. */
export function polledAt(stack: string, place: number): string {
  return stack.replace(
    POLL_WORD,
    (word) => `0x${(Number.parseInt(word.slice(2), 16) - place * POLL_SIZE).toString(16)}`,
  );
}
/** sizeof(runtime.pollDesc), as the distances in the captures say. */
const POLL_SIZE = 0xe8;

/**
 * The whole text of a process in another place of the memory: pointers that were equal are equal still, and what lay
 * on one page does. `mask` is of 12 bits, so nothing moves further than 16 MiB.
 */
export function relocated(text: string, mask: number): string {
  const shift = (page: string) => {
    const low = (Number.parseInt(page.slice(-3), 16) ^ mask).toString(16);
    return page.slice(0, -3) + low.padStart(3, '0');
  };
  return moved(text, shift).replace(
    POLL_WORD,
    (_, page: string, rest: string) => `0x${shift(page)}${rest}`,
  );
}
