import { read } from '../../evidence/goroutine/read.ts';
import { writeProfile } from '../../evidence/pprof/write.ts';
import { Addresses, addressList, framesText } from './profile-text.ts';
import { type Place, place } from './stacks.ts';

/** Goroutines of one stack. */
export interface Count {
  readonly stack: readonly Place[];
  readonly count: number;
}

const RUNTIME = '/usr/lib/go-1.15/src/runtime';
const PARK = place(`runtime.gopark ${RUNTIME}/proc.go`);
const UNLOCK = [PARK, place(`runtime.goparkunlock ${RUNTIME}/proc.go`)];

/** What a profile shows above a parked stack, by the wait reason; a dump hides these frames of the runtime. */
const ABOVE: Readonly<Record<string, readonly Place[]>> = {
  select: [PARK, place(`runtime.selectgo ${RUNTIME}/select.go`)],
  'chan receive': [
    PARK,
    place(`runtime.chanrecv ${RUNTIME}/chan.go`),
    place(`runtime.chanrecv1 ${RUNTIME}/chan.go`),
  ],
  'IO wait': [PARK, place(`runtime.netpollblock ${RUNTIME}/netpoll.go`)],
  semacquire: [...UNLOCK, place(`runtime.semacquire1 ${RUNTIME}/sema.go`)],
  'sync.Cond.Wait': [...UNLOCK, place(`sync.runtime_notifyListWait ${RUNTIME}/sema.go`)],
  sleep: [PARK],
};

/** The goroutines of a dump's text, those of one stack together, the most first. */
export function countsOf(text: string): readonly Count[] {
  const [dump] = read(new TextEncoder().encode(text)).dumps;
  const counts = new Map<string, Count>();
  for (const { state, stack } of dump ?? []) {
    const frames: readonly Place[] = [...(ABOVE[state] ?? []), ...stack.frames];
    const key = frames.map(({ func, line }) => `${func}:${line}`).join('\n');
    const known = counts.get(key);
    counts.set(key, {
      stack: known?.stack ?? frames.map(({ func, file, line }) => ({ func, file, line })),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

/** The profile that debug=0 gives, not packed. `time`: milliseconds since 1970. */
export function goroutineProto(
  counts: readonly Count[],
  time: number,
  comments: readonly string[],
): Uint8Array<ArrayBuffer> {
  const type = { type: 'goroutine', unit: 'count' };
  return writeProfile({
    sampleTypes: [type],
    samples: counts.map(({ stack, count }) => ({ stack, values: [count] })),
    periodType: type,
    period: 1,
    timeNanos: BigInt(Math.round(time)) * 1_000_000n,
    comments,
  });
}

/**
 * The text that debug=1 gives (go1.19 src/runtime/pprof/pprof.go, printCountProfile). What made it stands as a label of
 * the first record: the only place where every reader takes words. Addresses are made up; the frames of the runtime
 * above a parked stack are hidden as Go does.
 */
export function countText(name: string, counts: readonly Count[], origin: string): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const addresses = new Addresses();
  const records = counts.map(({ stack, count }, record) => {
    const list = addressList(stack, addresses);
    const labels = record === 0 ? `# labels: ${JSON.stringify({ origin })}\n` : '';
    return `${count} @${list === '' ? ' ' : list}\n${labels}${framesText(stack, addresses)}\n`;
  });
  return `${name} profile: total ${total}\n${records.join('')}`;
}
