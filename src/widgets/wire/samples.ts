import { readCapture } from '../../model/ttrpc/wire/capture.ts';
import type { EvidencePort } from '../contract.ts';

/** Sessions of the real ttrpc, the same twelve calls in each, as content/evidence/wire/ holds them. */
export const SESSIONS = [
  { version: '1.0.1', path: 'wire/1.0.1-set1.json' },
  { version: '1.1.0', path: 'wire/1.1.0-set1.json' },
] as const;

/** Directions by their names in the capture. */
const KINDS = { client_to_server: 'request', server_to_client: 'response' } as const;
export type Kind = (typeof KINDS)[keyof typeof KINDS];

/** A captured frame, and where it comes from. */
export interface Sample {
  /** `1.0.1-request-13`: ttrpc's version, which way, and the stream. */
  readonly id: string;
  readonly version: string;
  readonly kind: Kind;
  readonly path: string;
  /** Offset of its first byte among all that went this way. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Calls of a session: their streams are 1, 3, … 23. */
const LAST_STREAM = 23;
const ID = /^(\d+\.\d+\.\d+)-(request|response)-(\d{1,2})$/;

/** Whether there is a captured frame of this id; what the sessions hold is known before they are read. */
export function isSample(id: string): boolean {
  const [, version, , stream] = ID.exec(id) ?? [];
  const n = Number(stream);
  return SESSIONS.some((one) => one.version === version) && n % 2 === 1 && n <= LAST_STREAM;
}

/** The id of the frame that answers this one, or that this one answers. */
export function counterpart(id: string): string {
  return id.includes('-request-')
    ? id.replace('-request-', '-response-')
    : id.replace('-response-', '-request-');
}

/** Reads all captured frames, session by session, requests first. */
export async function readSamples(evidence: EvidencePort): Promise<readonly Sample[]> {
  const decoder = new TextDecoder();
  const sessions = await Promise.all(
    SESSIONS.map(async ({ version, path }) =>
      samplesIn(version, path, decoder.decode(await evidence(path))),
    ),
  );
  return sessions.flat();
}

function samplesIn(version: string, path: string, text: string): readonly Sample[] {
  const capture = readCapture(text);
  if (!capture.ok) throw new Error(`${path}: ${capture.problem}`);
  return capture.directions.flatMap(({ name, frames }) => {
    const kind = KINDS[name as keyof typeof KINDS];
    let at = 0;
    return frames.map((bytes) => {
      const stream = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4);
      const sample = { id: `${version}-${kind}-${stream}`, version, kind, path, at, bytes };
      at += bytes.length;
      return sample;
    });
  });
}
