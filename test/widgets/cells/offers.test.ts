import { expect, test } from 'vitest';
import { kitNames } from '../../../src/notebook/kit-names.ts';
import { offersAt } from '../../../src/widgets/cells/offers.ts';

const beside = [{ name: 'dump', cell: 'first' }];
const labels = (line: string, asked = false) =>
  offersAt(line, kitNames, beside, asked)?.offers.map(({ label }) => label) ?? null;

test.each([
  ['goroutines.', ['group', 'read', 'diagnose']],
  ['  const a = ttrpc.aff', ['affected', 'decode']],
  ['f(model.ordinary.c', ['callers', 'calls', 'delay']],
  ['[...Plot.', ['barX', 'plot', 'ruleX']],
  ['const x = gor', ['goroutines', 'model', 'dump']],
])('after %o stand %o among the offers', (line, some) => {
  expect(labels(line)).toEqual(expect.arrayContaining(some));
});

test.each([
  ['nothing is begun and nobody asked', ''],
  ['a value whose parts are not known', 'dump.'],
  ['a function is no folder', 'show.'],
  ['a call comes before the dot', 'goroutines.read(log).'],
  ['a name of nobody', 'nowhere.x'],
])('no offer: %s', (_, line) => expect(labels(line)).toBeNull());

test('asked for with nothing begun, all names are offered', () => {
  expect(labels('const a = ', true)).toEqual(expect.arrayContaining(['dump', 'file', 'Plot']));
});

test('what is completed begins where the name does', () => {
  expect(offersAt('const x = gor', kitNames, [], false)?.from).toBe(10);
  expect(offersAt('wire.de', kitNames, [], false)?.from).toBe(5);
});

test('a function comes with its signature and what is said of it; a name with its cell', () => {
  const read = offersAt('wire.', kitNames, beside, false)?.offers.find(
    ({ label }) => label === 'decode',
  );
  expect(read).toMatchObject({ kind: 'function', detail: '(bytes: Uint8Array): Decoding' });
  expect(read?.info).toContain('direction of a connection');
  expect(offersAt('d', kitNames, beside, false)?.offers[0]).toEqual({
    label: 'dump',
    detail: 'first',
    info: '',
    kind: 'variable',
  });
});

test('a long line costs no time', () => {
  const start = performance.now();
  offersAt('a.'.repeat(20_000), kitNames, beside, true);
  offersAt(`${'a'.repeat(20_000)} (`, kitNames, beside, true);
  expect(performance.now() - start).toBeLessThan(500);
});
