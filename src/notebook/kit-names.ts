import names from './kit-names.json' with { type: 'json' };

/** A name of the kit, as an editor offers it. */
export interface KitName {
  readonly name: string;
  /** What it takes and gives, as TypeScript writes it: `(version: string) => Affected`. Empty for a folder of names. */
  readonly type: string;
  /** The first paragraph that is said of it; may be empty. */
  readonly doc: string;
  /** Names under it: `goroutines.read`. */
  readonly members?: readonly KitName[];
}

/**
 * The kit's names without the kit, whose code a page does not load. Written from `kit.ts` by
 * `node test/notebook/make-names.ts`; a test asks that it is still true.
 */
export const kitNames: readonly KitName[] = names;
