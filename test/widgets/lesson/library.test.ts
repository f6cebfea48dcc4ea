import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/lesson/source.ts';
import { library } from '../../../src/widgets/lesson/library.ts';

const ROOT = new URL('../../../content/exercises/', import.meta.url);
const ids = readdirSync(ROOT)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''))
  .sort();

describe('the library', () => {
  it('has every file of content/exercises, compiled to what its YAML says', async () => {
    expect((await library.all()).map((source) => source.id)).toEqual(ids);
    for (const id of ids) {
      expect(library.has(id)).toBe(true);
      const text = readFileSync(new URL(`${id}.yaml`, ROOT), 'utf8');
      expect({ ok: true, value: await library.open(id) }).toEqual(readSource(text, id));
    }
  });

  it('says which one it does not have', async () => {
    expect(library.has('ebb')).toBe(false);
    await expect(library.open('ebb')).rejects.toThrow('There is no exercise "ebb".');
  });
});
