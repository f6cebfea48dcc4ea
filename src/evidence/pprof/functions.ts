import { Int64s } from './columns.ts';
import { Ids } from './ids.ts';
import type { Ranges } from './outline.ts';
import type { Functions } from './profile.ts';
import { noteEnd, noteTwice, noteUnknown, type Source, textNumber } from './source.ts';
import { VARINT, Wire } from './wire.ts';

/** Decodes the table of functions; `ids` leads from the file's ids to its rows. */
export function readFunctions(source: Source, ranges: Ranges): { functions: Functions; ids: Ids } {
  const size = ranges.from.length;
  const wire = new Wire(source.bytes);
  const id = new Int64s(size, false);
  const name = new Uint32Array(size);
  const systemName = new Uint32Array(size);
  const file = new Uint32Array(size);
  const startLine = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    wire.seek(ranges.from[row] as number, ranges.to[row] as number);
    while (wire.next()) {
      switch (wire.type === VARINT ? wire.field : 0) {
        case 1:
          id.lo[row] = wire.lo;
          id.hi[row] = wire.hi;
          break;
        case 2:
          name[row] = textNumber(source, wire);
          break;
        case 3:
          systemName[row] = textNumber(source, wire);
          break;
        case 4:
          file[row] = textNumber(source, wire);
          break;
        case 5:
          startLine[row] = wire.near;
          break;
        default:
          noteUnknown(source, wire, 'Function');
      }
    }
    noteEnd(source, wire, 'Function');
  }
  const ids = new Ids(id);
  noteTwice(source, ranges, ids, 'Function');
  return { functions: { size, name, systemName, file, startLine }, ids };
}
