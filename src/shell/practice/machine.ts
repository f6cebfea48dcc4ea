/** The machine that the node is: chosen, as an ordinary worker of its day. */
export const CPUS = 4;
/** MemTotal of /proc/meminfo, KiB: 16 GiB less what the kernel keeps for itself. */
export const MEM_TOTAL = 16_397_904;
/** Seconds of the node's time at which its kernel began to run. */
export const BOOTED = -10 * 86_400 - 41;

/** Release and version of its kernel, as uname(1) gives them. */
export const RELEASE = '5.10.0-9-amd64';
export const VERSION = '#1 SMP Debian 5.10.70-1 (2021-09-30)';

/** `07` for 7. */
export function two(value: number): string {
  return String(value).padStart(2, '0');
}
