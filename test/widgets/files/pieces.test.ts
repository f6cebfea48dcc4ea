import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PIECE, piecesOf } from '../../../src/widgets/files/pieces.ts';

/** All bytes of a file as they come, copied, since a piece's memory is used again. */
async function read(file: Blob) {
  const pieces: Buffer[] = [];
  const told: number[] = [];
  for await (const piece of piecesOf(file, (part) => told.push(part)))
    pieces.push(Buffer.from(piece));
  return {
    bytes: Buffer.concat(pieces),
    largest: Math.max(0, ...pieces.map(({ length }) => length)),
    told,
  };
}

const text = Buffer.from('goroutine 1 [select]:\n'.repeat(150_000));

describe('piecesOf', () => {
  it('gives every byte in order, in pieces, and tells how far it is', async () => {
    const { bytes, largest, told } = await read(new Blob([text]));
    expect(bytes.equals(text)).toBe(true);
    expect(largest).toBeLessThanOrEqual(PIECE);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('unpacks gzip, whatever the file is called', async () => {
    const { bytes } = await read(new Blob([gzipSync(text)]));
    expect(bytes.equals(text)).toBe(true);
  });

  it('gives nothing of an empty file', async () => {
    expect((await read(new Blob([]))).bytes).toHaveLength(0);
  });

  it('can be left in the middle', async () => {
    for await (const piece of piecesOf(new Blob([text]), () => {})) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
  });
});
