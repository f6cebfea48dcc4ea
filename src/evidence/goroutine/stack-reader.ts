/** The stack of one goroutine, line by line: frames, the creation site, elisions, ancestors. */
import { Words } from './args.ts';
import { bytesOf, decimal, isDigit, startsWith } from './bytes.ts';
import { type Draft, excerpt } from './draft.ts';
import {
  type Creation,
  type FuncLine,
  type Place,
  readCreation,
  readFunc,
  readPlace,
} from './frame.ts';
import { CALL, CREATED, ELIDED, INLINED, ROOT } from './stacks.ts';
import type { Ancestor, Leftover } from './types.ts';

/** Between goroutines. */
export const OUT = 0;
/** In a stack: a function, `created by`, an elision or the end may follow. */
export const STACK = 1;
/** After a function or `created by`: its file and line follow. */
export const PLACE = 2;
/** After the creation site: nothing but ancestors may follow. */
export const DONE = 3;

/** What the line of a creation site begins with. */
export const CREATED_BY: Uint8Array = bytesOf('created by ');
const NON_GO = bytesOf('non-Go function');
const ORIGIN = bytesOf('[originating from goroutine ');
const OTHER_THREAD = bytesOf('goroutine running on other thread; stack unavailable');
const ELLIPSIS = bytesOf('...');
const ELIDED_FRAMES = /^\.\.\.(?:(\d+)|additional) frames elided\.\.\.$/;
const COUNT_MAX = 0x7fffffff;

const decoder = new TextDecoder();

/** Follows the stack of one goroutine after the other. */
export class StackReader {
  state: number = OUT;
  /** The stack so far. */
  node: number = ROOT;
  /** The function whose place is awaited, its kind, and the child node guessed for it (0: none). */
  func = 0;
  kind: number = CALL;
  guess = 0;
  /** Who created the goroutine; 0 when nothing says it. */
  creator = 0;
  /** Argument words of the frames that keep them. */
  readonly words: Words = new Words();
  /** `stack unavailable` was printed instead of frames. */
  unavailable = false;
  ancestors: Ancestor[] = [];
  readonly #draft: Draft;
  /** A line that may be the name of a C function, until its place proves it. */
  #bare: Leftover | null = null;
  /** A blank line was read where a stack cannot end. */
  #gap = false;
  /** Such a blank was followed by more of the stack: every line has a blank after it. */
  #doubleSpaced = false;
  /** While the frames of an ancestor are read: its id, and the goroutine's own stack. */
  #ancestor = 0;
  #own: number = ROOT;
  readonly #funcLine: FuncLine = { nameEnd: 0, argsStart: 0, argsEnd: 0, inlined: false };
  readonly #place: Place = { fileEnd: 0, line: 0, pc: false };
  readonly #creation: Creation = { funcEnd: 0, creator: 0 };

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** A goroutine's header was read. */
  begin(): void {
    this.words.used = 0;
    this.node = ROOT;
    this.state = STACK;
    this.creator = 0;
    this.unavailable = false;
    this.#gap = false;
    if (this.ancestors.length > 0) this.ancestors = [];
  }

  /** The goroutine is over: `node` is its stack. Returns where its argument words are. */
  end(): number {
    this.#commitWithoutPlace();
    this.#endAncestor();
    this.state = OUT;
    return this.#draft.args.keep(this.words);
  }

