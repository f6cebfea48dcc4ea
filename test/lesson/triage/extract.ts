/**
 * Makes src/lesson/triage/captured.json of the captured dumps, and kubelet.json of the practice node's stacks:
 * `node test/lesson/triage/extract.ts`. What stands in a process beside the connections that the model runs; each stack
 * once, with the pages of memory that differ from one goroutine of the stack to the next.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Captured, CapturedGoroutine } from '../../../src/lesson/triage/captured.ts';
import type { KubeletStacks } from '../../../src/lesson/triage/kubelet-stacks.ts';
import {
  parkedCall,
  restingGoroutines,
  WRITER,
} from '../../../src/shell/practice/kubelet-stacks.ts';
import { type Parked, printed } from '../../../src/shell/practice/stacks.ts';

const EVIDENCE = new URL('../../../content/evidence/containerd-1.4.11/', import.meta.url);
const TARGETS = new URL('../../../src/lesson/triage/', import.meta.url);

/** What stands in a dump of that file, stack by stack, in the order of the file. */
function stacksOf(path: string): readonly CapturedGoroutine[][] {
  const bytes = readFileSync(new URL(path, EVIDENCE));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  const raw = path.includes('unescaped')
    ? text
    : text.replace(/\\(.)/g, (_, char: string) => ({ n: '\n', t: '\t' })[char] ?? char);
  const found = new Map<string, CapturedGoroutine[]>();
  for (const [, state = '', stack = ''] of raw.matchAll(
    /goroutine \d+ \[([^\],]*)[^\]]*\]:\n((?:.+\n?)+?)(?=\n|===|$)/g,
  )) {
    const kept = stack.replace(/\n+$/, '');
    const key = kept.replace(/\([^()]*\)$/gm, '()').replace(/0x[0-9a-f]+/g, '');
    found.set(key, [...(found.get(key) ?? []), { state, stack: kept, own: [] }]);
  }
  return [...found.values()];
}

/** One goroutine for the whole stack, with the pages that only it has. */
function oneOf(alike: readonly CapturedGoroutine[]): CapturedGoroutine {
  const [first] = alike;
  if (!first) throw new Error('no goroutine');
  const others = alike.slice(1).map(pagesOf);
  const own = [...pagesOf(first)].filter((page) => !others.every((pages) => pages.has(page)));
  return { ...first, own: others.length === 0 ? [] : own };
}

/** Pages of 4 KiB of Go's heap that a stack has words of. */
function pagesOf({ stack }: CapturedGoroutine): ReadonlySet<string> {
  return new Set(
    Array.from(stack.matchAll(/0x(c[0-9a-f]{6})[0-9a-f]{3}\b/g), ([, page = '']) => page),
  );
}

function having(stacks: readonly CapturedGoroutine[][], ...words: string[]): CapturedGoroutine {
  const alike = stacks.find(([one]) => one && words.every((word) => one.stack.includes(word)));
  if (!alike) throw new Error(`no goroutine at ${words.join(' ')}`);
  return oneOf(alike);
}

/** All of a stack's own: where one was captured, and every further one has everything anew. */
function anew(goroutine: CapturedGoroutine): CapturedGoroutine {
  return { ...goroutine, own: [...pagesOf(goroutine)] };
}

/** What the captures have, taken apart. */
export function capturedStacks(): Captured {
  const shim = stacksOf('pod-deadlock/shim.usr1.log');
  const mutex = stacksOf('exec-300-mutex/shim.unescaped.txt.gz');
  const containerd = stacksOf('pod-deadlock/containerd.usr1.log.gz');
  const single = (stacks: readonly CapturedGoroutine[][], most: number, not: RegExp) =>
    stacks.filter((alike) => alike.length <= most && !not.test(alike[0]?.stack ?? '')).map(oneOf);
  return {
    shim: {
      resting: single(shim, 1, /dumpStacks|serverConn|ttrpc\.\(\*Server\)\.Serve\(|copyPipes/),
      container: [having(shim, 'fifo.go:159'), having(shim, 'fifo.go:154')],
      exec: [having(shim, 'copyPipes.func1.1'), having(shim, 'copyPipes.func2.1')],
    },
    mutex: {
      resting: single(
        mutex,
        1,
        /getContainer|reaper\.\(\*Monitor\)\.(?:notify|Wait)|exec\.\(\*Cmd\)/,
      ),
      passing: [
        having(mutex, 'reaper.(*Monitor).Wait('),
        having(mutex, 'exec.(*Cmd).Start.func2'),
        having(mutex, 'service.go:639'),
        having(mutex, 'service.go:363'),
      ],
      wait: having(mutex, 'execProcess).Wait('),
      start: having(mutex, 'service.go:369'),
      state: having(mutex, 'service.go:484'),
      reaper: having(mutex, 'reaper_unix.go:54'),
    },
    containerd: {
      resting: single(
        containerd,
        1,
        /dumpStacks|containerd\/ttrpc\.(?:\(\*Client\)|\(\*receiver\)|\(\*serverConn\))/,
      ),
      grpc: [
        having(containerd, 'HandleStreams'),
        having(containerd, 'keepalive'),
        having(containerd, 'loopyWriter'),
      ].map(anew),
      shim: [
        having(containerd, '(*binary).Start'),
        having(containerd, 'server.go:431'),
        having(containerd, 'server.go:362'),
      ].map(anew),
    },
  };
}

/** The practice node's stacks, none of which was captured. */
export function kubeletStacks(): KubeletStacks {
  return {
    writer: stackOf(WRITER),
    resting: restingGoroutines(false).map(stackOf),
    calls: (['summary', 'metrics', 'eviction'] as const).map((asker) =>
      stackOf(parkedCall({ asker })),
    ),
  };
}

function stackOf(parked: Parked): KubeletStacks['writer'] {
  const [, ...lines] = printed(1, parked).split('\n');
  return { state: parked.state, stack: lines.join('\n') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const write = (name: string, data: unknown) =>
    writeFileSync(new URL(name, TARGETS), `${JSON.stringify(data, null, 2)}\n`);
  write('captured.json', capturedStacks());
  write('kubelet.json', kubeletStacks());
}
