import { framesOf, labelsOf, sampleValue } from '../../evidence/pprof/profile.ts';
import { read } from '../../evidence/pprof/read.ts';
import { type WrittenSample, writeProfile } from '../../evidence/pprof/write.ts';
import { dateOf } from './changes.ts';
import { containerdDump, minutesSince } from './dumps.ts';
import { countsOf, countText, goroutineProto } from './goroutine-counts.ts';
import { type Held, heldByCall, heldByExec } from './heap-stacks.ts';
import { heapText } from './heap-text.ts';
import {
  heldByWaiting,
  parkedCall,
  RESTING_HEAP,
  restingGoroutines,
  WRITER,
  waitingCalls,
} from './kubelet-stacks.ts';
import { pendingCalls, waitingExecs } from './memory.ts';
import { printed } from './stacks.ts';
import type { NodeState } from './state.ts';

/** Said by everything here: `go tool pprof -comments`. */
export const MADE = 'made by the model of Stuck in Send, not captured';

/** As Go names what a heap profile counts. */
const HEAP = [
  { type: 'alloc_objects', unit: 'count' },
  { type: 'alloc_space', unit: 'bytes' },
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
] as const;
/** runtime.MemProfileRate. */
const PERIOD = 524_288;

/** A profile as an endpoint sends it: packed. */
export type Packed = Promise<Uint8Array<ArrayBuffer>>;

/**
 * containerd's heap: a captured one (`base`, packed or not: 1.4.11 at rest), and what the execs and the calls for stats
 * hold that wait. Stacks are no heap. Rejects with an Error when the base is no heap profile.
 */
export async function containerdHeap(state: NodeState, base: Uint8Array): Packed {
  const { running } = state.containerd;
  const { spdy } = waitingExecs(state);
  const calls = pendingCalls(state);
  return packed(
    heap(
      state,
      [
        ...(await samplesOf(base)),
        ...held(heldByExec(running), spdy),
        ...held(heldByCall(), calls),
      ],
      [
        `${MADE}: containerd ${running}`,
        'under it a captured heap of containerd 1.4.11 at rest',
        `${spdy} execs over SPDY and ${calls} calls for stats wait`,
      ],
    ),
  );
}

/** kubelet's heap: a chosen rest, since none was captured, and what the calls hold that wait. */
export function kubeletHeap(state: NodeState): Packed {
  return packed(heap(state, kubeletHeapSamples(state), kubeletOrigin(state)));
}

/** The same as the endpoint prints it for `?debug=1`. */
export function kubeletHeapText(state: NodeState): string {
  return heapText(kubeletHeapSamples(state), PERIOD, kubeletOrigin(state).join('; '));
}

function kubeletHeapSamples(state: NodeState): readonly WrittenSample[] {
  const waiting = [...Map.groupBy(waitingCalls(state), ({ asker }) => asker)];
  return [
    ...held(RESTING_HEAP, 1),
    ...waiting.flatMap(([asker, own]) => held(heldByWaiting({ asker }), own.length)),
  ];
}

function kubeletOrigin(state: NodeState): readonly string[] {
  return [
    `${MADE}: kubelet`,
    'no heap of a kubelet was captured: what it holds at rest, and how a call divides, is chosen',
    `${pendingCalls(state)} calls of ListContainerStats wait`,
  ];
}

/** Goroutines of kubelet beside those that wait in calls for stats, and beside the one that writes a dump. */
export function restingCount(state: NodeState): number {
  const stuck = waitingCalls(state).some(({ asker }) => asker === 'eviction');
  return restingGoroutines(stuck).length;
}

/** kubelet's goroutines as debug=2 prints them: those that wait in their calls, and a chosen few. */
export function kubeletDump(state: NodeState): string {
  const calls = waitingCalls(state);
  const stuck = calls.some(({ asker }) => asker === 'eviction');
  const age = minutesSince(state, state.kubelet.started);
  const goroutines = [
    printed(1, WRITER),
    ...restingGoroutines(stuck).map((one, nth) =>
      printed(2 + nth, one, one.state === 'sleep' ? 0 : age),
    ),
    ...calls.map((call, nth) =>
      printed(100 + nth, parkedCall(call), minutesSince(state, call.since)),
    ),
  ];
  return `${goroutines.join('\n\n')}\n`;
}

/** Whose goroutines. */
export type Program = 'kubelet' | 'containerd';

/** A goroutine profile by `debug`: 0 the profile, packed; 1 counts as text; 2 a dump, which cannot say what made it. */
export async function goroutineProfile(
  state: NodeState,
  program: Program,
  debug: 0 | 1 | 2,
): Packed {
  const text = program === 'kubelet' ? kubeletDump(state) : containerdDump(state);
  if (debug === 2) return new TextEncoder().encode(text);
  const counts = countsOf(text);
  const comment = `${MADE}: ${program}`;
  if (debug === 1) return new TextEncoder().encode(countText('goroutine', counts, comment));
  return packed(goroutineProto(counts, dateOf(state.time).getTime(), [comment]));
}

function heap(
  state: NodeState,
  samples: readonly WrittenSample[],
  comments: readonly string[],
): Uint8Array<ArrayBuffer> {
  return writeProfile({
    sampleTypes: HEAP,
    samples,
    periodType: { type: 'space', unit: 'bytes' },
    period: PERIOD,
    timeNanos: BigInt(dateOf(state.time).getTime()) * 1_000_000n,
    comments,
  });
}

/** What so many like things hold: nothing of it has been freed. */
function held(all: readonly Held[], times: number): readonly WrittenSample[] {
  if (times === 0) return [];
  return all.map(({ stack, objects, bytes }) => ({
    stack,
    values: [objects * times, bytes * times, objects * times, bytes * times],
  }));
}

async function samplesOf(base: Uint8Array): Promise<readonly WrittenSample[]> {
  const reading = await read(base);
  if (!reading.ok) throw new Error(`no heap to stand on: ${reading.problem}`);
  const { value: profile } = reading;
  const types = profile.sampleTypes.map(({ type }) => type).join();
  if (types !== HEAP.map(({ type }) => type).join()) throw new Error(`no heap profile: ${types}`);
  return Array.from({ length: profile.samples.size }, (_, sample) => ({
    stack: framesOf(profile, sample).map(({ func, file, line }) => ({ func, file, line })),
    values: HEAP.map((_type, type) => sampleValue(profile, sample, type)),
    labels: labelsOf(profile, sample),
  }));
}

/** Gzip, as every endpoint sends its profiles. */
export async function packed(bytes: Uint8Array<ArrayBuffer>): Packed {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
