import type { WordKey } from '../contract.ts';

/** Evidence that the picture offers by name. Two paths: both ends of one connection, dumped one after the other. */
export const SAMPLES: readonly { readonly paths: readonly string[]; readonly word: WordKey }[] = [
  { paths: ['post/shim-ttrpc-lines.txt'], word: 'line-decoder.sample.post' },
  { paths: ['containerd-1.4.11/pod-deadlock/shim.usr1.log'], word: 'line-decoder.sample.pod' },
  {
    paths: [
      'containerd-1.4.11/pod-deadlock/shim.usr1.log',
      'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz',
    ],
    word: 'line-decoder.sample.both',
  },
  {
    paths: [
      'ttrpc-pair/size-w169/server.usr1.log',
      'ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz',
    ],
    word: 'line-decoder.sample.pair',
  },
  { paths: ['families/ttrpc-122-client-deadlock.txt.gz'], word: 'line-decoder.sample.locks' },
  { paths: ['families/ttrpc-110-client-busy.txt.gz'], word: 'line-decoder.sample.repaired' },
  {
    paths: ['containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz'],
    word: 'line-decoder.sample.alike',
  },
  { paths: ['containerd-1.4.11/idle/shim.usr1.log'], word: 'line-decoder.sample.idle' },
];
