import { readHex } from './hex.ts';

/** One direction of a captured connection: every frame's bytes, one after another. */
export interface Direction {
  readonly name: string;
  readonly frames: readonly Uint8Array[];
}

export type Capture =
  | {
      readonly ok: true;
      readonly directions: readonly Direction[];
      /** Frames that have no hex: their direction and their place in it, from 1. */
      readonly leftovers: readonly { readonly direction: string; readonly frame: number }[];
    }
  | { readonly ok: false; readonly problem: 'not-json' | 'no-frames'; readonly detail: string };

/**
 * Reads a capture as content/evidence/wire/ holds them: JSON of `{ client_to_server: { frames: [{ hex }] },
 * server_to_client: … }`. Whatever has `frames` is a direction, by its name.
 */
export function readCapture(text: string): Capture {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: 'not-json', detail: error instanceof Error ? error.message : '' };
  }
  const directions: Direction[] = [];
  const leftovers: { direction: string; frame: number }[] = [];
  for (const [name, content] of Object.entries(isObject(json) ? json : {})) {
    const listed: unknown = isObject(content) ? content.frames : null;
    if (!Array.isArray(listed)) continue;
    const frames: Uint8Array[] = [];
    for (const [index, frame] of listed.entries()) {
      const hex: unknown = isObject(frame) ? frame.hex : null;
      const read = typeof hex === 'string' ? readHex(hex) : null;
      if (read && read.leftover === null) frames.push(read.bytes);
      else leftovers.push({ direction: name, frame: index + 1 });
    }
    directions.push({ name, frames });
  }
  if (directions.every(({ frames }) => frames.length === 0)) {
    return { ok: false, problem: 'no-frames', detail: '' };
  }
  return { ok: true, directions, leftovers };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
