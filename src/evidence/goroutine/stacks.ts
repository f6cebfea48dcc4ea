import { ByteStrings, Tuples } from './intern.ts';
import type { CreatedBy, Frame, Stack } from './types.ts';

/** What one line pair of a stack is. KEEP is added to a call whose argument words are kept. */
export const CALL = 0;
export const INLINED = 1;
export const CREATED = 2;
export const ELIDED = 3;
export const KEEP = 4;
/** Takes KEEP off. */
export const KIND = 3;

/** The empty stack: where every goroutine starts. */
export const ROOT = 0;

/** Says of a function name whether the argument words of its frames are kept. */
export type KeepArgs = (func: string) => boolean;

/**
 * Stacks as paths in one tree: a node is a frame under the frames printed before it, so two
 * goroutines with the same stack end at the same node, and a long common beginning is kept once.
 * Every node remembers which child was taken last: that is the reader's guess for the next line.
 */
export class Stacks {
  readonly funcs: ByteStrings = new ByteStrings();
  readonly files: ByteStrings = new ByteStrings();
  /** Frames: `a` function, `b` file, `c` line, `d` kind and KEEP. For ELIDED `c` is the count (-1: not printed). */
  readonly frames: Tuples = new Tuples(true);
  /** Nodes: `a` parent node, `b` frame. */
  readonly nodes: Tuples = new Tuples(false);
  /** The child last taken from a node, and the one taken before that; 0 when none. */
  recent: Int32Array = new Int32Array(64);
  earlier: Int32Array = new Int32Array(64);
  /** Children of a node as a list: the last added, and the one added before each. 0 ends it. */
  children: Int32Array = new Int32Array(64);
  sibling: Int32Array = new Int32Array(64);
  readonly #keepArgs: KeepArgs;
  readonly #keeps = new Map<number, boolean>();
  readonly #frames = new Map<number, Frame>();
  readonly #stacks = new Map<number, Stack>();

  constructor(keepArgs: KeepArgs) {
    this.#keepArgs = keepArgs;
  }

  /** The frame with this function, file and line; `kind` without KEEP. */
  frame(func: number, file: number, line: number, kind: number): number {
    const keep = kind === CALL && this.keepsArgs(func) ? KEEP : 0;
    return this.frames.intern(func, file, line, kind | keep);
  }

  /** The node below `parent` by `frame`. */
  child(parent: number, frame: number): number {
    const known = this.nodes.size;
    const node = this.nodes.intern(parent, frame);
    if (node === known) this.#link(parent, node);
    this.took(parent, node);
    return node;
  }

  /** A stack went on from `parent` to `node`: the guess for the next time. */
  took(parent: number, node: number): void {
    if (this.recent[parent] === node) return;
    this.earlier[parent] = this.recent[parent] as number;
    this.recent[parent] = node;
  }

  #link(parent: number, node: number): void {
    if (node >= this.recent.length) {
      this.recent = doubled(this.recent);
      this.earlier = doubled(this.earlier);
      this.children = doubled(this.children);
      this.sibling = doubled(this.sibling);
    }
    this.sibling[node] = this.children[parent] as number;
    this.children[parent] = node;
  }

  /** Whether the argument words of calls of this function are kept. */
  keepsArgs(func: number): boolean {
    let keeps = this.#keeps.get(func);
    if (keeps === undefined) {
      keeps = this.#keepArgs(this.funcs.text(func));
      this.#keeps.set(func, keeps);
    }
    return keeps;
  }

  /** Whether the frame of a node is a call whose argument words are kept. */
  keeps(frame: number): boolean {
    return ((this.frames.d[frame] as number) & KEEP) !== 0;
  }

  kind(frame: number): number {
    return (this.frames.d[frame] as number) & KIND;
  }

  /** Frames of a node from the innermost out, with creation and elision marks among them. */
  path(node: number): number[] {
    const path: number[] = [];
    for (let at = node; at !== ROOT; at = this.nodes.a[at] as number) {
      path.push(this.nodes.b[at] as number);
    }
    return path.reverse();
  }

  /** The stack that ends at a node: the same object every time. */
  stack(node: number): Stack {
    const known = this.#stacks.get(node);
    if (known) return known;
    const frames: Frame[] = [];
    let createdBy: CreatedBy | null = null;
    let elided = 0;
    for (const frame of this.path(node)) {
      const kind = this.kind(frame);
      if (kind === CREATED) createdBy = this.#createdBy(frame);
      else if (kind === ELIDED) elided = this.frames.c[frame] as number;
      else frames.push(this.#call(frame));
    }
    const stack = { frames, createdBy, elided };
    this.#stacks.set(node, stack);
    return stack;
  }

  #call(frame: number): Frame {
    const known = this.#frames.get(frame);
    if (known) return known;
    const { func, file, line } = this.#createdBy(frame);
    const call = { func, file, line, inlined: this.kind(frame) === INLINED };
    this.#frames.set(frame, call);
    return call;
  }

  #createdBy(frame: number): CreatedBy {
    return {
      func: this.funcs.text(this.frames.a[frame] as number),
      file: this.files.text(this.frames.b[frame] as number),
      line: this.frames.c[frame] as number,
    };
  }
}

function doubled(old: Int32Array): Int32Array {
  const wider = new Int32Array(old.length * 2);
  wider.set(old);
  return wider;
}
