/** A piece of a line: words, code between backticks, or an address that can be followed. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `source` with its backticks. */
  | { readonly kind: 'code'; readonly text: string; readonly source: string }
  /** `label` is null where the address was typed bare. */
  | { readonly kind: 'link'; readonly label: string | null; readonly address: string };

/** Only what a browser may follow from somebody's text: never `javascript:`. */
const ADDRESS = String.raw`https?:\/\/[^\s()<>{}|\\^\`"'\[\]\u007f-\uffff]+`;
const LABELLED = new RegExp(String.raw`\[([^\[\]\`\\<>\n]+)\]\((${ADDRESS})\)`, 'y');
const BARE = new RegExp(ADDRESS, 'y');
const TICKS = /`+/y;

/** The pieces of one line, from left to right. A backtick without its twin, and every other sign, is text. */
export function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let words = '';
  let at = 0;
  const push = (piece: Piece, length: number) => {
    if (words !== '') pieces.push({ kind: 'text', text: words });
    words = '';
    pieces.push(piece);
    at += length;
  };
  while (at < line.length) {
    const ticks = matchAt(TICKS, line, at)?.[0];
    const code = ticks && codeAt(line, at, ticks);
    const [labelled, label = '', target = ''] = matchAt(LABELLED, line, at) ?? [];
    const bare = matchAt(BARE, line, at)?.[0].replace(/[.,;:!?*_~&]+$/, '');
    if (code) push({ kind: 'code', ...code }, code.source.length);
    else if (labelled) push({ kind: 'link', label, address: target }, labelled.length);
    else if (bare && /^https?:\/\/./.test(bare))
      push({ kind: 'link', label: null, address: bare }, bare.length);
    else {
      const step = ticks ?? String.fromCodePoint(line.codePointAt(at) ?? 0);
      words += step;
      at += step.length;
    }
  }
  if (words !== '') pieces.push({ kind: 'text', text: words });
  return pieces;
}

/** A code span (CommonMark 6.1): ends at the next run of exactly as many backticks. */
export function codeAt(
  line: string,
  at: number,
  ticks: string,
): { readonly text: string; readonly source: string } | null {
  for (const run of line.slice(at + ticks.length).matchAll(/`+/g)) {
    if (run[0] !== ticks) continue;
    const inside = line.slice(at + ticks.length, at + ticks.length + run.index);
    const padded = /^ .* $/.test(inside) && inside.trim() !== '';
    return { text: padded ? inside.slice(1, -1) : inside, source: ticks + inside + ticks };
  }
  return null;
}

/** A sticky expression at a place. */
export function matchAt(form: RegExp, line: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(line);
}
