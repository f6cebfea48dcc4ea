import type { WordKey } from '../contract.ts';

/** Evidence that the picture offers by name: the whole folder would be a list nobody reads. */
export const SAMPLES: readonly {
  readonly path: string;
  readonly word: WordKey;
  /** Whether it has goroutines, so that a dump can be compared with it. */
  readonly stacks: boolean;
}[] = [
  {
    path: 'containerd-1.4.11/pod-deadlock/shim.usr1.log',
    word: 'goroutine-dump.sample.pod',
    stacks: true,
  },
  {
    path: 'containerd-1.4.11/idle/shim.usr1.log',
    word: 'goroutine-dump.sample.idle',
    stacks: true,
  },
  {
    path: 'ttrpc-pair/size-w169/server.usr1.log',
    word: 'goroutine-dump.sample.pair',
    stacks: true,
  },
  {
    path: 'families/ttrpc-101-client.txt.gz',
    word: 'goroutine-dump.sample.client',
    stacks: true,
  },
  {
    path: 'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
    word: 'goroutine-dump.sample.alike',
    stacks: true,
  },
  { path: 'post/shim-ttrpc-lines.txt', word: 'goroutine-dump.sample.post', stacks: false },
];
