import type { WordKey } from '../contract.ts';
import type { View } from './state.ts';

const LEAK = 'containerd-1.4.11/leak/containerd';
const NORMAL = 'containerd-1.6.20/leak/containerd';

/** A captured profile, or two of them as a difference. */
export interface Sample {
  /** Name in the list; not in links. */
  readonly id: string;
  readonly path: string;
  readonly base: string;
  readonly type: string;
  readonly view: View | null;
  readonly word: WordKey;
}

/** Evidence that the picture offers by name: abnormal and normal side by side. */
export const SAMPLES: readonly Sample[] = [
  {
    id: 'leak',
    path: `${LEAK}/011.heap.pb.gz`,
    base: '',
    type: 'inuse_space',
    view: null,
    word: 'profile.sample.leak',
  },
  {
    id: 'leak-grew',
    path: `${LEAK}/011.heap.pb.gz`,
    base: `${LEAK}/001.heap.pb.gz`,
    type: 'inuse_space',
    view: 'diff',
    word: 'profile.sample.leakGrew',
  },
  {
    id: 'normal',
    path: `${NORMAL}/011.heap.pb.gz`,
    base: '',
    type: 'inuse_space',
    view: null,
    word: 'profile.sample.normal',
  },
  {
    id: 'normal-grew',
    path: `${NORMAL}/011.heap.pb.gz`,
    base: `${NORMAL}/001.heap.pb.gz`,
    type: 'inuse_space',
    view: 'diff',
    word: 'profile.sample.normalGrew',
  },
  {
    id: 'pod-heap',
    path: 'containerd-1.4.11/pod-deadlock/containerd.heap.pb.gz',
    base: '',
    type: 'inuse_space',
    view: null,
    word: 'profile.sample.podHeap',
  },
  {
    id: 'pod-goroutines',
    path: 'containerd-1.4.11/pod-deadlock/containerd.goroutine.pb.gz',
    base: '',
    type: 'goroutine',
    view: null,
    word: 'profile.sample.podGoroutines',
  },
];

/** Profiles that can be taken away from another. */
export const BASES: readonly { readonly path: string; readonly word: WordKey }[] = [
  { path: `${LEAK}/001.heap.pb.gz`, word: 'profile.base.leakFirst' },
  { path: `${LEAK}/011.heap.pb.gz`, word: 'profile.base.leakLast' },
  { path: `${NORMAL}/001.heap.pb.gz`, word: 'profile.base.normalFirst' },
  { path: `${NORMAL}/011.heap.pb.gz`, word: 'profile.base.normalLast' },
  {
    path: 'containerd-1.4.11/pod-deadlock/containerd.heap.pb.gz',
    word: 'profile.sample.podHeap',
  },
];
