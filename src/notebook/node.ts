/**
 * The kit for cells that were taken out of a page: `import { model, show } from 'stuck-in-send/cells'`, in a checkout of the
 * kit, with Node. The same readers and models; `show` prints, and evidence comes from content/evidence.
 */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { draw } from './chart.ts';
import { inspect } from './inspect.ts';
import { kitOf } from './kit.ts';

const EVIDENCE = new URL('../../content/evidence/', import.meta.url);

export const {
  bytes,
  file,
  goroutines,
  leak,
  model,
  onset,
  Plot,
  profiles,
  show,
  socket,
  sockets,
  table,
  text,
  tree,
  ttrpc,
  wire,
} = kitOf(async (path) => {
  const packed = await readFile(new URL(path, EVIDENCE));
  return new Uint8Array(packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed);
}, print);

function print(value: unknown): void {
  const output = inspect(value, draw);
  switch (output.kind) {
    case 'text':
      console.log(output.text);
      return;
    case 'chart':
      console.log(output.svg);
      return;
    case 'table':
      console.table(
        output.rows.map((row) =>
          Object.fromEntries(output.columns.map((column, at) => [column, row[at]])),
        ),
      );
      return;
    case 'tree':
      console.log(value);
  }
}
