/** Two processes under the same load, one of which hangs; two heap profiles of each. */
export const PAIRS = {
  containerd: {
    a: {
      name: 'containerd 1.6.20',
      hangs: false,
      path: 'containerd-1.6.20/leak/containerd',
      last: '011',
    },
    b: {
      name: 'containerd 1.4.11',
      hangs: true,
      path: 'containerd-1.4.11/leak/containerd',
      last: '011',
    },
  },
  poller: {
    a: { name: 'ttrpc 1.0.1', hangs: true, path: 'leak/1.0.1-1pod/snap', last: '012' },
    b: { name: 'ttrpc 1.1.0', hangs: false, path: 'leak/1.1.0-1pod/snap', last: '012' },
  },
} as const;

export type PairName = keyof typeof PAIRS;
export const PAIR_NAMES = Object.keys(PAIRS) as readonly PairName[];

export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** What is summed: what is in use at that moment, or all that was allocated since the process began. */
export const MEASURES = ['inuse_space', 'alloc_space'] as const;
export type Measure = (typeof MEASURES)[number];

/** Which of the two profiles is looked at, or what the last has more than the first. */
export const LOOKS = ['first', 'last', 'difference'] as const;
export type Look = (typeof LOOKS)[number];

/** The files of a side, first and last. */
export function filesOf(pair: PairName, side: Side): readonly [first: string, last: string] {
  const { path, last } = PAIRS[pair][side];
  return [`${path}/001.heap.pb.gz`, `${path}/${last}.heap.pb.gz`];
}

/** The side that hangs. */
export function hangingIn(pair: PairName): Side {
  return PAIRS[pair].a.hangs ? 'a' : 'b';
}
