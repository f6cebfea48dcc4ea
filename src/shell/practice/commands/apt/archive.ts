import { PACKAGES } from '../../families.ts';
import { KUBELET } from '../../first.ts';
import type { NodeState } from '../../state.ts';

/** Where the node's packages come from: a name that is kept for examples (RFC 6761). */
export const ORIGIN = 'http://packages.example/debian bullseye/main amd64 Packages';
export const HOST = 'http://packages.example/debian';
/** Debian's part of a version: `1.5.8-1`. */
const REVISION = '-1';

/** Other packages of the node, which stay as they are. */
export const OTHERS = [
  ['cri-tools', '1.22.0-1', 'command line tools for the Container Runtime Interface'],
  ['kubectl', `${KUBELET.slice(1)}-1`, 'Kubernetes command line tool'],
  ['kubelet', `${KUBELET.slice(1)}-1`, 'Kubernetes node agent'],
  ['procps', '2:3.3.17-5', '/proc file system utilities'],
  ['runc', '1.0.2-1', 'Open Container Project - runtime'],
  ['systemd', '247.3-6', 'system and service manager'],
] as const;

export const DESCRIPTION = 'daemon to control runC';

export function debian(release: string): string {
  return `${release}${REVISION}`;
}

/** Releases of containerd that apt knows, newest first: before `apt-get update` only what is installed. */
export function known({ updated, containerd }: NodeState): readonly string[] {
  return updated ? PACKAGES.map(({ version }) => version) : [containerd.installed];
}

/** The newest release that fits `1.5.8-1` or a pattern with `*` and `?`, as apt looks for it; null for none. */
export function fitting(state: NodeState, wanted: string): string | null {
  const escaped = wanted.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return known(state).find((release) => pattern.test(debian(release))) ?? null;
}
