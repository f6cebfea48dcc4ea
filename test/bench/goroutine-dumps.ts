/**
 * Makes goroutine dumps of any size: a process that leaks callers, as containerd 1.4 does. Forty
 * kinds of stacks, the commonest far ahead (as in the captured dumps), in random order, with
 * random pointers, so that no two goroutines have the same bytes. The same seed gives the same dump.
 */

/** A small generator of numbers in [0, 1) (mulberry32), so that a bench can be repeated. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PACKAGES = [
  'github.com/containerd/containerd/vendor/github.com/containerd/ttrpc',
  'github.com/containerd/containerd/runtime/v2/shim',
  'github.com/containerd/containerd/services/tasks',
  'github.com/containerd/containerd/api/services/tasks/v1',
  'github.com/containerd/containerd/vendor/google.golang.org/grpc',
  'github.com/containerd/containerd/vendor/google.golang.org/grpc/internal/transport',
  'net/http',
  'internal/poll',
  'k8s.io/kubernetes/pkg/kubelet/stats',
  'main',
];
const NAMES = [
  'run',
  'dispatch',
  'Call',
  'serveStreams.func1.2',
  'readLoop',
  '(*Client).Stats',
  '(*conn).serve',
];
const STATES = [
  'select',
  'chan receive',
  'IO wait',
  'semacquire',
  'sync.Cond.Wait',
  'chan send',
  'syscall',
];

interface Kind {
  readonly states: readonly string[];
  /** Function, number of argument words (-1: inlined), and `file:line +offset`. */
  readonly frames: readonly {
    readonly func: string;
    readonly words: number;
    readonly place: string;
  }[];
  readonly creation: string;
}

function kinds(next: () => number, count: number): Kind[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return Array.from({ length: count }, () => {
    const depth = 2 + Math.floor(next() * 13);
    const frames = Array.from({ length: depth }, () => {
      const path = pick(PACKAGES);
      const offset = next() < 0.1 ? '' : ` +0x${Math.floor(next() * 4096).toString(16)}`;
      return {
        func: `${path}.${next() < 0.5 ? '(*Server).' : ''}${pick(NAMES)}${Math.floor(next() * 9)}`,
        words: offset === '' ? -1 : Math.floor(next() * 8),
        place: `/go/src/${path}/${pick(['server', 'client', 'task', 'http2_client'])}.go:${1 + Math.floor(next() * 2000)}${offset}`,
      };
    });
    const path = pick(PACKAGES);
    return {
      states: Array.from({ length: 3 }, () => pick(STATES)),
      frames,
      creation: `created by ${path}.${pick(NAMES)}\n\t/go/src/${path}/spawn.go:${1 + Math.floor(next() * 900)} +0x1ab\n`,
    };
  });
}

/** The text of one dump in pieces of about a mebibyte; the goroutine that takes the dump comes first. */
export function* dump(goroutines: number, seed = 1): Generator<string> {
  const next = random(seed);
  const all = kinds(next, 40);
  let text = 'goroutine 34 [running]:\nmain.dumpStacks(0xc000010018)\n\t/src/main.go:84 +0x5c\n\n';
  for (let made = 1; made < goroutines; made++) {
    const kind = all[Math.min(all.length - 1, Math.floor(-Math.log(1 - next()) * 5))] as Kind;
    const minutes = Math.floor(next() * 40);
    const state = kind.states[Math.floor(next() * 3)];
    text += `goroutine ${made * 3 + 40} [${state}${next() < 0.4 ? `, ${minutes + 1} minutes` : ''}]:\n`;
    for (const { func, words, place } of kind.frames) {
      let args = words < 0 ? '...' : '';
      for (let word = 0; word < words; word++) {
        args += `${word > 0 ? ', ' : ''}0xc${Math.floor(next() * 0xfffffff)
          .toString(16)
          .padStart(9, '0')}`;
      }
      text += `${func}(${args})\n\t${place}\n`;
    }
    text += `${kind.creation}\n`;
    if (text.length > 1 << 20) {
      yield text;
      text = '';
    }
  }
  yield text;
}
