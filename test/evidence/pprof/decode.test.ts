import { describe, expect, test } from 'vitest';
import {
  framesOf,
  labelsOf,
  type Profile,
  sampleValue,
  typeNamed,
} from '../../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';
import { plainBytesOf, wholeProfile } from './files.ts';
import { decodePlainly } from './plain-decode.ts';
import { SMALL } from './small.ts';
import { Out, type PlainProfile, write } from './write.ts';

/** Reads a profile that may have leftovers; returns both. */
function reading(profile: PlainProfile): { value: Profile; remarks: string[] } {
  const found = readPlain(write(profile));
  if (!found.ok) throw new Error(found.problem);
  return { value: found.value, remarks: found.leftovers.map(({ text }) => text) };
}

/** One sample type, one function, one location of id 1, and the samples given. */
function withSamples(
  samples: PlainProfile['samples'] & object,
  rest: PlainProfile = {},
): PlainProfile {
  return {
    strings: ['', 'delay', 'nanoseconds', 'main.f'],
    types: [[1, 2]],
    samples,
    locations: [{ id: 1, lines: [[1, 5]] }],
    functions: [{ id: 1, name: 3 }],
    ...rest,
  };
}

describe('what a profile says is what is read', () => {
  const profile = wholeProfile(write(SMALL));

  test('types, the default one, period, time, comments', () => {
    expect(profile).toMatchObject({
      form: 'proto',
      sampleTypes: [
        { type: 'alloc_space', unit: 'bytes' },
        { type: 'inuse_space', unit: 'bytes' },
      ],
      defaultType: 0,
      periodType: { type: 'space', unit: 'bytes' },
      period: 524288,
      timeNanos: 1795425209484289201n,
      comments: ['made by hand'],
    });
  });

  test('stacks from the innermost frame, every inlined line its own frame', () => {
    expect(framesOf(profile, 0)).toEqual([
      { func: 'main.inlined', file: '/src/main.go', line: 30, inlined: true, address: 0x401000 },
      { func: 'main.leaf', file: '/src/main.go', line: 10, inlined: false, address: 0x401000 },
      { func: 'main.root', file: '/src/main.go', line: 99, inlined: false, address: 0x402000 },
    ]);
  });

  test('labels of text and of number, with the unit', () => {
    expect(labelsOf(profile, 0)).toEqual([{ key: 'tenant', text: 'blue' }]);
    expect(labelsOf(profile, 1)).toEqual([{ key: 'bytes', number: 64, unit: 'bytes' }]);
  });

  test('mappings, and which one a location is in', () => {
    expect(profile.mappings).toMatchObject([
      { start: 0x400000, limit: 0x500000, file: '/usr/bin/server' },
    ]);
    expect([...profile.locations.mapping.subarray(0, 2)]).toEqual([0, 0]);
  });

  test('the type shown first is the named one; without a name it is the last', () => {
    expect(reading({ ...SMALL, defaultType: 3 }).value.defaultType).toBe(1);
    expect(reading({ ...SMALL, defaultType: 0 }).value.defaultType).toBe(1);
    expect(wholeProfile(plainBytesOf('test/corpus/pprof/allocs.pb.gz')).defaultType).toBe(1);
    expect(wholeProfile(plainBytesOf('test/corpus/pprof/heap.pb.gz')).defaultType).toBe(3);
  });

  test('a type is found by its name, and `inuse_space` where it is only called `space`', () => {
    expect(typeNamed(profile, 'inuse_space')).toBe(1);
    expect(typeNamed(profile, 'delay')).toBe(-1);
    expect(
      typeNamed(
        reading(withSamples([], { strings: ['', 'space', 'bytes', 'f'] })).value,
        'inuse_space',
      ),
    ).toBe(0);
  });
});

