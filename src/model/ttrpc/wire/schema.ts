/** The protobuf messages of a ttrpc frame. */
export type MessageName = 'request' | 'response' | 'key-value' | 'status' | 'any';

/** How a field's value is read: `int32` and `int64` are varints, the others have a length. */
export type Kind = 'text' | 'bytes' | 'int32' | 'int64' | 'message';

export interface FieldSchema {
  readonly number: number;
  /** As the .proto or the struct tag names it. */
  readonly name: string;
  readonly means: FieldMeaning;
  readonly kind: Kind;
  /** The message in it, where it is one. */
  readonly message?: MessageName;
  /** Where the field is declared. */
  readonly source: string;
}

const TYPES = 'containerd/ttrpc@v1.0.1 types.go';
const STATUS = 'googleapis google/rpc/status.proto';
const ANY = 'protobuf google/protobuf/any.proto';

/** Fields by message, in the order of their numbers, which is the order in which Go writes them. */
export const schema = {
  request: [
    field(1, 'service', 'request.service', 'text', `${TYPES}:26`),
    field(2, 'method', 'request.method', 'text', `${TYPES}:27`),
    field(3, 'payload', 'request.payload', 'bytes', `${TYPES}:28`),
    field(4, 'timeout_nano', 'request.timeout_nano', 'int64', `${TYPES}:29`),
    field(5, 'metadata', 'request.metadata', 'message', `${TYPES}:30`, 'key-value'),
  ],
  'key-value': [
    field(1, 'key', 'key-value.key', 'text', `${TYPES}:57`),
    field(2, 'value', 'key-value.value', 'text', `${TYPES}:58`),
  ],
  response: [
    field(1, 'status', 'response.status', 'message', `${TYPES}:38`, 'status'),
    field(2, 'payload', 'response.payload', 'bytes', `${TYPES}:39`),
  ],
  status: [
    field(1, 'code', 'status.code', 'int32', STATUS),
    field(2, 'message', 'status.message', 'text', STATUS),
    field(3, 'details', 'status.details', 'message', STATUS, 'any'),
  ],
  any: [
    field(1, 'type_url', 'any.type_url', 'text', ANY),
    field(2, 'value', 'any.value', 'bytes', ANY),
  ],
} as const satisfies Readonly<Record<MessageName, readonly FieldSchema[]>>;

/** What a field is for: its message and its name. */
export type FieldMeaning =
  | `request.${'service' | 'method' | 'payload' | 'timeout_nano' | 'metadata'}`
  | `key-value.${'key' | 'value'}`
  | `response.${'status' | 'payload'}`
  | `status.${'code' | 'message' | 'details'}`
  | `any.${'type_url' | 'value'}`;

/** The field of this number; null where the message has none. */
export function fieldOf(message: MessageName, number: number): FieldSchema | null {
  return schema[message].find((one) => one.number === number) ?? null;
}

function field(
  number: number,
  name: string,
  means: FieldMeaning,
  kind: Kind,
  source: string,
  message?: MessageName,
): FieldSchema {
  return { number, name, means, kind, source, ...(message && { message }) };
}
