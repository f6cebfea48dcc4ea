import { BOOTED, MEM_TOTAL } from '../machine.ts';
import type { Entry } from '../state.ts';

/** Seconds after the kernel began, and what it said: the few lines that a reader may look for. */
const LINES: readonly (readonly [number, string])[] = [
  [
    0,
    'Linux version 5.10.0-9-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian 5.10.70-1 (2021-09-30)',
  ],
  [0, 'Command line: BOOT_IMAGE=/boot/vmlinuz-5.10.0-9-amd64 root=/dev/vda1 ro quiet'],
  [0.004_012, `Memory: ${MEM_TOTAL}K available`],
  [0.181_344, 'smp: Brought up 1 node, 4 CPUs'],
  [0.702_91, 'NET: Registered protocol family 1'],
  [1.914_227, 'EXT4-fs (vda1): mounted filesystem with ordered data mode. Opts: (null)'],
  [2.406_318, 'systemd[1]: Detected virtualization kvm.'],
  [2.441_071, 'systemd[1]: Hostname set to <lab>.'],
  [
    4.013_552,
    'bridge: filtering via arp/ip/ip6tables is no longer available by default. Update your scripts to load br_netfilter if you need this.',
  ],
  [4.020_167, 'Bridge firewalling registered'],
];

/** The kernel's own log. */
export function kernelEntries(): readonly Entry[] {
  return LINES.map(([after, text]) => ({ at: BOOTED + after, unit: 'kernel', pid: 0, text }));
}
