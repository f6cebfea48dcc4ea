import { programOf } from './programs.ts';
import type { Container } from './state.ts';

/** What a container uses: everything that tells of it (crictl, kubectl top, kubelet's summary) tells the same. */
export interface Usage {
  /** Processors, as a share of one. */
  readonly cpu: number;
  /** Working set, bytes. */
  readonly memory: number;
  /** Of its writable layer, bytes and inodes. */
  readonly disk: number;
  readonly inodes: number;
}

/** Writable layers by the container's name: bytes and inodes. Chosen. */
const LAYERS: Readonly<Record<string, readonly [bytes: number, inodes: number]>> = {
  'kube-proxy': [49_152, 17],
  coredns: [28_672, 9],
  'node-exporter': [24_576, 8],
  test: [24_576, 8],
  web: [69_632, 22],
};

const KIB = 1024;

export function usageOf({ image, name }: Container): Usage {
  const { rss, cpu } = programOf(image);
  const [disk, inodes] = LAYERS[name] ?? [0, 0];
  return { cpu, memory: rss * KIB, disk, inodes };
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in decimal units with four digits, as docker/go-units HumanSize writes them: `44.25MB`, `4.096kB`. */
export function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < UNITS.length - 1; unit++) value /= 1000;
  return `${Number(value.toPrecision(4))}${UNITS[unit]}`;
}
