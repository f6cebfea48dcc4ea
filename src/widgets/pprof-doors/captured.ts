import { read as readDump } from '../../evidence/goroutine/read.ts';
import { shortName } from '../../evidence/pprof/names.ts';
import { framesOf, type Profile, sampleValue, typeNamed } from '../../evidence/pprof/profile.ts';
import { read } from '../../evidence/pprof/read.ts';
import { top } from '../../evidence/pprof/top.ts';
import type { Door } from './doors.ts';

/** Captured files: one for each kind of thing that a door gives, as far as any was captured. */
export const FILES = {
  heap: 'containerd-1.4.11/leak/containerd/011.heap.pb.gz',
  'goroutine-0': 'containerd-1.4.11/pod-deadlock/containerd.goroutine.pb.gz',
  'goroutine-2': 'ttrpc-pair/size-w169/server.goroutine.debug2.txt',
  signal: 'containerd-1.4.11/pod-deadlock/shim.usr1.log',
} as const satisfies Partial<Record<Door, string>>;

/** The first rows of what a captured file says. */
export type Sample = Amounts | States;

interface Amounts {
  readonly kind: 'bytes' | 'stacks';
  readonly path: string;
  /** Bytes in use, or goroutines. */
  readonly total: number;
  /** Different stacks in the file. */
  readonly stacks: number;
  readonly rows: readonly { readonly value: number; readonly name: string }[];
}

interface States {
  readonly kind: 'states';
  readonly path: string;
  readonly total: number;
  /** The longest wait that a header names, in minutes; 0 where none is named. */
  readonly oldest: number;
  readonly rows: readonly { readonly value: number; readonly name: string }[];
}

export type Samples = Readonly<Record<keyof typeof FILES, Sample>>;

const SHOWN = 4;

/** Reads all four. Throws where one is not what it is called: the kit's own evidence is broken then. */
export async function samplesOf(
  evidence: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Samples> {
  const [heap, goroutines, endpoint, signal] = await Promise.all([
    profileAt(FILES.heap, evidence),
    profileAt(FILES['goroutine-0'], evidence),
    statesAt(FILES['goroutine-2'], evidence),
    statesAt(FILES.signal, evidence),
  ]);
  return {
    heap: bytesOf(heap),
    'goroutine-0': stacksOf(goroutines),
    'goroutine-2': endpoint,
    signal,
  };
}

async function profileAt(
  path: string,
  evidence: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Profile> {
  const reading = await read(await evidence(path));
  if (!reading.ok) throw new Error(`${path}: ${reading.problem}`);
  return reading.value;
}

function bytesOf(profile: Profile): Sample {
  const table = top(profile, typeNamed(profile, 'inuse_space'));
  return {
    kind: 'bytes',
    path: FILES.heap,
    total: Number(table.total),
    stacks: profile.samples.size,
    rows: table
      .rows(SHOWN)
      .map(({ func, flat }) => ({ value: Number(flat), name: shortName(func) })),
  };
}

/** Each stack is named by its innermost frame outside Go's runtime: what the profile has instead of a state. */
function stacksOf(profile: Profile): Sample {
  const rows = Array.from({ length: profile.samples.size }, (_, sample) => {
    const frames = framesOf(profile, sample);
    const frame =
      frames.find(({ func }) => !/^(runtime|internal\/poll|net|bufio|io|sync)\./.test(func)) ??
      frames[0];
    const name = frame
      ? `${shortName(frame.func)} ${frame.file.split('/').at(-1)}:${frame.line}`
      : '';
    return { value: Number(sampleValue(profile, sample, 0)), name };
  }).sort((one, other) => other.value - one.value);
  return {
    kind: 'stacks',
    path: FILES['goroutine-0'],
    total: rows.reduce((sum, { value }) => sum + value, 0),
    stacks: rows.length,
    rows: rows.slice(0, SHOWN),
  };
}

async function statesAt(
  path: string,
  evidence: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Sample> {
  const [dump] = readDump(await evidence(path)).dumps;
  if (dump === undefined) throw new Error(`${path}: no goroutine dump`);
  const states = new Map<string, number>();
  let oldest = 0;
  for (const { state, minutes } of dump) {
    states.set(state, (states.get(state) ?? 0) + 1);
    oldest = Math.max(oldest, minutes);
  }
  const rows = [...states]
    .map(([name, value]) => ({ value, name }))
    .sort((one, other) => other.value - one.value);
  return { kind: 'states', path, total: dump.size, oldest, rows: rows.slice(0, SHOWN) };
}
