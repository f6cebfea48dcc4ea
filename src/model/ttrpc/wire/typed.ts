import type { Any, KeyValue, Request, Response, Status } from './frame.ts';
import type { Message, Value } from './message.ts';

/** A message as a request. Of a field that stands twice the last counts, as in Go. */
export function requestOf(message: Message): Request {
  return {
    service: text(message, 'service'),
    method: text(message, 'method'),
    payload: bytes(message, 'payload'),
    timeoutNano: number(message, 'timeout_nano'),
    metadata: messages(message, 'metadata').map(keyValueOf),
    ...unknown(message),
  };
}

/** A message as a response. */
export function responseOf(message: Message): Response {
  const status = messages(message, 'status');
  return {
    status: status.length > 0 ? statusOf(merged(status)) : null,
    payload: bytes(message, 'payload'),
    ...unknown(message),
  };
}

function keyValueOf(message: Message): KeyValue {
  return { key: text(message, 'key'), value: text(message, 'value'), ...unknown(message) };
}

function statusOf(message: Message): Status {
  return {
    code: Number(number(message, 'code')),
    message: text(message, 'message'),
    details: messages(message, 'details').map(anyOf),
    ...unknown(message),
  };
}

function anyOf(message: Message): Any {
  return {
    typeUrl: text(message, 'type_url'),
    value: bytes(message, 'value'),
    ...unknown(message),
  };
}

/** A message that stands twice where there is room for one is the two put together (protobuf.dev, Encoding). */
function merged(messages: readonly Message[]): Message {
  const [first, ...more] = messages;
  if (first && more.length === 0) return first;
  const values = new Map<string, Value[]>();
  for (const one of messages) {
    for (const [name, list] of one.values) values.set(name, [...(values.get(name) ?? []), ...list]);
  }
  return { values, unknown: messages.flatMap((one) => one.unknown) };
}

function last({ values }: Message, name: string): Value | undefined {
  return values.get(name)?.at(-1);
}

function text(message: Message, name: string): string {
  const value = last(message, name);
  return typeof value === 'string' ? value : '';
}

function number(message: Message, name: string): bigint {
  const value = last(message, name);
  return typeof value === 'bigint' ? value : 0n;
}

function bytes(message: Message, name: string): Uint8Array {
  const value = last(message, name);
  return value instanceof Uint8Array ? value : new Uint8Array(0);
}

function messages({ values }: Message, name: string): Message[] {
  return (values.get(name) ?? []).filter(isMessage);
}

function isMessage(value: Value): value is Message {
  return typeof value === 'object' && !(value instanceof Uint8Array);
}

function unknown({ unknown: fields }: Message): { readonly unknown?: Uint8Array } {
  return fields.length === 0 ? {} : { unknown: joined(fields) };
}

/** Pieces put together. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
