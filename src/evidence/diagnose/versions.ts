import { factsOf } from '../ttrpc/book.ts';
import type { Narrowing } from '../ttrpc/narrow.ts';
import type { Versions } from './types.ts';

/** Which versions fit, with the releases of containerd that carry them; null where no line of ttrpc was seen. */
export function versionsOf(narrowing: Narrowing): Versions | null {
  const { fits, client, server, named, unknown } = narrowing;
  if (fits.length === 0 && unknown.length === 0 && named === null) return null;
  return {
    ttrpc: fits,
    containerd: fits.map((version) => factsOf(version).containerd),
    client,
    server,
    named,
  };
}
