import { amount } from '../columns.ts';
import type { Mapping } from '../profile.ts';

/** Lines of a memory map as gperftools prints them after the records: `attr=value`, then one line a mapping. */
export class MemoryMap {
  readonly mappings: {
    readonly start: bigint;
    readonly limit: bigint;
    readonly mapping: Mapping;
  }[] = [];
  readonly #values = new Map<string, string>();

  /** Reads one line; false if it is neither. Lines of data that cannot be run are read and not kept. */
  read(line: string): boolean {
    if (line.length > 4096) return false;
    const found =
      /^\s*([0-9a-f]{1,16})-([0-9a-f]{1,16}):?(?: ([-rwxps]{4}) ([0-9a-f]+) \S+ \d+)?(?:\s+(.*))?$/.exec(
        line,
      );
    if (!found) {
      const [, name, value] = /^\s*(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) return false;
      this.#values.set(name, value);
      return true;
    }
    const [, from = '', to = '', rights, offset = '0', file = ''] = found;
    if (rights !== undefined && !rights.includes('x')) return true;
    const start = BigInt(`0x${from}`);
    const limit = BigInt(`0x${to}`);
    const mapping: Mapping = {
      start: amount(start),
      limit: amount(limit),
      offset: amount(BigInt(`0x${offset}`)),
      file: file.replace(/\$(\w+)/g, (text, name: string) => this.#values.get(name) ?? text).trim(),
      buildId: '',
      hasFunctions: false,
      hasFilenames: false,
      hasLineNumbers: false,
      hasInlineFrames: false,
    };
    this.mappings.push({ start, limit, mapping });
    return true;
  }

  /** Position of the mapping an address is in, or -1. */
  find(address: bigint): number {
    return this.mappings.findIndex(({ start, limit }) => start <= address && address < limit);
  }
}

/** True for the lines that open a memory map. */
export function opensMap(line: string): boolean {
  return line.includes('--- Memory map: ---') || line.startsWith('MAPPED_LIBRARIES:');
}
