/**
 * The search that gave `postLoad` of src/model/simulate/pod.ts: `node test/model/post/find.ts [seeds]`, some seconds.
 * Loads of a grid are run, each with so many seeds, and those are printed whose pod stands as the post's table says.
 */
import { type Load, ordinary } from '../../../src/model/simulate/load.ts';
import { postLoad, runPod } from '../../../src/model/simulate/pod.ts';
import { parkedAt } from '../../../src/model/simulate/simulate.ts';
import { standFor } from '../../../src/model/ttrpc/places.ts';

/** Calls at once, and how long a method takes in microseconds; so many of the calls are Waits that go on. */
const GRID = {
  calls: [500, 600, 700],
  delay: [2000, 3000, 4000, 6000],
  longCalls: [5],
} as const;

/** What the post's table counts of handlers: `server.go:444`, and `:438`. */
export const WANTED = { 'server.go:444': 164, 'server.go:438': 6 } as const;

const versions = { client: standFor.A, server: standFor.S1 };

/** Handlers of a load's pod at the two lines; null where the run does not hang. */
export function handlersOf(load: Load): Readonly<Record<keyof typeof WANTED, number>> | null {
  const { stuck, idle } = runPod(load);
  if (stuck.outcome !== 'hung') return null;
  const counts = [stuck, idle].map(({ machine, state }) => parkedAt(machine, state, versions));
  const at = (line: keyof typeof WANTED) => counts.reduce((sum, one) => sum + (one[line] ?? 0), 0);
  return { 'server.go:444': at('server.go:444'), 'server.go:438': at('server.go:438') };
}

/** Whether handlers stand as in the post. */
export function fits(found: ReturnType<typeof handlersOf>): boolean {
  return (
    found !== null &&
    Object.entries(WANTED).every(([line, n]) => found[line as keyof typeof WANTED] === n)
  );
}

/** Every load of the grid. */
export function* loads(seeds: number): Generator<Load> {
  for (const calls of GRID.calls) {
    for (const delay of GRID.delay) {
      for (const longCalls of GRID.longCalls) {
        for (let seed = 1; seed <= seeds; seed++) {
          yield { ...ordinary, calls, callers: calls, longCalls, delay, seed };
        }
      }
    }
  }
}

function find(seeds: number): void {
  console.log(
    `pod.ts has: ${tell(postLoad)} ${fits(handlersOf(postLoad)) ? 'fits' : 'does not fit'}`,
  );
  let tried = 0;
  let hung = 0;
  let found = 0;
  for (const load of loads(seeds)) {
    const handlers = handlersOf(load);
    tried++;
    if (handlers) hung++;
    if (!fits(handlers)) continue;
    found++;
    console.log(tell(load));
  }
  console.log(`${tried} loads tried, ${hung} hung, ${found} with 164 at :444 and 6 at :438`);
}

function tell({ calls, callers, longCalls, delay, seed }: Load): string {
  return `calls ${calls}  callers ${callers}  longCalls ${longCalls}  delay ${delay}  seed ${seed}`;
}

if (import.meta.main) find(Number(process.argv[2] ?? 60));