describe('values are exact over all 64 bits', () => {
  test.each([
    0n,
    1n,
    -1n,
    127n,
    128n,
    2n ** 31n,
    -(2n ** 31n),
    2n ** 32n - 1n,
    2n ** 53n - 1n,
    2n ** 53n + 1n,
    -(2n ** 53n) - 1n,
    2n ** 63n - 1n,
    -(2n ** 63n),
    1795425209484289201n,
  ])('%s', (value) => {
    for (const loose of [false, true]) {
      const { value: profile } = reading(withSamples([{ locations: [1], values: [value], loose }]));
      expect(BigInt(sampleValue(profile, 0, 0))).toBe(value);
    }
  });

  test('a bigint comes out only where a number would not be exact', () => {
    const values = [2n ** 53n - 1n, 2n ** 53n, -5n];
    const { value } = reading(
      withSamples(values.map((one) => ({ locations: [1], values: [one] }))),
    );
    expect(values.map((_, sample) => typeof sampleValue(value, sample, 0))).toEqual([
      'number',
      'bigint',
      'number',
    ]);
  });

  test('addresses are unsigned: those of the kernel are not negative', () => {
    const { value } = reading(
      withSamples([{ locations: [1], values: [1] }], {
        locations: [{ id: 1, address: 0xffffffff81000000n, lines: [[1, 5]] }],
      }),
    );
    expect(framesOf(value, 0)[0]?.address).toBe(0xffffffff81000000n);
  });
});

describe('ids may be anything', () => {
  const ids: [string, number | bigint][] = [
    ['far apart', 2 ** 31],
    ['above 32 bits', 2 ** 40 + 1],
    ['above 53 bits', 2n ** 63n + 12345n],
    ['nought', 0],
  ];
  test.each(ids)('%s', (_, id) => {
    const { value, remarks } = reading(
      withSamples([{ locations: [id], values: [1] }], {
        locations: [{ id, lines: [[1, 5]] }],
      }),
    );
    expect(remarks).toEqual([]);
    expect(framesOf(value, 0)).toMatchObject([{ func: 'main.f', line: 5 }]);
  });

  test('ids of three bytes and of four stand in one stack', () => {
    const locations = [1, 127, 128, 16383, 16384, 2097151, 2097152].map((id) => ({
      id,
      address: id,
      lines: [],
    }));
    const stack = locations.map(({ id }) => id);
    const { value } = reading(withSamples([{ locations: stack, values: [1] }], { locations }));
    expect(framesOf(value, 0).map(({ address }) => address)).toEqual(stack);
  });

  test('an id that stands twice keeps its first row, with a remark', () => {
    const { value, remarks } = reading(
      withSamples([{ locations: [1], values: [1] }], {
        locations: [
          { id: 1, lines: [[1, 5]] },
          { id: 1, lines: [[1, 6]] },
        ],
      }),
    );
    expect(framesOf(value, 0)).toMatchObject([{ line: 5 }]);
    expect(remarks).toEqual(['Location has an id that stood before: the first one counts']);
  });
});

describe('what does not fit is told, and the rest is read', () => {
  test('a location that is not there is a frame without a name', () => {
    const { value, remarks } = reading(withSamples([{ locations: [1, 77], values: [3] }]));
    expect(remarks).toEqual(['no location of id 77']);
    expect(framesOf(value, 0).map(({ func }) => func)).toEqual(['main.f', '']);
  });

  test('a function that is not there is a line without a name', () => {
    const { value, remarks } = reading(
      withSamples([{ locations: [1], values: [3] }], { locations: [{ id: 1, lines: [[9, 5]] }] }),
    );
    expect(remarks).toEqual(['no function of id 9']);
    expect(framesOf(value, 0)).toMatchObject([{ func: '', line: 5 }]);
  });

  test('a mapping and a text that are not there', () => {
    const { remarks } = reading(
      withSamples([], { locations: [{ id: 1, mapping: 4 }], functions: [{ id: 1, name: 88 }] }),
    );
    expect(remarks).toEqual([
      'no text 88 in the string table',
      'no text 88 in the string table',
      'no mapping of id 4',
    ]);
  });

  test('a sample with too few or too many values is left out', () => {
    const { value, remarks } = reading(
      withSamples([
        { locations: [1], values: [] },
        { locations: [1], values: [5] },
        { locations: [1], values: [6, 7], labels: [{ key: 1, text: 2 }] },
        { locations: [1], values: [8] },
      ]),
    );
    expect([0, 1].map((sample) => sampleValue(value, sample, 0))).toEqual([5, 8]);
    expect(value.samples.size).toBe(2);
    expect(labelsOf(value, 1)).toEqual([]);
    expect(remarks).toEqual([
      'a sample has 0 values for 1 types: left out',
      'a sample has 2 values for 1 types: left out',
    ]);
  });

  test('fields of later versions of the format are told once', () => {
    const bytes = new Out();
    for (const byte of write(SMALL)) bytes.byte(byte);
    bytes.number(99, 1).number(99, 2).text(100, 'x');
    const found = readPlain(bytes.taken());
    expect(found.ok && found.leftovers.map(({ text }) => text)).toEqual([
      'field 99 of Profile is not known in this shape',
      'field 100 of Profile is not known in this shape',
    ]);
  });

  test('a thousand faults make a hundred remarks and a count', () => {
    const { remarks } = reading(
      withSamples(Array.from({ length: 1000 }, () => ({ locations: [5], values: [1] }))),
    );
    expect(remarks).toHaveLength(101);
    expect(remarks.at(-1)).toBe('900 more remarks, the last one here');
  });

  test('a text that is not UTF-8 reads with the sign for it', () => {
    const bytes = write(withSamples([{ locations: [1], values: [1] }]));
    const at = bytes.lastIndexOf('m'.charCodeAt(0));
    bytes[at] = 0xff;
    expect(framesOf(wholeProfile(bytes), 0)).toMatchObject([{ func: '\ufffdain.f' }]);
  });
});

