import { WIRE, writeVarint } from './fields.ts';
import {
  type Any,
  type Body,
  type Frame,
  HEADER_BYTES,
  type KeyValue,
  type Request,
  type Response,
  type Status,
} from './frame.ts';
import { joined } from './typed.ts';

const utf8 = new TextEncoder();

/**
 * The bytes of a frame as Go writes them: fields by their numbers, empty ones left out, those that are not known behind.
 * A body of more than 4 MiB is written too; a receiver will not take it. Throws a RangeError for a number that its
 * place in the header cannot hold.
 */
export function encode({ streamId, type, flags, body }: Frame): Uint8Array {
  const content = encodeBody(body);
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(0, within('length', content.length, 0xffff_ffff));
  view.setUint32(4, within('streamId', streamId, 0xffff_ffff));
  view.setUint8(8, within('type', type, 0xff));
  view.setUint8(9, within('flags', flags, 0xff));
  return joined([header, content]);
}

/** The bytes behind the header. */
function encodeBody(body: Body): Uint8Array {
  switch (body.is) {
    case 'request':
      return encodeRequest(body.request);
    case 'response':
      return encodeResponse(body.response);
    case 'bytes':
      return body.bytes;
  }
}

function encodeRequest(request: Request): Uint8Array {
  const { service, method, payload, timeoutNano, metadata, unknown } = request;
  return joined([
    ...textField(1, service),
    ...textField(2, method),
    ...bytesField(3, payload),
    ...numberField(4, timeoutNano),
    ...metadata.flatMap((pair) => messageField(5, encodeKeyValue(pair))),
    ...rest(unknown),
  ]);
}

function encodeKeyValue({ key, value, unknown }: KeyValue): Uint8Array {
  return joined([...textField(1, key), ...textField(2, value), ...rest(unknown)]);
}

function encodeResponse({ status, payload, unknown }: Response): Uint8Array {
  return joined([
    ...(status ? messageField(1, encodeStatus(status)) : []),
    ...bytesField(2, payload),
    ...rest(unknown),
  ]);
}

function encodeStatus({ code, message, details, unknown }: Status): Uint8Array {
  return joined([
    ...numberField(1, BigInt(code)),
    ...textField(2, message),
    ...details.flatMap((detail) => messageField(3, encodeAny(detail))),
    ...rest(unknown),
  ]);
}

function encodeAny({ typeUrl, value, unknown }: Any): Uint8Array {
  return joined([...textField(1, typeUrl), ...bytesField(2, value), ...rest(unknown)]);
}

function textField(number: number, text: string): readonly Uint8Array[] {
  return bytesField(number, utf8.encode(text));
}

/** proto3 writes no field whose value is empty. */
function bytesField(number: number, bytes: Uint8Array): readonly Uint8Array[] {
  return bytes.length === 0 ? [] : messageField(number, bytes);
}

/** A message is written even if it is empty: that it is there says something. */
function messageField(number: number, bytes: Uint8Array): readonly Uint8Array[] {
  return [tag(number, WIRE.bytes), writeVarint(BigInt(bytes.length)), bytes];
}

function numberField(number: number, value: bigint): readonly Uint8Array[] {
  return value === 0n ? [] : [tag(number, WIRE.varint), writeVarint(value)];
}

function tag(number: number, wireType: number): Uint8Array {
  return writeVarint(BigInt(number * 8 + wireType));
}

function rest(unknown: Uint8Array | undefined): readonly Uint8Array[] {
  return unknown ? [unknown] : [];
}

function within(name: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new RangeError(`${name}: ${value} is no whole number from 0 to ${most}`);
}
