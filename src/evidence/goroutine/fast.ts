/**
 * The lines that were to be expected. Most goroutines of a large dump stand in a stack that was
 * seen before, so the reader guesses the next line from the stack tree and compares bytes: no
 * text is made, and none but a wrong guess is hashed. New functions and places in plain sight go to
 * `stack-reader.ts` at once; the first line that is anything else is left to `machine.ts`.
 *
 * Every function here returns the position after the newline it read, or -1 when the line is not
 * as expected. The range they are given ends in a newline, and no known text contains one: that is
 * what every comparison and scan stops at.
 */

import { type Input, isBlank, isDigit, startsWith } from './bytes.ts';
import type { Draft } from './draft.ts';
import { type Creation, type FuncLine, IN_GOROUTINE, readCreation, readFunc } from './frame.ts';
import { GOROUTINE } from './header.ts';
import type { ByteStrings } from './intern.ts';
import { LONG } from './lines.ts';
import type { Machine } from './machine.ts';
import { CREATED_BY, OUT, PLACE, STACK, type StackReader } from './stack-reader.ts';
import { CALL, CREATED, ELIDED, INLINED, KEEP, KIND, type Stacks } from './stacks.ts';

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
const BRACKET = 93;
const F = 102;
const P = 112;

/** Ids with fewer digits are exact and quick to read; longer ones are left to the other reader. */
const ID_DIGITS = 15;
/** So many children of a node are looked at before the other reader is asked. */
const SIBLINGS = 64;

const funcLine: FuncLine = { nameEnd: 0, argsStart: 0, argsEnd: 0, inlined: false };
const creation: Creation = { funcEnd: 0, creator: 0 };

/**
 * Reads expected lines from `start` and returns where the first unexpected one begins, or `limit`.
 * The byte before `limit` must be a newline. Counts the lines in `machine.draft.line`.
 */
export function readExpected(machine: Machine, input: Input, start: number, limit: number): number {
  const buf = input.bytes;
  const { draft, step, stack } = machine;
  if (!machine.open) return start;
  let pos = start;
  while (pos < limit) {
    draft.line += step;
    let next = -1;
    const { state } = stack;
    if (state === PLACE) next = expectPlace(draft.stacks, stack, input, pos);
    else if (buf[pos] === NEWLINE || (buf[pos] === RETURN && buf[pos + 1] === NEWLINE)) {
      machine.blank();
      next = buf[pos] === NEWLINE ? pos + 1 : pos + 2;
    } else if (state === STACK) next = expectCall(draft, stack, input, pos);
    else if (state === OUT) next = expectHeader(machine, input, pos);
    if (next < 0) {
      draft.line -= step;
      return pos;
    }
    pos = next;
  }
  return pos;
}

/** A function or creation that followed the stack so far before: as one of the last two, or as any. */
function expectCall(draft: Draft, stack: StackReader, input: Input, pos: number): number {
  const { recent, earlier } = draft.stacks;
  const first = recent[stack.node] as number;
  if (first === 0) return knownChild(draft.stacks, stack, input, pos);
  const next = expectChild(draft.stacks, stack, input, pos, first);
  if (next >= 0) return next;
  const second = earlier[stack.node] as number;
  if (second === 0) return knownChild(draft.stacks, stack, input, pos);
  const other = expectChild(draft.stacks, stack, input, pos, second);
  return other >= 0 ? other : knownChild(draft.stacks, stack, input, pos);
}

/** `FUNC(ARGS)`, or what `expectCreation` reads. */
function expectChild(
  stacks: Stacks,
  stack: StackReader,
  input: Input,
  pos: number,
  child: number,
): number {
  const buf = input.bytes;
  const { frames, funcs } = stacks;
  const frame = stacks.nodes.b[child] as number;
  const func = frames.a[frame] as number;
  const flags = frames.d[frame] as number;
  const kind = flags & KIND;
  if (kind === CREATED) return expectCreation(stacks, stack, input, pos, child);
  if (kind === ELIDED) return -1;
  const words = expectText(funcs, func, input, pos) + 1;
  if (words === 0 || buf[words - 1] !== OPEN) return -1;
  // `(...)` is an inlined call: another frame than the same function with words.
  if ((buf[words] === DOT) !== (kind === INLINED)) return -1;
  let at = words;
  while (buf[at] !== NEWLINE) at++;
  if (at - pos > LONG) return -1;
  const close = buf[at - 1] === RETURN ? at - 2 : at - 1;
  if (close < words || buf[close] !== CLOSE) return -1;
  if (kind === INLINED && close !== words + 3) return -1;
  stack.expect(func, kind, child);
  if ((flags & KEEP) !== 0) stack.words.add(buf, words, close);
  return at + 1;
}

/** `created by FUNC[ in goroutine N]`. */
function expectCreation(
  stacks: Stacks,
  stack: StackReader,
  input: Input,
  pos: number,
  child: number,
): number {
  const buf = input.bytes;
  for (let at = 0; at < CREATED_BY.length; at++) if (buf[pos + at] !== CREATED_BY[at]) return -1;
  const func = stacks.frames.a[stacks.nodes.b[child] as number] as number;
  let at = expectText(stacks.funcs, func, input, pos + CREATED_BY.length);
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
  stack.expectSite(func, creator, child);
  return at + 1;
}

