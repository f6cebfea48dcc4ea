import type { Meaning } from './part.ts';
import { type FieldSchema, schema } from './schema.ts';

const CHANNEL = 'containerd/ttrpc@v1.0.1 channel.go';
const TYPES = 'containerd/ttrpc@v1.0.1 types.go';

/** Where what is no field of a message is declared. */
const OTHERS: Readonly<Partial<Record<Meaning, string>>> = {
  header: `${CHANNEL}:45`,
  'header.length': `${CHANNEL}:46`,
  'header.stream-id': `${CHANNEL}:47`,
  'header.type': `${CHANNEL}:48`,
  'header.flags': `${CHANNEL}:49`,
  'body.request': `${TYPES}:25`,
  'body.response': `${TYPES}:37`,
  'body.data': 'containerd/ttrpc@v1.2.0 PROTOCOL.md',
};

/** Where what these bytes mean is declared (`repo@tag file:line`); '' where no field of ttrpc's is. */
export function sourceOf(means: Meaning): string {
  const fields = Object.values(schema).flatMap<FieldSchema>((list) => [...list]);
  return OTHERS[means] ?? fields.find((one) => one.means === means)?.source ?? '';
}
