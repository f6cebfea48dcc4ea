import type { NodeState } from '../../state.ts';

/** Least SO_SNDBUF that the kernel takes: SOCK_MIN_SNDBUF, 2 × (2048 + an skb's own size), on x86-64 (linux net/sock.h). */
export const LEAST_WMEM = 4608;
const MOST_INT = 2 ** 31 - 1;

/** Settings of the kernel beside net.core.wmem_default; nobody can change them here. Values of Debian 11 on such a machine. */
const FIXED: Readonly<Record<string, string>> = {
  'fs.file-max': '9223372036854775807',
  'fs.inotify.max_user_instances': '8192',
  'fs.inotify.max_user_watches': '524288',
  'kernel.hostname': 'lab',
  'kernel.ostype': 'Linux',
  'kernel.panic': '10',
  'kernel.pid_max': '4194304',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.core.netdev_max_backlog': '1000',
  'net.core.optmem_max': '20480',
  'net.core.rmem_default': '212992',
  'net.core.rmem_max': '212992',
  'net.core.somaxconn': '4096',
  'net.core.wmem_max': '212992',
  'net.ipv4.ip_forward': '1',
  'net.ipv4.tcp_mem': '189453\t252606\t378906',
  'net.ipv4.tcp_rmem': '4096\t131072\t6291456',
  'net.ipv4.tcp_wmem': '4096\t16384\t4194304',
  'net.unix.max_dgram_qlen': '512',
  'vm.overcommit_memory': '1',
  'vm.panic_on_oom': '0',
  'vm.swappiness': '60',
};

export const WMEM_DEFAULT = 'net.core.wmem_default';

/** Every setting of the node by its dotted name, in order. */
export function settingsOf({ wmem }: NodeState): ReadonlyMap<string, string> {
  const all = { ...FIXED, [WMEM_DEFAULT]: String(wmem) };
  return new Map(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The state after a write to net.core.wmem_default; null when the kernel would not take the value. Open sockets keep theirs. */
export function withWmem(state: NodeState, value: string): NodeState | null {
  const bytes = Number(value.trim());
  const fits = /^\s*\d+\s*$/.test(value) && bytes >= LEAST_WMEM && bytes <= MOST_INT;
  return fits ? { ...state, wmem: bytes } : null;
}
