/** What an editor of a cell offers to complete. Pure. */
import type { KitName } from '../../notebook/kit-names.ts';

export interface Offer {
  readonly label: string;
  /** What stands beside it: a signature, or which cell defines it. */
  readonly detail: string;
  /** A sentence about it; may be empty. */
  readonly info: string;
  readonly kind: 'function' | 'namespace' | 'variable';
}

export interface Offers {
  /** Offset in the line where what is completed begins. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

/** No path of names is longer, and a pattern that is bound to the end of a line tries every beginning. */
const LONGEST = 200;
const PATH = /(?:([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\.)?([A-Za-z_$][\w$]*)?$/;

/**
 * Names that fit before the end of `line`, a line's text up to the cursor: under `goroutines.` those of the kit's folder;
 * elsewhere the kit's own and those of the other cells. Null where there is nothing to complete, `asked` told apart from
 * typing. What a cell's own value holds is not known here.
 */
export function offersAt(
  line: string,
  kit: readonly KitName[],
  beside: readonly { readonly name: string; readonly cell: string }[],
  asked: boolean,
): Offers | null {
  const [, path, begun = ''] = PATH.exec(line.slice(-LONGEST)) ?? [];
  const from = line.length - begun.length;
  if (path !== undefined) {
    const folder = membersOf(kit, path.split('.'));
    return folder && { from, offers: folder.map(offerOf) };
  }
  if ((begun === '' && !asked) || line[from - 1] === '.') return null;
  const names = beside.map(
    ({ name, cell }): Offer => ({ label: name, detail: cell, info: '', kind: 'variable' }),
  );
  return { from, offers: [...names, ...kit.map(offerOf)] };
}

function membersOf(kit: readonly KitName[], path: readonly string[]): readonly KitName[] | null {
  let names: readonly KitName[] | undefined = kit;
  for (const part of path) names = names?.find(({ name }) => name === part)?.members;
  return names ?? null;
}

function offerOf({ name, type, doc, members }: KitName): Offer {
  const kind = members
    ? 'namespace'
    : type.startsWith('(') || type.startsWith('<')
      ? 'function'
      : 'variable';
  return { label: name, detail: type, info: doc, kind };
}
