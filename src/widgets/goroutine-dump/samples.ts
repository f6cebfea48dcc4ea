import type { WordKey } from '../contract.ts';

/** Evidence that the picture offers by name: the whole folder would be a list nobody reads. */
export const SAMPLES: readonly { readonly path: string; readonly word: WordKey }[] = [
  { path: 'containerd-1.4.11/pod-deadlock/shim.usr1.log', word: 'goroutine-dump.sample.pod' },
  { path: 'containerd-1.4.11/idle/shim.usr1.log', word: 'goroutine-dump.sample.idle' },
  { path: 'ttrpc-pair/size-w169/server.usr1.log', word: 'goroutine-dump.sample.pair' },
  { path: 'families/ttrpc-101-client.txt.gz', word: 'goroutine-dump.sample.client' },
  {
    path: 'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
    word: 'goroutine-dump.sample.alike',
  },
  { path: 'post/shim-ttrpc-lines.txt', word: 'goroutine-dump.sample.post' },
];