/** A line whose function is known as that of any child, found by its hash; or a new one. */
function knownChild(stacks: Stacks, stack: StackReader, input: Input, pos: number): number {
  const buf = input.bytes;
  let end = pos;
  while (buf[end] !== NEWLINE) end++;
  if (end - pos > LONG) return -1;
  const to = trimmed(buf, pos, end);
  if (startsWith(buf, pos, to, CREATED_BY)) {
    const from = pos + CREATED_BY.length;
    readCreation(buf, from, to, creation);
    const func = stacks.funcs.find(buf, from, creation.funcEnd);
    const child = childWith(stacks, stack.node, func, CREATED);
    if (child === 0) return stack.line(buf, pos, to) ? end + 1 : -1;
    stack.expectSite(func, creation.creator, child);
    return end + 1;
  }
  // With a blank in it the name may be one with a log's prefix before it.
  if (!readFunc(buf, pos, to, funcLine) || hasBlank(buf, pos, funcLine.nameEnd)) return -1;
  const func = stacks.funcs.find(buf, pos, funcLine.nameEnd);
  const kind = funcLine.inlined ? INLINED : CALL;
  const child = childWith(stacks, stack.node, func, kind);
  if (child === 0) return stack.line(buf, pos, to) ? end + 1 : -1;
  stack.expect(func, kind, child);
  if (stacks.keeps(stacks.nodes.b[child] as number)) {
    stack.words.add(buf, funcLine.argsStart, funcLine.argsEnd);
  }
  return end + 1;
}

function childWith(stacks: Stacks, node: number, func: number, kind: number): number {
  if (func === 0) return 0;
  const { children, sibling, frames, nodes } = stacks;
  let child = children[node] as number;
  for (let turn = 0; turn < SIBLINGS && child !== 0; turn++, child = sibling[child] as number) {
    const frame = nodes.b[child] as number;
    if (frames.a[frame] === func && ((frames.d[frame] as number) & KIND) === kind) return child;
  }
  return 0;
}

/** The place of the guessed child, or of another child that is the same function elsewhere. */
function expectPlace(stacks: Stacks, stack: StackReader, input: Input, pos: number): number {
  const buf = input.bytes;
  const { node, guess } = stack;
  if (buf[pos] !== TAB) return -1;
  if (guess === 0) return newPlace(stack, input, pos);
  const next = expectPlaceOf(stacks, stack, input, pos + 1, guess);
  if (next >= 0) return next;
  let child = stacks.children[node] as number;
  for (let turn = 0; turn < SIBLINGS && child !== 0; turn++) {
    const found = child === guess ? -1 : expectPlaceOf(stacks, stack, input, pos + 1, child);
    if (found >= 0) return found;
    child = stacks.sibling[child] as number;
  }
  return newPlace(stack, input, pos);
}

/** A tab and a place that did not follow the stack so far before. */
function newPlace(stack: StackReader, input: Input, pos: number): number {
  const buf = input.bytes;
  let end = pos;
  while (buf[end] !== NEWLINE) end++;
  if (end - pos > LONG || isBlank(buf[pos + 1] as number)) return -1;
  return stack.place(buf, pos + 1, trimmed(buf, pos, end)) ? end + 1 : -1;
}

/** `end` without the blanks before it. */
function trimmed(buf: Uint8Array, start: number, end: number): number {
  let to = end;
  while (to > start && isBlank(buf[to - 1] as number)) to--;
  return to;
}

function hasBlank(buf: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isBlank(buf[at] as number)) return true;
  return false;
}

/** `FILE:LINE`, then nothing or an offset and addresses. */
function expectPlaceOf(
  stacks: Stacks,
  stack: StackReader,
  input: Input,
  pos: number,
  child: number,
): number {
  const buf = input.bytes;
  const { frames, nodes } = stacks;
  const frame = nodes.b[child] as number;
  const kind = (frames.d[frame] as number) & KIND;
  if (frames.a[frame] !== stack.func || kind !== stack.kind) return -1;
  let at = expectText(stacks.files, frames.b[frame] as number, input, pos);
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
  stack.arrive(child);
  return at + 1;
}

/** `goroutine N [STATE]:` with a bracket text that is known, and not the one of a new dump. */
function expectHeader(machine: Machine, input: Input, pos: number): number {
  const buf = input.bytes;
  for (let at = 0; at < GOROUTINE.length; at++) if (buf[pos + at] !== GOROUTINE[at]) return -1;
  const digits = pos + GOROUTINE.length;
  let at = digits;
  let id = 0;
  for (; isDigit(buf[at] as number); at++) id = id * 10 + (buf[at] as number) - ZERO;
  // Goroutine 1 may begin another dump: the other reader looks into that.
  if (at === digits || at - digits > ID_DIGITS || id === 1 || buf[at] !== SPACE) return -1;
  const { tails } = machine.draft;
  const start = at + 1;
  let tail = machine.tail;
  let end = tail === 0 ? -1 : expectText(tails.texts, tail, input, start);
  if (end < 0) {
    end = start;
    while (buf[end] !== BRACKET && buf[end] !== NEWLINE) end++;
    if (buf[end++] !== BRACKET) return -1;
    tail = tails.texts.find(buf, start, end);
    // A running goroutine may begin another dump too.
    if (tail === 0 || tails.tail(tail).state === 'running') return -1;
    machine.tail = tail;
  }
  if (buf[end] !== COLON) return -1;
  end++;
  if (buf[end] === RETURN) end++;
  if (buf[end] !== NEWLINE) return -1;
  machine.begin(id, tail, false);
  return end + 1;
}

/** The position after the text `id` when it stands at `pos`, else -1. */
function expectText(texts: ByteStrings, id: number, input: Input, pos: number): number {
  const { bytes: buf, view } = input;
  const { bytes } = texts;
  const end = texts.ends[id] as number;
  let text = texts.starts[id] as number;
  let at = pos;
  if (pos + end - text > buf.length) return -1;
  const words = texts.view;
  for (; text + 4 <= end; text += 4, at += 4) {
    if (words.getInt32(text, true) !== view.getInt32(at, true)) return -1;
  }
  for (; text < end; text++, at++) {
    if (bytes[text] !== buf[at]) return -1;
  }
  return at;
}
