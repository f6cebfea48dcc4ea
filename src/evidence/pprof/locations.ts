import { Growing, Int64s } from './columns.ts';
import { Ids } from './ids.ts';
import type { Ranges } from './outline.ts';
import type { Locations } from './profile.ts';
import { idText, noteEnd, noteTwice, noteUnknown, type Source } from './source.ts';
import { BYTES, VARINT, Wire } from './wire.ts';

/** Lines of all locations while they are read. */
interface Lines {
  /** One more than the row of the function; 0 is none. */
  readonly fn: Growing;
  readonly line: number[];
  readonly column: number[];
}

/** Decodes one Line and adds it. */
function readLine(source: Source, wire: Wire, functionIds: Ids, lines: Lines): void {
  let fn = 0;
  let line = 0;
  let column = 0;
  while (wire.next()) {
    if (wire.type !== VARINT || wire.field > 3) noteUnknown(source, wire, 'Line');
    else if (wire.field === 2) line = wire.near;
    else if (wire.field === 3) column = wire.near;
    else {
      fn = functionIds.find(wire.lo, wire.hi) + 1;
      if (fn === 0) source.leftovers.add(wire.start, `no function of id ${idText(wire)}`);
    }
  }
  noteEnd(source, wire, 'Line');
  lines.fn.push(fn);
  lines.line.push(line);
  lines.column.push(column);
}

/**
 * Decodes the table of locations; `ids` leads from the file's ids to its rows. The columns have one row more than the
 * file: the place without a name, for samples that refer to a location that is not there; `size` does not count it.
 */
export function readLocations(
  source: Source,
  ranges: Ranges,
  functionIds: Ids,
  mappingIds: Ids,
): { locations: Locations; ids: Ids } {
  const size = ranges.from.length;
  const wire = new Wire(source.bytes);
  const inner = new Wire(source.bytes);
  const id = new Int64s(size, false);
  const address = new Int64s(size + 1, false);
  const mapping = new Int32Array(size + 1).fill(-1);
  const folded = new Uint8Array(size + 1);
  const firstLine = new Uint32Array(size + 1);
  const lastLine = new Uint32Array(size + 1);
  const lines: Lines = { fn: new Growing(size), line: [], column: [] };
  for (let row = 0; row < size; row++) {
    firstLine[row] = lines.fn.size;
    wire.seek(ranges.from[row] as number, ranges.to[row] as number);
    while (wire.next()) {
      if (wire.type === BYTES && wire.field === 4) {
        inner.seek(wire.from, wire.to);
        readLine(source, inner, functionIds, lines);
        continue;
      }
      switch (wire.type === VARINT ? wire.field : 0) {
        case 1:
          id.lo[row] = wire.lo;
          id.hi[row] = wire.hi;
          break;
        case 2:
          mapping[row] = mappingIds.find(wire.lo, wire.hi);
          if (mapping[row] === -1 && (wire.lo | wire.hi) !== 0) {
            source.leftovers.add(wire.start, `no mapping of id ${idText(wire)}`);
          }
          break;
        case 3:
          address.lo[row] = wire.lo;
          address.hi[row] = wire.hi;
          break;
        case 5:
          folded[row] = (wire.lo | wire.hi) === 0 ? 0 : 1;
          break;
        default:
          noteUnknown(source, wire, 'Location');
      }
    }
    noteEnd(source, wire, 'Location');
    lastLine[row] = lines.fn.size;
  }
  firstLine[size] = lines.fn.size;
  lastLine[size] = lines.fn.size;
  const ids = new Ids(id);
  noteTwice(source, ranges, ids, 'Location');
  const lineFunction = Int32Array.from(lines.fn.taken());
  for (let line = 0; line < lineFunction.length; line++)
    lineFunction[line] = (lineFunction[line] as number) - 1;
  const lineNumber = Float64Array.from(lines.line);
  const lineColumn = Float64Array.from(lines.column);
  const columns = { firstLine, lastLine, lineFunction, lineNumber, lineColumn };
  return { locations: { size, address, mapping, folded, ...columns }, ids };
}
