/** A piece of a file at the most. */
export const PIECE = 1024 * 1024;

/**
 * A file piece by piece, gzip unpacked (told by its magic bytes). A piece is only good until the next one: where the
 * platform allows, the same memory is filled again and again, so that a file of gigabytes costs one piece.
 * `come` is told the part of the file that has come, 0 to 1, after each piece.
 */
export async function* piecesOf(
  file: Blob,
  come: (part: number) => void,
): AsyncGenerator<Uint8Array, void> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  let done = 0;
  const part = () => (file.size === 0 ? 1 : done / file.size);
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        done += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const plain = file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream('gzip'));
    for await (const chunk of plain as ReadableStream<Uint8Array>) {
      yield chunk;
      come(part());
    }
    return;
  }
  const reader = file.stream().getReader({ mode: 'byob' });
  try {
    let memory = new ArrayBuffer(PIECE);
    for (;;) {
      const { value } = await reader.read(new Uint8Array(memory));
      if (!value || value.length === 0) return;
      done += value.length;
      yield value;
      memory = value.buffer;
      come(part());
    }
  } finally {
    await reader.cancel();
  }
}
