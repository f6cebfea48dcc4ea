import { type ReadFrame, typeName } from '../model/ttrpc/wire/decode.ts';
import type { Body } from '../model/ttrpc/wire/frame.ts';
import { hexOf } from '../model/ttrpc/wire/hex.ts';
import type { Leftover } from '../model/ttrpc/wire/leftover.ts';
import { leaves, type Part } from '../model/ttrpc/wire/part.ts';
import { type Place, problemIn } from './frames-text.ts';
import type { Words } from './words.ts';

/** A frame for scripts. Offsets and lengths are in bytes; `hex` is what the file held, and codes to the same. */
export function frameJson({ from, to, frame, parts }: ReadFrame, bytes: Uint8Array, place: Place) {
  const { streamId, type, flags, body } = frame;
  return {
    number: place.number,
    from,
    to,
    streamId,
    type,
    is: typeName(type),
    flags,
    ...bodyJson(body),
    parts: leaves(parts).map(partJson),
    hex: hexOf(bytes.slice(from, to)),
  };
}

function bodyJson(body: Body): object {
  if (body.is === 'bytes') return { bytes: hexOf(body.bytes) };
  if (body.is === 'response') {
    const { status, payload, unknown } = body.response;
    const details = status?.details.map(({ typeUrl, value }) => ({ typeUrl, value: hexOf(value) }));
    return {
      response: {
        status: status && { code: status.code, message: status.message, details },
        payload: hexOf(payload),
        ...(unknown && { unknown: hexOf(unknown) }),
      },
    };
  }
  const { service, method, payload, timeoutNano, metadata, unknown } = body.request;
  return {
    request: {
      service,
      method,
      payload: hexOf(payload),
      timeoutNano: numberJson(timeoutNano),
      metadata: metadata.map(({ key, value }) => ({ key, value })),
      ...(unknown && { unknown: hexOf(unknown) }),
    },
  };
}

function partJson({ path, from, to, value }: Part): object {
  return { path, from, to, value: typeof value === 'bigint' ? numberJson(value) : value };
}

/** A number, and from 2^53 on, where JSON's readers lose digits, a text of digits. */
function numberJson(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

export function leftoverJson(leftover: Leftover, bytes: Uint8Array, word: Words): object {
  const { problem, at, from, to, fills, parts } = leftover;
  return {
    problem,
    at,
    from,
    to,
    ...fills,
    text: problemIn(leftover, word),
    parts: leaves(parts).map(partJson),
    hex: hexOf(bytes.slice(from, to)),
  };
}
