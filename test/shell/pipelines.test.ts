import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/shell/engine.ts';
import { folderOf, isPlace } from '../../src/shell/files.ts';
import { fromDisk } from './home.ts';
import type { Golden } from './make-goldens.ts';

const goldens: Golden[] = JSON.parse(await readFile('test/golden/shell/goldens.json', 'utf8'));
const asked: Pick<Golden, 'place' | 'line'>[] = JSON.parse(
  await readFile('test/golden/shell/pipelines.json', 'utf8'),
);

describe('a line says byte for byte what bash and coreutils say', () => {
  const engine = createEngine({ read: fromDisk, deadline: 30_000 });

  it('has a golden for every line of the table', () => {
    expect(goldens.map(({ place, line }) => ({ place, line }))).toEqual(asked);
    expect(goldens.length).toBeGreaterThan(100);
  });

  it.each(goldens)('$place: $line', async ({ place, line, stdout, code }) => {
    if (!isPlace(place)) throw new Error(`${place} is no folder of the shell`);
    await engine.run(`cd ${folderOf(place)}; set +o pipefail`);
    const ran = await engine.run(line);
    expect(ran).toMatchObject({ kind: 'finished', stdout, code });
  });
});
