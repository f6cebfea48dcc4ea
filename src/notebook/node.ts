/**
 * The kit for cells that were taken out of a page: `import { model, show } from 'stuck-in-send/cells'`, in a checkout of the
 * kit, with Node. The same readers and models; `show` prints, and evidence comes from content/evidence.
 */
import { draw } from './chart.ts';
import { fromDisk } from './disk.ts';
import { inspect } from './inspect.ts';
import { kitOf } from './kit.ts';

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
} = kitOf(fromDisk, print);

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
