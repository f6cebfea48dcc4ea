import type { WrittenSample } from '../../evidence/pprof/write.ts';
import { Addresses, addressList, framesText } from './profile-text.ts';

/**
 * A heap as `?debug=1` prints it (go1.19 src/runtime/pprof/pprof.go, writeHeapInternal): objects and bytes, those in use
 * first. Here stands what was sampled, not what it stands for: a reader scales it up again. What made it stands among the
 * figures of runtime.MemStats below.
 */
export function heapText(samples: readonly WrittenSample[], rate: number, origin: string): string {
  const addresses = new Addresses();
  const all = samples.map(({ stack, values }) => {
    const [allObjects = 0, allBytes = 0, objects = 0, bytes = 0] = values.map(Number);
    return { stack, used: sampled(objects, bytes, rate), all: sampled(allObjects, allBytes, rate) };
  });
  const records = all.filter((record) => record.all.objects > 0);
  const sum = (which: 'used' | 'all') =>
    pair({
      objects: records.reduce((total, record) => total + record[which].objects, 0),
      bytes: records.reduce((total, record) => total + record[which].bytes, 0),
    });
  const live = samples.reduce((total, { values }) => total + Number(values[3] ?? 0), 0);
  const objects = samples.reduce((total, { values }) => total + Number(values[2] ?? 0), 0);
  return [
    `heap profile: ${sum('used')} [${sum('all')}] @ heap/${2 * rate}\n`,
    ...records.map(
      ({ stack, used, all }) =>
        `${pair(used)} [${pair(all)}] @${addressList(stack, addresses)}\n${framesText(stack, addresses)}\n`,
    ),
    '\n# runtime.MemStats\n',
    `# Alloc = ${live}\n# HeapAlloc = ${live}\n# HeapObjects = ${objects}\n# origin = ${origin}\n`,
  ].join('');
}

interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

function pair({ objects, bytes }: Amount): string {
  return `${objects}: ${bytes}`;
}

/** How many of so many objects are seen when one byte in `rate` is looked at: the share that pprof's scaling undoes. */
function sampled(objects: number, bytes: number, rate: number): Amount {
  if (objects === 0) return { objects: 0, bytes: 0 };
  const size = bytes / objects;
  const seen = Math.round(objects * (1 - Math.exp(-size / rate)));
  return { objects: seen, bytes: Math.round(seen * size) };
}
