/**
 * The lines that were to be expected. Most goroutines of a large dump stand in a stack that was
 * seen before, so the reader guesses the next line from the stack tree and compares bytes: no
 * text is made, hashed or looked up. The first line that is not as guessed is left to `machine.ts`.
 *
 * Every function here returns the position after the newline it read, or -1 when the line is not
 * as guessed. The range they are given ends in a newline, and no guessed text contains one: that is
 * what every comparison and scan stops at.
 */

import { isDigit } from './bytes.ts';
import type { Draft } from './draft.ts';
import { IN_GOROUTINE } from './frame.ts';
import { GOROUTINE } from './header.ts';
import type { ByteStrings } from './intern.ts';
import { LONG } from './lines.ts';
import type { Machine } from './machine.ts';
import { CREATED_BY, DONE, OUT, PLACE, STACK, type StackReader } from './stack-reader.ts';
import { CREATED, ELIDED, INLINED, KEEP, KIND, type Stacks } from './stacks.ts';

const NEWLINE = 10;
const RETURN = 13;
const TAB = 9;
const SPACE = 32;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const OPEN = 40;
const CLOSE = 41;
const F = 102;
const P = 112;

/** Ids with fewer digits are exact and quick to read; longer ones are left to the other reader. */
const ID_DIGITS = 15;

/**
 * Reads expected lines from `start` and returns where the first unexpected one begins, or `limit`.
 * `buf[limit - 1]` must be a newline. Counts the lines in `machine.draft.line`.
 */
export function readExpected(
  machine: Machine,
  buf: Uint8Array,
  start: number,
  limit: number,
): number {
  const { draft, step, stack } = machine;
  if (!machine.open) return start;
  let pos = start;
  while (pos < limit) {
    draft.line += step;
    let next = -1;
    const { state } = stack;
    if (state === PLACE) next = expectPlace(draft.stacks, stack, buf, pos);
    else if (buf[pos] === NEWLINE || (buf[pos] === RETURN && buf[pos + 1] === NEWLINE)) {
      machine.blank();
      next = buf[pos] === NEWLINE ? pos + 1 : pos + 2;
    } else if (state === STACK) next = expectCall(draft, stack, buf, pos);
    else if (state === OUT) next = expectHeader(machine, buf, pos);
    if (next < 0) {
      draft.line -= step;
      return pos;
    }
    pos = next;
  }
  return pos;
}

/** A line of one of the two children that were taken last from the stack so far. */
function expectCall(draft: Draft, stack: StackReader, buf: Uint8Array, pos: number): number {
  const { recent, earlier } = draft.stacks;
  const first = recent[stack.node] as number;
  if (first === 0) return -1;
  const next = expectChild(draft, stack, buf, pos, first);
  if (next >= 0) return next;
  const second = earlier[stack.node] as number;
  return second === 0 ? -1 : expectChild(draft, stack, buf, pos, second);
}

/** `FUNC(ARGS)`, or what `expectCreation` reads. */
function expectChild(
  draft: Draft,
  stack: StackReader,
  buf: Uint8Array,
  pos: number,
  child: number,
): number {
  const { stacks } = draft;
  const { frames, funcs } = stacks;
  const frame = stacks.nodes.b[child] as number;
  const func = frames.a[frame] as number;
  const flags = frames.d[frame] as number;
  const kind = flags & KIND;
  if (kind === CREATED) return expectCreation(stacks, stack, buf, pos, child);
  if (kind === ELIDED) return -1;
  const words = expectText(funcs, func, buf, pos) + 1;
  if (words === 0 || buf[words - 1] !== OPEN) return -1;
  // `(...)` is an inlined call: another frame than the same function with words.
  if ((buf[words] === DOT) !== (kind === INLINED)) return -1;
  let at = words;
  while (buf[at] !== NEWLINE) at++;
  if (at - pos > LONG) return -1;
  const close = buf[at - 1] === RETURN ? at - 2 : at - 1;
  if (close < words || buf[close] !== CLOSE) return -1;
  if (kind === INLINED && close !== words + 3) return -1;
  stack.func = func;
  stack.kind = kind;
  stack.guess = child;
  stack.state = PLACE;
  if ((flags & KEEP) !== 0) stack.words.add(buf, words, close);
  return at + 1;
}

