import { type Body, type Frame, HEADER_BYTES, MOST_BODY_BYTES, TYPE } from './frame.ts';
import { FATAL, type Leftover } from './leftover.ts';
import { part, readMessage } from './message.ts';
import type { Part } from './part.ts';
import { requestOf, responseOf } from './typed.ts';

/** A frame, where it stood, and what its bytes are for. */
export interface ReadFrame {
  readonly from: number;
  readonly to: number;
  readonly frame: Frame;
  /** The header, and the body if it has bytes; they cover the frame without gaps. */
  readonly parts: readonly Part[];
}

export interface Decoding {
  readonly value: readonly ReadFrame[];
  /** In the order of their bytes. */
  readonly leftovers: readonly Leftover[];
}

/** What one step of reading gave: a whole frame with what was odd in it, or bytes that are none. */
export interface Step {
  readonly frame: ReadFrame | null;
  readonly leftovers: readonly Leftover[];
}

/** Decodes all the bytes of one direction of a connection: `steps`, put together. */
export function decode(bytes: Uint8Array): Decoding {
  const value: ReadFrame[] = [];
  const leftovers: Leftover[] = [];
  for (const step of steps(bytes)) {
    if (step.frame) value.push(step.frame);
    leftovers.push(...step.leftovers);
  }
  return { value, leftovers };
}

/**
 * Decodes the bytes of one direction of a connection, from the beginning of a frame on, a frame a step. Throws nothing:
 * what is cut, too long or no protobuf is left over with its place, and reading goes on with the next frame where there
 * is one. Form: containerd/ttrpc@v1.0.1 channel.go:31-50, types.go:25-59; data frames: ttrpc@v1.2.0 PROTOCOL.md.
 */
export function* steps(bytes: Uint8Array): Generator<Step, void> {
  const { length: end } = bytes;
  let at = 0;
  while (end - at >= HEADER_BYTES) {
    const header = readHeader(bytes, at);
    const to = Math.min(end, at + HEADER_BYTES + header.length);
    yield readStep(bytes, header, at, to);
    at = to;
  }
  if (at === end) return;
  const parts = [part('unread', 'unread', 'unread', at, end)];
  const fills = { have: end - at };
  const cut: Leftover = { problem: 'header-cut', at: end, from: at, to: end, fills, parts };
  yield { frame: null, leftovers: [cut] };
}

/** The frame of a header that begins at `at`; its body ends at `to`, or is cut there. */
function readStep(bytes: Uint8Array, header: Header, at: number, to: number): Step {
  const { streamId, type, flags, length: want } = header;
  const bodyAt = at + HEADER_BYTES;
  const have = to - bodyAt;
  const fills = { want, have };
  if (want > MOST_BODY_BYTES) {
    const parts = [header.part, ...unread(bodyAt, to)];
    return {
      frame: null,
      leftovers: [{ problem: 'too-long', at, from: at, to, fills, parts }],
    };
  }
  if (have < want) {
    // What is there is shown as far as it goes; that it goes no further is said once.
    const body = readBody(bytes, type, bodyAt, to, () => undefined);
    const parts = [header.part, ...body.parts];
    return {
      frame: null,
      leftovers: [{ problem: 'body-cut', at: to, from: at, to, fills, parts }],
    };
  }
  const leftovers: Leftover[] = [];
  const tell = (one: Omit<Leftover, 'parts'>) => leftovers.push({ ...one, parts: [] });
  const { body, parts } = readBody(bytes, type, bodyAt, to, tell);
  if (typeName(type) === null) {
    tell({ problem: 'unknown-type', at: at + 8, from: at, to, fills: { type } });
  }
  const frame: Frame = { streamId, type, flags, body };
  return { frame: { from: at, to, frame, parts: [header.part, ...parts] }, leftovers };
}

/** `request`, `response` or `data`; null for any other byte. */
export function typeName(type: number): keyof typeof TYPE | null {
  if (type === TYPE.request) return 'request';
  if (type === TYPE.response) return 'response';
  return type === TYPE.data ? 'data' : null;
}

interface Header extends Omit<Frame, 'body'> {
  /** Bytes of the body, as the header says. */
  readonly length: number;
  readonly part: Part;
}

function readHeader(bytes: Uint8Array, at: number): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  const [length, streamId] = [view.getUint32(0), view.getUint32(4)];
  const [type, flags] = [view.getUint8(8), view.getUint8(9)];
  const header: Part = {
    ...part('header', 'header', 'header', at, at + HEADER_BYTES),
    parts: [
      part('header.length', 'header', 'header.length', at, at + 4, length),
      part('header.stream-id', 'header', 'header.stream-id', at + 4, at + 8, streamId),
      part('header.type', 'header', 'header.type', at + 8, at + 9, type),
      part('header.flags', 'header', 'header.flags', at + 9, at + 10, flags),
    ],
  };
  return { length, streamId, type, flags, part: header };
}

interface ReadBody {
  readonly body: Body;
  readonly parts: readonly Part[];
}

function readBody(
  bytes: Uint8Array,
  type: number,
  from: number,
  to: number,
  tell: (leftover: Omit<Leftover, 'parts'>) => void,
): ReadBody {
  const name = typeName(type);
  if (name !== 'request' && name !== 'response') {
    const means = name === 'data' ? 'body.data' : 'body.bytes';
    const parts = from < to ? [part('body', 'value', means, from, to)] : [];
    return { body: { is: 'bytes', bytes: bytes.slice(from, to) }, parts };
  }
  let broken = false;
  const source = {
    bytes,
    tell: (leftover: Omit<Leftover, 'parts'>) => {
      broken ||= FATAL.has(leftover.problem);
      tell(leftover);
    },
  };
  const read = readMessage(source, name, { from, to, path: 'body' });
  const whole: Part = { ...part('body', 'message', `body.${name}`, from, to), parts: read.parts };
  const parts = from < to ? [whole] : [];
  if (broken) return { body: { is: 'bytes', bytes: bytes.slice(from, to) }, parts };
  const body: Body =
    name === 'request'
      ? { is: 'request', request: requestOf(read.message) }
      : { is: 'response', response: responseOf(read.message) };
  return { body, parts };
}

function unread(from: number, to: number): readonly Part[] {
  return from < to ? [part('unread', 'unread', 'unread', from, to)] : [];
}
