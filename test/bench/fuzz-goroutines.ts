/**
 * Damages dumps at random and looks whether the reader still stands:
 * `node test/bench/fuzz-goroutines.ts [--seconds 30] [--seed 1]`. Prints the seed of what it finds;
 * exits with 1 then.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { dump, random } from './goroutine-dumps.ts';
import { MUTATIONS, wrong } from './goroutine-mutations.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const evidence = new URL('../../content/evidence/', import.meta.url);
const load = (file: string) => {
  const content = readFileSync(new URL(file, evidence));
  return file.endsWith('.gz') ? gunzipSync(content) : content;
};
const bases = {
  plain: [
    load('containerd-1.4.11/pod-deadlock/shim.unescaped.txt'),
    load('ttrpc-pair/size-w169/server.goroutine.debug2.txt'),
    load('families/ttrpc-101-server.txt.gz'),
    Buffer.from([...dump(300)].join('')),
  ],
  layered: [
    load('containerd-1.4.11/pod-deadlock/shim.usr1.log'),
    load('post/shim-ttrpc-lines.txt'),
  ],
};

const end = performance.now() + Number(values.seconds) * 1000;
const names = Object.keys(MUTATIONS);
let runs = 0;
let found = 0;
for (let seed = Number(values.seed); performance.now() < end; seed++) {
  const next = random(seed);
  const plain = next() < 0.7;
  const from = plain ? bases.plain : bases.layered;
  let input = from[Math.floor(next() * from.length)] as Buffer;
  const done: string[] = [];
  for (let count = 1 + Math.floor(next() * 3); count > 0; count--) {
    const name = names[Math.floor(next() * names.length)] as string;
    done.push(name);
    input = (MUTATIONS[name] as (typeof MUTATIONS)[string])(input, next);
  }
  runs++;
  let fault: string | null;
  try {
    fault = wrong(input, next, plain);
  } catch (error) {
    fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (fault === null) continue;
  found++;
  const kept = join(tmpdir(), `fuzz-goroutines-${seed}.txt`);
  writeFileSync(kept, input);
  console.log(`seed ${seed}, ${done.join(', ')}: ${fault}\n  input kept in ${kept}`);
}
console.log(`${runs} damaged dumps, ${found} found fault with the reader`);
process.exitCode = found > 0 ? 1 : 0;
