import { postLoad } from '../../model/simulate/pod.ts';
import { runSteps } from './run.ts';
import { initial, type LabState } from './state.ts';

/** Ways into the lab. `post`: the load whose run comes to the counts of the post, gone to its end. */
export const presets: readonly {
  readonly name: 'smallest' | 'real' | 'post';
  make(): LabState | null;
}[] = [
  { name: 'smallest', make: () => initial },
  {
    name: 'real',
    make: () => ({ ...initial, size: 'real', calls: 600 }),
  },
  {
    name: 'post',
    make: () => {
      const { client, server, calls, longCalls, delay, sndbuf, seed } = postLoad;
      const load = { client, server, calls, longCalls, delay, sndbuf, seed };
      const run = runSteps({ ...initial, size: 'real', ...load, pod: true }, 400_000);
      return run;
    },
  },
];
