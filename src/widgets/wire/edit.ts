import { encode } from '../../model/ttrpc/wire/encode.ts';
import type { Body, Frame, KeyValue, Request, Response } from '../../model/ttrpc/wire/frame.ts';
import { hexOf, readHex } from '../../model/ttrpc/wire/hex.ts';
import { nanoseconds, seconds } from '../../model/ttrpc/wire/value.ts';

/** A field that the reader can change. `metadata` is edited as lines of `key=value`. */
export type FieldName =
  | 'stream-id'
  | 'flags'
  | 'service'
  | 'method'
  | 'timeout'
  | 'metadata'
  | 'code'
  | 'message'
  | 'payload';

/** A longer payload is shown and left as it is: nobody edits thousands of digits in a field. */
export const MOST_PAYLOAD = 256;

/** The fields of a frame that can be changed, in the order of their bytes, each as text. */
export function fieldsOf({
  streamId,
  flags,
  body,
}: Frame): readonly (readonly [FieldName, string])[] {
  return [
    ['stream-id', String(streamId)],
    ['flags', String(flags)],
    ...bodyFields(body).filter(([, text]) => text.length <= 3 * MOST_PAYLOAD),
  ];
}

function bodyFields(body: Body): readonly (readonly [FieldName, string])[] {
  if (body.is === 'bytes') return [['payload', hexOf(body.bytes, ' ')]];
  if (body.is === 'response') {
    const { status, payload } = body.response;
    return [
      ['code', status ? String(status.code) : ''],
      ['message', status?.message ?? ''],
      ['payload', hexOf(payload, ' ')],
    ];
  }
  const { service, method, payload, timeoutNano, metadata } = body.request;
  return [
    ['service', service],
    ['method', method],
    ['payload', hexOf(payload, ' ')],
    ['timeout', timeoutNano === 0n ? '' : seconds(timeoutNano)],
    ...(metadata.every(fitsLine)
      ? [['metadata', metadata.map(({ key, value }) => `${key}=${value}`).join('\n')] as const]
      : []),
  ];
}

/** The frame with one field changed, or null where the field cannot hold that text. */
export function withField(frame: Frame, field: FieldName, text: string): Frame | null {
  if (field === 'stream-id' || field === 'flags') {
    const most = field === 'flags' ? 0xff : 0xffff_ffff;
    const value = whole(text, 0, most);
    if (value === null) return null;
    return field === 'flags' ? { ...frame, flags: value } : { ...frame, streamId: value };
  }
  const body = bodyWith(frame.body, field, text);
  return body && { ...frame, body };
}

/** The changed frame's bytes as hex. */
export function editedHex(frame: Frame): string {
  return hexOf(encode(frame));
}

function bodyWith(body: Body, field: FieldName, text: string): Body | null {
  if (body.is === 'bytes') {
    const bytes = hexBytes(text);
    return bytes && { is: 'bytes', bytes };
  }
  if (body.is === 'request') {
    const change = requestChange(body.request, field, text);
    return change && { is: 'request', request: { ...body.request, ...change } };
  }
  const change = responseChange(body.response, field, text);
  return change && { is: 'response', response: { ...body.response, ...change } };
}

function requestChange(request: Request, field: FieldName, text: string): Partial<Request> | null {
  switch (field) {
    case 'service':
    case 'method':
      return { [field]: text };
    case 'timeout': {
      const value = text.trim() === '' ? 0n : nanoseconds(text);
      return value === null ? null : { timeoutNano: value };
    }
    case 'metadata': {
      const metadata = pairsOf(text, request.metadata);
      return metadata && { metadata };
    }
    default: {
      const payload = hexBytes(text);
      return payload && { payload };
    }
  }
}

function responseChange(
  { status }: Response,
  field: FieldName,
  text: string,
): Partial<Response> | null {
  const now = status ?? { code: 0, message: '', details: [] };
  switch (field) {
    case 'code': {
      // Without a code there is no status: the call went well.
      if (text.trim() === '') return { status: null };
      const code = whole(text, -(2 ** 31), 2 ** 31 - 1);
      return code === null ? null : { status: { ...now, code } };
    }
    case 'message':
      return { status: text === '' && status === null ? null : { ...now, message: text } };
    default: {
      const payload = hexBytes(text);
      return payload && { payload };
    }
  }
}

/** Whether a pair comes back from its line; those that do not are no field to edit. */
function fitsLine({ key, value }: KeyValue): boolean {
  return !/[=\n]/.test(key) && !value.includes('\n') && `${key}${value}`.trim() !== '';
}

/** Lines of `key=value`; a pair that stood there before keeps what else it held. */
function pairsOf(text: string, before: readonly KeyValue[]): readonly KeyValue[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => !line.includes('='))) return null;
  return lines.map((line) => {
    const cut = line.indexOf('=');
    const [key, value] = [line.slice(0, cut), line.slice(cut + 1)];
    return before.find((one) => one.key === key && one.value === value) ?? { key, value };
  });
}

function whole(text: string, least: number, most: number): number | null {
  const value = Number(text.trim());
  return /^-?\d{1,11}$/.test(text.trim()) && value >= least && value <= most ? value : null;
}

function hexBytes(text: string): Uint8Array | null {
  const { bytes, leftover } = readHex(text);
  return leftover === null ? bytes : null;
}
