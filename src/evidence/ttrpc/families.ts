import { factsOf, isVersion } from './book.ts';
import type { ClientFamily, ServerFamily } from './positions.ts';

/** Families by version. Source: the client's and the server's code at the tags of containerd/ttrpc up to v1.2.9. */
const SINCE: readonly {
  readonly since: readonly number[];
  client: ClientFamily;
  server: ServerFamily;
}[] = [
  { since: [1, 2, 4], client: 'D', server: 'S2' },
  { since: [1, 2, 0], client: 'C', server: 'S2' },
  { since: [1, 1, 0], client: 'B', server: 'S1' },
  { since: [0, 0, 0], client: 'A', server: 'S1' },
];

/** The families of a ttrpc version, in the book or not (`1.2.7`, `v1.0.0`); null for what is no version. */
export function familiesOf(
  version: string,
): { readonly client: ClientFamily; readonly server: ServerFamily } | null {
  const plain = version.replace(/^v/, '');
  if (isVersion(plain)) return factsOf(plain);
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(plain)?.slice(1).map(Number);
  if (!parts) return null;
  return SINCE.find(({ since }) => compare(parts, since) >= 0) ?? null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
