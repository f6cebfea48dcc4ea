import type { ResolvedCommandContext } from 'just-bash/browser';
import { readBytes } from '../../commands/input.ts';
import { BASE_HEAP } from '../files.ts';

/** The captured heap that containerd's generated one stands on. Rejects with an Error where its file is gone. */
export async function baseHeap(ctx: ResolvedCommandContext): Promise<Uint8Array> {
  const read = await readBytes(BASE_HEAP, ctx);
  if ('reason' in read) throw new Error(`${BASE_HEAP}: ${read.reason}`);
  return Uint8Array.from(read.bytes, (char) => char.charCodeAt(0));
}

/** Bytes as the shell carries them, one character a byte. */
export function asCharacters(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return text;
}
