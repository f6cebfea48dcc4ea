/** The folders of kubelet that a call for stats or an exec passes through, and two beside them. */
export const ROOMS = [
  'server',
  'eviction',
  'kubelet',
  'stats',
  'kuberuntime',
  'cm',
  'cri',
] as const;
export type Room = (typeof ROOMS)[number];

/** Where a room stands in kubernetes/kubernetes. */
export function folderOf(room: Room): string {
  return room === 'kubelet' ? 'pkg/kubelet' : `pkg/kubelet/${room}`;
}

/** In later versions the room that speaks CRI is a module of its own: kubernetes/kubernetes staging/src/k8s.io/cri-client. */
const MOVED = /(?:^|[\s/])k8s\.io\/cri-client\//;
/** A folder of kubelet, or kubelet itself: its own files (`kubelet.go`) and functions (`kubelet.(*Kubelet)`). */
const FOLDER = /(?:^|[\s/])pkg\/kubelet(?:\/([a-z_]+)(?!\.go\b)(?![a-z_])|(?=[/.\s]|$))/;

export type Found =
  | { readonly is: 'room'; readonly room: Room }
  /** A folder of kubelet that is not drawn here. */
  | { readonly is: 'other'; readonly folder: string }
  | { readonly is: 'outside' };

/**
 * The room of a line that somebody pastes: a path (`pkg/kubelet/stats/helper.go:12`) or a function as a dump names it
 * (`k8s.io/kubernetes/pkg/kubelet/cri/remote.(*remoteRuntimeService).Exec`).
 */
export function roomOf(line: string): Found {
  if (MOVED.test(line)) return { is: 'room', room: 'cri' };
  const match = FOLDER.exec(line);
  if (match === null) return { is: 'outside' };
  const [, folder] = match;
  if (folder === undefined) return { is: 'room', room: 'kubelet' };
  const room = ROOMS.find((one) => one === folder && one !== 'kubelet');
  return room === undefined ? { is: 'other', folder } : { is: 'room', room };
}
