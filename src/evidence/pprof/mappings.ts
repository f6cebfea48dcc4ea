import { Int64s } from './columns.ts';
import { Ids } from './ids.ts';
import type { Ranges } from './outline.ts';
import type { Mapping } from './profile.ts';
import { noteEnd, noteTwice, noteUnknown, type Source, textNumber } from './source.ts';
import { VARINT, Wire } from './wire.ts';

/** More than a process can have (Linux: vm.max_map_count, 65,530): a file of them must not become millions of objects. */
const MOST = 100_000;

/** Decodes the table of mappings; `ids` leads from the file's ids to its rows. */
export function readMappings(source: Source, ranges: Ranges): { mappings: Mapping[]; ids: Ids } {
  const size = Math.min(ranges.from.length, MOST);
  const spare = ranges.from[size];
  if (spare !== undefined) {
    source.leftovers.add(
      spare,
      `${ranges.from.length - size} mappings more than a process can have`,
    );
  }
  const wire = new Wire(source.bytes);
  const id = new Int64s(size, false);
  const number = new Int64s(11, false);
  const mappings: Mapping[] = [];
  for (let row = 0; row < size; row++) {
    number.lo.fill(0);
    number.hi.fill(0);
    wire.seek(ranges.from[row] as number, ranges.to[row] as number);
    while (wire.next()) {
      if (wire.type !== VARINT || wire.field > 10) {
        noteUnknown(source, wire, 'Mapping');
        continue;
      }
      number.lo[wire.field] =
        wire.field === 5 || wire.field === 6 ? textNumber(source, wire) : wire.lo;
      number.hi[wire.field] = wire.hi;
    }
    noteEnd(source, wire, 'Mapping');
    id.copy(row, number, 1);
    mappings.push({
      start: number.exact(2),
      limit: number.exact(3),
      offset: number.exact(4),
      file: source.strings.text(number.lo[5] as number),
      buildId: source.strings.text(number.lo[6] as number),
      hasFunctions: number.exact(7) !== 0,
      hasFilenames: number.exact(8) !== 0,
      hasLineNumbers: number.exact(9) !== 0,
      hasInlineFrames: number.exact(10) !== 0,
    });
  }
  const ids = new Ids(id);
  noteTwice(source, ranges, ids, 'Mapping');
  return { mappings, ids };
}