/** `created by FUNC[ in goroutine N]`. */
function expectCreation(
  stacks: Stacks,
  stack: StackReader,
  buf: Uint8Array,
  pos: number,
  child: number,
): number {
  for (let at = 0; at < CREATED_BY.length; at++) if (buf[pos + at] !== CREATED_BY[at]) return -1;
  const func = stacks.frames.a[stacks.nodes.b[child] as number] as number;
  let at = expectText(stacks.funcs, func, buf, pos + CREATED_BY.length);
  if (at < 0) return -1;
  let creator = 0;
  if (buf[at] === SPACE) {
    for (let in_ = 0; in_ < IN_GOROUTINE.length; in_++, at++) {
      if (buf[at] !== IN_GOROUTINE[in_]) return -1;
    }
    const digits = at;
    for (; isDigit(buf[at] as number); at++) creator = creator * 10 + (buf[at] as number) - ZERO;
    if (at === digits || at - digits > ID_DIGITS) return -1;
  }
  if (buf[at] === RETURN) at++;
  if (buf[at] !== NEWLINE) return -1;
  stack.creator = creator;
  stack.func = func;
  stack.kind = CREATED;
  stack.guess = child;
  stack.state = PLACE;
  return at + 1;
}

/** The place of the guessed child, or of the other child when it is the same function elsewhere. */
function expectPlace(stacks: Stacks, stack: StackReader, buf: Uint8Array, pos: number): number {
  const { node, guess } = stack;
  if (guess === 0 || buf[pos] !== TAB) return -1;
  const next = expectPlaceOf(stacks, stack, buf, pos + 1, guess);
  if (next >= 0) return next;
  const first = stacks.recent[node] as number;
  const other = guess === first ? (stacks.earlier[node] as number) : first;
  return other === 0 ? -1 : expectPlaceOf(stacks, stack, buf, pos + 1, other);
}

/** `FILE:LINE`, then nothing or an offset and addresses. */
function expectPlaceOf(
  stacks: Stacks,
  stack: StackReader,
  buf: Uint8Array,
  pos: number,
  child: number,
): number {
  const { frames, nodes } = stacks;
  const frame = nodes.b[child] as number;
  const kind = (frames.d[frame] as number) & KIND;
  if (frames.a[frame] !== stack.func || kind !== stack.kind) return -1;
  let at = expectText(stacks.files, frames.b[frame] as number, buf, pos);
  if (at < 0 || buf[at] !== COLON) return -1;
  at++;
  let line = 0;
  for (; isDigit(buf[at] as number); at++) line = line * 10 + (buf[at] as number) - ZERO;
  if (line !== frames.c[frame]) return -1;
  if (buf[at] === SPACE) {
    const mark = buf[at + 1];
    if (mark !== PLUS && mark !== F && mark !== P) return -1;
    while (buf[at] !== NEWLINE) at++;
    if (at - pos >= LONG) return -1;
  } else {
    if (buf[at] === RETURN) at++;
    if (buf[at] !== NEWLINE) return -1;
  }
  stacks.took(stack.node, child);
  stack.node = child;
  stack.state = kind === CREATED ? DONE : STACK;
  return at + 1;
}

/** `goroutine N [STATE]:` with one of the two bracket texts seen last. */
function expectHeader(machine: Machine, buf: Uint8Array, pos: number): number {
  for (let at = 0; at < GOROUTINE.length; at++) if (buf[pos + at] !== GOROUTINE[at]) return -1;
  const digits = pos + GOROUTINE.length;
  let at = digits;
  let id = 0;
  for (; isDigit(buf[at] as number); at++) id = id * 10 + (buf[at] as number) - ZERO;
  // Goroutine 1 may begin another dump: the other reader looks into that.
  if (at === digits || at - digits > ID_DIGITS || id === 1 || buf[at] !== SPACE) return -1;
  const { texts } = machine.draft.tails;
  let tail = machine.tail;
  let end = tail === 0 ? -1 : expectText(texts, tail, buf, at + 1);
  if (end < 0) {
    tail = machine.earlierTail;
    end = tail === 0 ? -1 : expectText(texts, tail, buf, at + 1);
    if (end < 0) return -1;
  }
  if (buf[end] !== COLON) return -1;
  end++;
  if (buf[end] === RETURN) end++;
  if (buf[end] !== NEWLINE) return -1;
  machine.begin(id, tail, false);
  return end + 1;
}

/** The position after the text `id` when it stands at `pos`, else -1. */
function expectText(texts: ByteStrings, id: number, buf: Uint8Array, pos: number): number {
  const { bytes } = texts;
  const end = texts.ends[id] as number;
  let at = pos;
  for (let text = texts.starts[id] as number; text < end; text++, at++) {
    if (bytes[text] !== buf[at]) return -1;
  }
  return at;
}
