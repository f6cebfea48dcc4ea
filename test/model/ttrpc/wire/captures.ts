import { readFileSync } from 'node:fs';
import { type Direction, readCapture } from '../../../../src/model/ttrpc/wire/capture.ts';

const FOLDER = new URL('../../../../content/evidence/wire/', import.meta.url);

export function text(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

/** The two directions of a captured session. */
export function directions(file: string): readonly Direction[] {
  const capture = readCapture(text(file));
  if (!capture.ok) throw new Error(`${file}: ${capture.problem}`);
  return capture.directions;
}

/** What another decoder says of each frame of 1.0.1-set1.json. Long payloads stand there by their hash. */
export interface Said {
  readonly dir: 'c2s' | 's2c';
  /** In the bytes of its direction. */
  readonly offset: number;
  readonly length: number;
  readonly stream_id: number;
  readonly type: number;
  readonly flags: number;
  readonly body: {
    readonly service?: string;
    readonly method?: string;
    readonly timeout_nano?: number;
    readonly metadata?: readonly { readonly key: string; readonly value: string }[];
    readonly status?: { readonly code: number; readonly message: string } | null;
    readonly payload_hex: string;
    readonly payload_len?: number;
    readonly payload_sha256?: string;
  };
}

export function said(): readonly Said[] {
  return (JSON.parse(text('1.0.1-set1-decoded.json')) as { frames: readonly Said[] }).frames;
}
