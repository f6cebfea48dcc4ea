import type { PlainProfile } from './write.ts';

/** A profile that has one of everything, small enough to be broken at every byte. */
export const SMALL: PlainProfile = {
  strings: [
    '',
    'alloc_space',
    'bytes',
    'inuse_space',
    'main.leaf',
    'main.inlined',
    'main.root',
    '/src/main.go',
    'tenant',
    'blue',
    'space',
    'made by hand',
    '/usr/bin/server',
  ],
  types: [
    [1, 2],
    [3, 2],
  ],
  samples: [
    { locations: [1, 2], values: [4096, -512], labels: [{ key: 8, text: 9 }] },
    { locations: [2], values: [64, 64], labels: [{ key: 2, number: 64, unit: 2 }] },
    { locations: [1, 1, 1, 2], values: [2n ** 62n + 1n, 7], loose: true },
  ],
  mappings: [{ id: 1, start: 0x400000, limit: 0x500000, file: 12 }],
  locations: [
    {
      id: 1,
      mapping: 1,
      address: 0x401000,
      lines: [
        [2, 30],
        [1, 10],
      ],
    },
    { id: 2, mapping: 1, address: 0x402000, lines: [[3, 99]] },
  ],
  functions: [
    { id: 1, name: 4, file: 7, startLine: 5 },
    { id: 2, name: 5, file: 7, startLine: 28 },
    { id: 3, name: 6, file: 7, startLine: 90 },
  ],
  timeNanos: 1795425209484289201n,
  periodType: [10, 2],
  period: 524288,
  comments: [11],
  defaultType: 1,
};
