import type { Container, Pod } from '../state.ts';
import type { World } from '../world.ts';

export interface Found {
  readonly pod: Pod;
  readonly container: Container;
}

/** All containers with their pods, in the order in which containerd lists them: sandboxes' own included. */
export function containersOf(world: World): readonly Found[] {
  return world.pods().flatMap((pod) => pod.containers.map((container) => ({ pod, container })));
}

/** The one whose id begins so; a text where none or several do, in words of containerd's CRI. */
export function byId(all: readonly Found[], prefix: string): Found | string {
  const found = all.filter(({ container }) => container.id.startsWith(prefix));
  const [only] = found;
  if (found.length === 1 && only) return only;
  return found.length === 0
    ? `rpc error: code = NotFound desc = an error occurred when try to find container "${prefix}": not found`
    : `rpc error: code = Unknown desc = an error occurred when try to find container "${prefix}": ambiguous`;
}

/** `3 days ago`, as docker/go-units says it. */
export function ago(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ];
  for (const [size, name] of units) {
    const n = Math.floor(seconds / size);
    if (n >= 1)
      return name === 'day' || n > 1
        ? `${n} ${name}s ago`
        : `${name === 'hour' ? 'About an' : 'About a'} ${name} ago`;
  }
  return 'Less than a second ago';
}

/** `3d`, `5h12m`, `42s`, as kubectl says it (k8s.io/apimachinery pkg/util/duration). */
export function age(seconds: number): string {
  const [d, h, m, s] = [seconds / 86_400, seconds / 3600, seconds / 60, seconds].map(
    Math.floor,
  ) as [number, number, number, number];
  if (s < 120) return `${s}s`;
  if (m < 10) return s % 60 === 0 ? `${m}m` : `${m}m${s % 60}s`;
  if (m < 180) return `${m}m`;
  if (h < 8) return m % 60 === 0 ? `${h}h` : `${h}h${m % 60}m`;
  if (h < 48) return `${h}h`;
  if (d < 8) return h % 24 === 0 ? `${d}d` : `${d}d${h % 24}h`;
  return `${d}d`;
}

/** Columns as text/tabwriter lays them out: each as wide as its widest cell, and so many blanks more. */
export function columns(rows: readonly (readonly string[])[], gap: number, least = 0): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(least, ...rows.map((row) => (row[at] ?? '').length + gap)),
  );
  return rows
    .map(
      (row) =>
        `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('')}\n`,
    )
    .join('');
}
