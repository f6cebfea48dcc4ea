import { expect, test } from 'vitest';
import { reserved } from '../../src/notebook/kit.ts';
import { kitNames as written } from '../../src/notebook/kit-names.ts';
import { kitNames as found } from './kit-names.ts';

test('the names that an editor offers are those of the kit: run node test/notebook/make-names.ts', () => {
  expect(written.map(({ name }) => name)).toEqual([...reserved].toSorted());
  expect(written).toEqual(found());
});

test('they come with signatures and with what is said of them', () => {
  const affected = written
    .find(({ name }) => name === 'ttrpc')
    ?.members?.find(({ name }) => name === 'affected');
  expect(affected?.type).toBe('(daemon: string, shim?: string): Affected');
  expect(affected?.doc).toContain('releases of containerd');
});
