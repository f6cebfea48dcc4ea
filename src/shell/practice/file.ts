import type { Saved } from '../engine.ts';
import type { NodeState } from './state.ts';

/** A node and its shell as they go into a file. */
export interface SavedNode {
  readonly node: NodeState;
  readonly shell: Saved;
}

/** A file that was read, or why it was not: `at` is the place in it that is wrong. */
export type ReadNode =
  | { readonly ok: true; readonly saved: SavedNode }
  | {
      readonly ok: false;
      /** `not-json`, `not-a-node` (another kind of file), `unknown-version`, `broken` (a field is missing or strange). */
      readonly problem: 'not-json' | 'not-a-node' | 'unknown-version' | 'broken';
      readonly at: string;
    };