describe('frames that the profile itself says to hide are hidden', () => {
  const strings = [
    '',
    'space',
    'bytes',
    'malloc',
    'inner',
    'outer',
    'main',
    'm.*c|outer',
    'keep',
    'tc(.*',
    'outer.*',
  ];
  const places: PlainProfile = {
    strings,
    types: [[1, 2]],
    functions: [3, 4, 5, 6].map((name) => ({ id: name, name })),
    locations: [
      { id: 1, lines: [[3, 1]] },
      {
        id: 2,
        lines: [
          [4, 1],
          [5, 2],
        ],
      },
      { id: 3, lines: [[6, 1]] },
      {
        id: 4,
        lines: [
          [3, 1],
          [6, 2],
        ],
      },
    ],
  };
  const stackOf = (
    locations: number[],
    dropFrames: number,
    keepFrames = 0,
    keepDropped = false,
  ) => {
    const bytes = write({
      ...places,
      samples: [{ locations, values: [1] }],
      dropFrames,
      keepFrames,
    });
    const found = readPlain(bytes, { keepDropped });
    if (!found.ok) throw new Error(found.problem);
    return { names: framesOf(found.value, 0).map(({ func }) => func), remarks: found.leftovers };
  };

  test('with all that they called', () => {
    expect(stackOf([1, 2, 3], 3).names).toEqual(['inner', 'outer', 'main']);
    expect(stackOf([1, 2, 3], 7).names).toEqual(['main']);
  });

  test('an inlined one takes only what is inlined in it', () => {
    expect(stackOf([1, 4, 3], 3).names).toEqual(['main', 'main']);
  });

  test('but for those it says to keep', () => {
    expect(stackOf([1, 2, 3], 7, 5).names).toEqual(['inner', 'outer', 'main']);
    expect(stackOf([1, 2, 3], 7, 3).names).toEqual(['main']);
  });

  test('never the whole stack: frames before the first that stays are left', () => {
    expect(stackOf([2, 1], 3).names).toEqual(['inner', 'outer', 'malloc']);
  });

  test('unless they are asked for', () => {
    expect(stackOf([1, 2, 3], 7, 0, true).names).toEqual(['malloc', 'inner', 'outer', 'main']);
  });

  test('a pattern that does not read hides nothing and is told', () => {
    const { names, remarks } = stackOf([1, 2, 3], 9);
    expect(names).toHaveLength(4);
    expect(remarks[0]?.text).toMatch(/does not read/);
  });
});

test.each(['heap', 'goroutine', 'cpu', 'difference'])(
  '%s of the corpus has the tables that a plain decoder finds',
  (kind) => {
    const bytes = plainBytesOf(`test/corpus/pprof/${kind}.pb.gz`);
    const plain = decodePlainly(bytes);
    const profile = wholeProfile(bytes);
    expect(profile.samples.size).toBe(plain.samples.length);
    expect(profile.locations.size).toBe(plain.locations.length);
    expect(profile.functions.size).toBe(plain.functions.length);
    expect(profile.strings.size).toBe(plain.strings.length);
    expect(plain.strings.map((_, number) => profile.strings.text(number))).toEqual(plain.strings);
    expect(profile.samples.locations.length).toBe(
      plain.samples.reduce((sum, { locations }) => sum + locations.length, 0),
    );
  },
);
