import { type RawField, readField, readVarint, WIRE } from './fields.ts';
import type { Leftover } from './leftover.ts';
import type { Layer, Meaning, Part } from './part.ts';
import { type FieldSchema, fieldOf, type Kind, type MessageName } from './schema.ts';

/** Values of a message by the names of its fields, in their order, and the fields that it does not know. */
export interface Message {
  readonly values: Map<string, Value[]>;
  readonly unknown: Uint8Array[];
}
export type Value = string | bigint | Uint8Array | Message;

/** What is read, and who is told of what was not understood. */
export interface Source {
  readonly bytes: Uint8Array;
  tell(leftover: Omit<Leftover, 'parts'>): void;
}

export interface ReadMessage {
  readonly message: Message;
  readonly parts: readonly Part[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the message between two offsets. Behind a fault nothing of it is read; a fault within a field ends only that. */
export function readMessage(
  source: Source,
  name: MessageName,
  { from, to, path }: { readonly from: number; readonly to: number; readonly path: string },
): ReadMessage {
  const message: Message = { values: new Map(), unknown: [] };
  const parts: Part[] = [];
  const seen = new Map<string, number>();
  for (let at = from; at < to; ) {
    const raw = readField(source.bytes, at, to);
    if (!raw.ok) {
      source.tell({ problem: raw.problem, at: raw.at, from: at, to, fills: raw.fills });
      parts.push(part(`${path}.unread`, 'unread', 'unread', at, to));
      break;
    }
    const known = fieldOf(name, raw.number);
    const label = known?.name ?? `field-${raw.number}`;
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    const own = `${path}.${label}${times > 1 ? `-${times}` : ''}`;
    if (known && raw.wireType === wireTypeOf(known.kind)) {
      const { value, part: read } = readKnown(source, known, raw, own);
      if (value !== null) put(message, known.name, value);
      parts.push(read);
    } else {
      const { number, wireType } = raw;
      source.tell({
        ...{ problem: known ? ('other-kind' as const) : ('unknown-field' as const) },
        ...{ at: raw.from, from: raw.from, to: raw.to },
        fills: { number, type: wireType, name: known?.name ?? name },
      });
      message.unknown.push(source.bytes.slice(raw.from, raw.to));
      const value = wireType === WIRE.varint ? raw.varint : null;
      parts.push(fieldPart(source, raw, own, 'unknown', { value, parts: [] }));
    }
    at = raw.to;
  }
  return { message, parts };
}

function wireTypeOf(kind: Kind): number {
  return kind === 'int32' || kind === 'int64' ? WIRE.varint : WIRE.bytes;
}

function put(message: Message, name: string, value: Value): void {
  const values = message.values.get(name);
  if (values) values.push(value);
  else message.values.set(name, [value]);
}

/** A known field; its value is null where its text is not UTF-8. */
function readKnown(
  source: Source,
  schema: FieldSchema,
  raw: RawField,
  path: string,
): { readonly value: Value | null; readonly part: Part } {
  const { means, kind, message } = schema;
  const { valueFrom: from, to } = raw;
  if (message) {
    const read = readMessage(source, message, { from, to, path: `${path}.value` });
    const inside = { value: null, parts: read.parts };
    return { value: read.message, part: fieldPart(source, raw, path, means, inside) };
  }
  const value = plainValue(source, kind, raw);
  if (value === null) {
    const fills = { name: schema.name };
    source.tell({ problem: 'not-utf8', at: from, from, to, fills });
  }
  const shown = value instanceof Uint8Array ? null : value;
  return { value, part: fieldPart(source, raw, path, means, { value: shown, parts: [] }) };
}

function plainValue(
  source: Source,
  kind: Kind,
  raw: RawField,
): string | bigint | Uint8Array | null {
  if (kind === 'int64') return BigInt.asIntN(64, raw.varint);
  if (kind === 'int32') return BigInt.asIntN(32, raw.varint);
  const bytes = source.bytes.slice(raw.valueFrom, raw.to);
  if (kind === 'bytes') return bytes;
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** A field with its tag, its length if it has one, and its value. */
function fieldPart(
  source: Source,
  raw: RawField,
  path: string,
  means: Meaning,
  value: Pick<Part, 'value' | 'parts'>,
): Part {
  const { from, tagTo, valueFrom, to, number, wireType } = raw;
  const inside = [
    part(`${path}.tag`, 'tag', means, from, tagTo, number * 8 + wireType),
    ...(wireType === WIRE.bytes
      ? [part(`${path}.length`, 'length', means, tagTo, valueFrom, lengthOf(source, raw))]
      : []),
    ...(to > valueFrom
      ? [{ ...part(`${path}.value`, 'value', means, valueFrom, to), ...value }]
      : []),
  ];
  return { ...part(path, 'field', means, from, to, value.value), parts: inside };
}

function lengthOf({ bytes }: Source, { tagTo, valueFrom }: RawField): number {
  const read = readVarint(bytes, tagTo, valueFrom);
  return read.ok ? Number(read.value) : 0;
}

/** A part without parts of its own. */
export function part(
  path: string,
  layer: Layer,
  means: Meaning,
  from: number,
  to: number,
  value: Part['value'] = null,
): Part {
  return { path, layer, means, from, to, value, parts: [] };
}
