import { Out } from '../evidence/pprof/write.ts';
import { seeded } from './random.ts';

/** How large a generated heap profile is. */
export interface ProfileSize {
  readonly samples: number;
  readonly locations: number;
  readonly functions: number;
  /** Frames of a stack, on average. */
  readonly depth: number;
}

const HOSTS = ['github.com', 'k8s.io', 'google.golang.org', 'go.opentelemetry.io'];
const PARTS = [
  'client',
  'server',
  'internal',
  'transport',
  'runtime',
  'store',
  'metrics',
  'codec',
  'cri',
  'snapshots',
];
const TYPES = [
  '(*Client)',
  '(*Server)',
  '(*conn)',
  '(*decoder)',
  '(*Store)',
  '(*service)',
  '(*handlerMap)',
];
const VERBS = [
  'Get',
  'Stats',
  'dispatch',
  'run',
  'recv',
  'decode',
  'List',
  'Walk',
  'handle',
  'marshal',
  'Update',
];

/**
 * A heap profile like a large Go service's, without being one: stacks are walks down a call graph in which every place
 * calls a few others, so neighbours share their roots as real samples do; one place in six has inlined lines; values
 * are skewed, with freed allocations at 0; every sample has its block size as a label. Same bytes in every run.
 */
export function generateProfile(size: ProfileSize): Uint8Array<ArrayBuffer> {
  const random = seeded(1795425209);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const out = new Out();
  const texts = [
    '',
    'alloc_objects',
    'count',
    'alloc_space',
    'bytes',
    'inuse_objects',
    'inuse_space',
    'space',
  ];
  for (const [type, unit] of [
    [1, 2],
    [3, 4],
    [5, 2],
    [6, 4],
  ] as const) {
    out.message(1, (inner) => inner.number(1, type).number(2, unit));
  }
  out.message(3, (mapping) => mapping.number(1, 1).number(2, 0x400000).number(3, 0x4000000));
  for (let id = 1; id <= size.functions; id++) {
    const path = `${pick(HOSTS)}/${pick(PARTS)}${id % 97}/${pick(PARTS)}`;
    const name = texts.push(`${path}.${pick(TYPES)}.${pick(VERBS)}${id}`) - 1;
    const file = texts.push(`/go/src/${path}/${pick(PARTS)}.go`) - 1;
    out.message(5, (fn) => fn.number(1, id).number(2, name).number(3, name).number(4, file));
  }
  const fn = () => 1 + Math.floor(random() * size.functions);
  const line = () => 1 + Math.floor(random() * 900);
  for (let id = 1; id <= size.locations; id++) {
    const lines = random() < 1 / 6 ? 2 + Math.floor(random() * 2) : 1;
    out.message(4, (location) => {
      location
        .number(1, id)
        .number(2, 1)
        .number(3, 0x400000 + id * 48);
      for (let at = 0; at < lines; at++)
        location.message(4, (inner) => inner.number(1, fn()).number(2, line()));
    });
  }
  const callees = Array.from({ length: size.locations + 1 }, () =>
    [0, 0, 0].map(() => 1 + Math.floor(random() * size.locations)),
  );
  for (let sample = 0; sample < size.samples; sample++) {
    const depth = Math.max(2, Math.round(size.depth * (0.4 + random() * 1.2)));
    const stack = [1 + Math.floor(random() * 40)];
    for (let at = 1; at < depth; at++) {
      const [often = 1, rarely = 1, seldom = 1] = callees[stack[at - 1] as number] ?? [];
      const chance = random();
      stack.push(chance < 0.7 ? often : chance < 0.95 ? rarely : seldom);
    }
    stack.reverse();
    const block = 16 * (1 + Math.floor(random() ** 4 * 4096));
    const made = 1 + Math.floor(random() ** 3 * 5000);
    const kept = random() < 0.6 ? 0 : Math.floor(made * random());
    out.message(2, (inner) => {
      inner.packed(1, stack).packed(2, [made, made * block, kept, kept * block]);
      inner.message(3, (label) => label.number(1, 4).number(3, block).number(4, 4));
    });
  }
  for (const text of texts) out.text(6, text);
  out
    .message(11, (type) => type.number(1, 7).number(2, 4))
    .number(12, 524288)
    .number(14, 6);
  return out.taken();
}
