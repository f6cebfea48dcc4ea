import type { Part } from './part.ts';

/** A line of an annotated dump: a field of the header, or a field of a message with its tag and length. */
export interface Row {
  readonly part: Part;
  /** Messages around it within the body: 0 for the header and for the fields of a request or a response. */
  readonly depth: number;
  /** What its bytes are made of: tag, length and value. A message's value is no piece; its fields are rows of their own. */
  readonly pieces: readonly Part[];
}

/** The rows of a frame, in the order of their bytes; their pieces cover the frame without gaps. */
export function rowsOf(parts: readonly Part[], depth = 0): readonly Row[] {
  return parts.flatMap((part) => {
    if (part.layer === 'field') return fieldRows(part, depth);
    return part.parts.length > 0 ? rowsOf(part.parts, depth) : [{ part, depth, pieces: [part] }];
  });
}

/** The field's name as ttrpc has it: `length`, `timeout_nano`; an unknown field's is its number. */
export function nameOf({ means, path }: Part): string {
  const told = means === 'unknown' ? path : means;
  return told.split('.').at(-1) ?? told;
}

function fieldRows(part: Part, depth: number): readonly Row[] {
  const inside = part.parts.find(({ layer, parts }) => layer === 'value' && parts.length > 0);
  const pieces = part.parts.filter((piece) => piece !== inside);
  return [{ part, depth, pieces }, ...(inside ? rowsOf(inside.parts, depth + 1) : [])];
}
