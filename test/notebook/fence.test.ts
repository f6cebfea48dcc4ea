import { expect, test } from 'vitest';
import { readFence } from '../../src/notebook/fence.ts';

test.each([
  ['ts', 'live', { name: null }],
  ['ts', 'live name=callers', { name: 'callers' }],
  ['ts', '  live   name=both-ends ', { name: 'both-ends' }],
  ['ts', null, null],
  ['ts', 'title="a.ts"', null],
  ['ts', 'lively', null],
  ['sh', null, null],
] as const)('a fence of %s with %o is %o', (language, meta, fence) =>
  expect(readFence(language, meta)).toEqual(fence),
);

test.each([
  ['js', 'live', 'in ts, not in js'],
  [null, 'live', 'in ts, not in null'],
  ['ts', 'live name=Callers', '"name=Callers" is not understood'],
  ['ts', 'live callers', '"callers" is not understood'],
  ['ts', 'live name=a name=b', '"name=b" is not understood'],
] as const)('a fence of %s with %s is a mistake', (language, meta, says) =>
  expect(readFence(language, meta)).toContain(says),
);
