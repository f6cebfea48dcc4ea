import type { EvidencePort } from './contract.ts';

/**
 * Reads evidence over the site's own address. `root` is the address of the site, with a slash at its end.
 * Gzip is told by its magic bytes, not by the file's name: some hosts unpack `.gz` on the way, some do not.
 */
export function createEvidencePort(root: string): EvidencePort {
  return async (path) => {
    const address = new URL(`evidence/${path}`, root);
    const response = await fetch(address).catch(() => null);
    if (!response?.ok) {
      throw new Error(
        `${path}: ${response ? `HTTP ${response.status}` : 'no answer from the site'}`,
      );
    }
    return unpack(new Uint8Array(await response.arrayBuffer()));
  };
}

/** Bytes as they are, or what is inside when they are gzip. */
export async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
