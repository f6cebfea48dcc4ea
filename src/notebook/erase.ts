import { Parser, type Token } from 'acorn';
import { transform } from 'sucrase';
import { type Place, type Problem, problem } from './problem.ts';

/** The script of a cell: as long as its TypeScript, every token where it stood. */
export type Erased =
  | { readonly ok: true; readonly script: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Takes the types out of TypeScript and leaves blanks, so that every place in the script is that place in the text.
 *
 * Sucrase 3.35.1 finds out what is type and what is not, but its output alone will not do. It closes the gaps; its source
 * map loses its columns after an empty piece of a template; it drops the semicolon behind a type (alangpierce/sucrase#645)
 * and the end of a statement that TypeScript sees after `as T` and a line break, so that the next line's bracket becomes a
 * call; it drops namespaces with their values. So its tokens are looked up again in the text, line by line, and what is
 * between them is blanked.
 */
export function erase(text: string): Erased {
  let stripped: string;
  try {
    stripped = transform(text, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    return { ok: false, problem: syntaxProblem(error) };
  }
  const tokens = tokensOf(stripped);
  if (!Array.isArray(tokens)) return { ok: false, problem: tokens as Problem };
  return blank(text, tokens as readonly Token[], stripped);
}

/** A parser's complaint: sucrase's columns count from 1, acorn's from 0. */
export function syntaxProblem(error: unknown): Problem {
  const { message, loc } = error as SyntaxError & { readonly loc?: Place };
  const said = message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, '');
  if (!loc) return problem('syntax', { message: said });
  const column = 'raisedAt' in (error as object) ? loc.column + 1 : loc.column;
  return problem('syntax', { message: said }, { line: loc.line, column: Math.max(1, column) });
}

export const PARSE = {
  ecmaVersion: 'latest',
  sourceType: 'module',
  allowAwaitOutsideFunction: true,
  locations: true,
} as const;

function tokensOf(script: string): readonly Token[] | Problem {
  const tokens: Token[] = [];
  try {
    // The whole parser, and not its tokenizer: only the parser can tell a division from a pattern.
    Parser.parse(script, { ...PARSE, onToken: tokens });
  } catch (error) {
    return syntaxProblem(error);
  }
  return tokens.filter(({ start, end }) => end > start);
}

function blank(text: string, tokens: readonly Token[], stripped: string): Erased {
  const lines = lineStarts(text);
  let script = '';
  let cursor = 0;
  for (const token of tokens) {
    const piece = stripped.slice(token.start, token.end);
    const line = token.loc?.start.line ?? 1;
    const start = lines[line - 1] ?? text.length;
    const end = lines[line] ?? text.length;
    // The text of a template begins where its bracket ends, and may look like the middle of a name.
    const at = token.type.label === 'template' ? cursor : find(text, piece, cursor, { start, end });
    if (at < 0) return notErasable(line, 1);
    const gap = gapOf(text.slice(cursor, at), script.at(-1) ?? '', piece);
    if (gap === null) return notErasable(...placeAt(lines, cursor));
    script += gap + piece;
    cursor = at + piece.length;
  }
  const rest = gapOf(text.slice(cursor), script.at(-1) ?? '', '');
  if (rest === null) return notErasable(...placeAt(lines, cursor));
  return { ok: true, script: script + rest };
}

function notErasable(line: number, column: number): Erased {
  return { ok: false, problem: problem('not-erasable', {}, { line, column }) };
}

/**
 * Where a token stands behind `cursor`, in its line: not inside a type's brackets, and not where a type has to follow. If
 * that leaves no place, its first place will do: the script means the same, and only columns may be a little off.
 */
function find(text: string, piece: string, cursor: number, line: Range): number {
  let depth = 0;
  for (let at = cursor; at < line.end; at++) {
    const here = at >= line.start && isWhole(text, piece, at);
    if (here && depth === 0 && !TYPE_FOLLOWS.test(text.slice(cursor, at))) return at;
    const letter = text[at] ?? '';
    if ('([{<'.includes(letter)) depth++;
    else if (')]}'.includes(letter) || (letter === '>' && text[at - 1] !== '=')) depth--;
    if (depth < 0) break;
  }
  for (let at = Math.max(cursor, line.start); at < line.end; at++) {
    if (isWhole(text, piece, at)) return at;
  }
  return -1;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const TYPE_FOLLOWS =
  /(?:[:|&<]|=>|\b(?:as|is|asserts|satisfies|extends|implements|keyof|typeof|readonly|infer|unique))\s*$/;
const WORD = /[\p{ID_Continue}$]/u;

/** Whether a token stands there: not the middle of a longer name, and not the `=` of an arrow. */
function isWhole(text: string, piece: string, at: number): boolean {
  if (!text.startsWith(piece, at)) return false;
  const next = text[at + piece.length] ?? '';
  if (piece === '=') return next !== '>' && next !== '=';
  if (!/^[\p{ID_Continue}$]+$/u.test(piece)) return true;
  return !WORD.test(next) && !WORD.test(text[at - 1] ?? '');
}

const BLANKS_AND_COMMENTS = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/;
const STATEMENT = /^(?:type|interface|declare|import|function|abstract)\b/;
const NAMESPACE = /(?<!\bdeclare\s+)\b(?:namespace|module)\s+[\w$.]+\s*\{/;

/** What stands between two tokens once its types are blank; null where a value would be lost. */
function gapOf(gap: string, before: string, next: string): string | null {
  const lead = BLANKS_AND_COMMENTS.exec(gap)?.[0] ?? '';
  if (lead.length === gap.length) return gap;
  const erased = gap.slice(lead.length);
  if (NAMESPACE.test(erased)) return null;
  const blanks = erased.replace(/[^\n\r\u2028\u2029]/g, ' ');
  return `${lead}${endsStatement(erased, before, next) ? `;${blanks.slice(1)}` : blanks}`;
}

/** Whether TypeScript ends a statement here, where the script without the types would go on. */
function endsStatement(erased: string, before: string, next: string): boolean {
  // Behind these begins a statement, or a name in a list as in `import { type A }`.
  if (STATEMENT.test(erased)) return !'{,(;'.includes(before);
  return /^(?:as|satisfies)\b/.test(erased) && /[\n;]/.test(erased) && /^[([`]/.test(next);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    starts.push(index + end.length);
  }
  return starts;
}

function placeAt(lines: readonly number[], offset: number): [line: number, column: number] {
  const line = lines.findLastIndex((start) => start <= offset);
  return [line + 1, offset - (lines[line] ?? 0) + 1];
}