  /** Takes an empty line; true when the stack ends there. */
  blank(): boolean {
    const inside =
      this.state === PLACE || (this.state === STACK && (this.node === ROOT || this.#doubleSpaced));
    if (inside) this.#gap = true;
    return !inside;
  }

  /** After a blank where none was expected the stack did not go on, so it had ended there. */
  get endedAtGap(): boolean {
    return this.#gap && this.state === STACK && this.node !== ROOT && !this.#doubleSpaced;
  }

  /** Takes a line without its indentation; false when it is no part of a stack. */
  line(buf: Uint8Array, from: number, to: number): boolean {
    if (this.state === PLACE) {
      if (this.place(buf, from, to)) return true;
      if (this.#gap) {
        this.#commitWithoutPlace();
        return false;
      }
      if (this.#bare) this.#commitWithoutPlace();
    }
    if (startsWith(buf, from, to, CREATED_BY)) return this.#createdBy(buf, from, to);
    if (startsWith(buf, from, to, ORIGIN)) return this.#originating(buf, from, to);
    if (this.state === DONE) return false;
    if (startsWith(buf, from, to, OTHER_THREAD)) {
      this.unavailable = true;
      return true;
    }
    if (startsWith(buf, from, to, ELLIPSIS)) return this.#elided(buf, from, to);
    if (readFunc(buf, from, to, this.#funcLine)) return this.#startCall(buf, from);
    if (!startsWith(buf, from, to, NON_GO) || to === from + NON_GO.length) return false;
    this.#commitWithoutPlace();
    this.#push(this.#draft.stacks.funcs.intern(buf, from, from + NON_GO.length), 0, 0, CALL);
    return true;
  }

  /** Takes the file and line of the function before; false when the line is no such thing. */
  place(buf: Uint8Array, from: number, to: number): boolean {
    const place = this.#place;
    if (!readPlace(buf, from, to, place) || (this.#bare && !place.pc)) return false;
    const file = this.#draft.stacks.files.intern(buf, from, place.fileEnd);
    this.#bare = null;
    this.#closeGap();
    this.#push(this.func, file, place.line, this.kind);
    return true;
  }

  /** A call was read whose place is probably that of the node `guess` (0: nothing is known of it). */
  expect(func: number, kind: number, guess: number): void {
    this.func = func;
    this.kind = kind;
    this.guess = guess;
    this.state = PLACE;
    this.#closeGap();
  }

  /** The place of the function that was expected is that of the node `node`. */
  arrive(node: number): void {
    this.node = node;
    this.state = this.kind === CREATED ? DONE : STACK;
    this.#closeGap();
  }

  /** The same for a creation site; `creator` 0: the runtime does not say who. */
  expectSite(func: number, creator: number, guess: number): void {
    if (this.#ancestor === 0) this.creator = creator;
    this.expect(func, CREATED, guess);
  }

  /** Takes a line that is none of Go's: a C function, if a place with `pc=` follows, else a leftover. */
  bare(buf: Uint8Array, start: number, end: number, from: number, to: number): boolean {
    if (this.state !== STACK || isDigit(buf[from] as number)) return false;
    this.#bare = { line: this.#draft.line, text: excerpt(buf, start, end) };
    this.expect(this.#draft.stacks.funcs.intern(buf, from, to), CALL, 0);
    return true;
  }

  #startCall(buf: Uint8Array, from: number): true {
    const { stacks } = this.#draft;
    const { nameEnd, argsStart, argsEnd, inlined } = this.#funcLine;
    this.#commitWithoutPlace();
    this.expect(stacks.funcs.intern(buf, from, nameEnd), inlined ? INLINED : CALL, 0);
    if (!inlined && stacks.keepsArgs(this.func)) this.words.add(buf, argsStart, argsEnd);
    return true;
  }

  #createdBy(buf: Uint8Array, from: number, to: number): true {
    const start = from + CREATED_BY.length;
    const creation = this.#creation;
    this.#commitWithoutPlace();
    readCreation(buf, start, to, creation);
    const func = this.#draft.stacks.funcs.intern(buf, start, creation.funcEnd);
    this.expectSite(func, creation.creator, 0);
    return true;
  }

  #closeGap(): void {
    if (this.#gap) this.#doubleSpaced = true;
    this.#gap = false;
  }

  /** The function that waits for its place does not get one. */
  #commitWithoutPlace(): void {
    if (this.state !== PLACE) return;
    if (this.#bare) {
      this.#draft.leftoverText(this.#bare.line, this.#bare.text);
      this.#bare = null;
      this.state = STACK;
      return;
    }
    this.#draft.notice('no-place');
    this.#push(this.func, 0, 0, this.kind);
  }

  #push(func: number, file: number, line: number, kind: number): void {
    const { stacks } = this.#draft;
    this.node = stacks.child(this.node, stacks.frame(func, file, line, kind));
    this.state = kind === CREATED ? DONE : STACK;
  }

  /** `...12 frames elided...` (Go 1.21 and later) or `...additional frames elided...`. */
  #elided(buf: Uint8Array, from: number, to: number): boolean {
    const found = ELIDED_FRAMES.exec(decoder.decode(buf.subarray(from, Math.min(to, from + 60))));
    if (!found) return false;
    this.#commitWithoutPlace();
    this.#push(0, 0, found[1] ? Math.min(Number(found[1]), COUNT_MAX) : -1, ELIDED);
    return true;
  }

  /** `[originating from goroutine 24]:`. */
  #originating(buf: Uint8Array, from: number, to: number): boolean {
    const start = from + ORIGIN.length;
    let stop = start;
    while (stop < to && isDigit(buf[stop] as number)) stop++;
    const id = decimal(buf, start, stop, Number.MAX_SAFE_INTEGER);
    this.#commitWithoutPlace();
    if (id <= 0) return false;
    this.#endAncestor();
    this.#own = this.node;
    this.#ancestor = id;
    this.node = ROOT;
    this.state = STACK;
    return true;
  }

  #endAncestor(): void {
    if (this.#ancestor === 0) return;
    this.ancestors.push({ id: this.#ancestor, stack: this.#draft.stacks.stack(this.node) });
    this.node = this.#own;
    this.#ancestor = 0;
  }
}
