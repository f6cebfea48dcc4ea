/**
 * A command line as a shell splits it: stages of a pipe, each a list of words. Quotes are taken off; `$name`, `$(…)` and
 * globs stay as they are written, since nothing is run here. One pipe only: `;`, `&&`, `||` and `&` are told, not read.
 */
export type CommandLine =
  | { readonly ok: true; readonly stages: readonly Stage[] }
  /**
   * `empty`: nothing stands there. `open`: a quote or `$(` is not closed. `pipe`: nothing stands before or behind a `|`.
   * `several`: more than one command in a row. `target`: a `>` or `<` that names no file.
   */
  | { readonly ok: false; readonly problem: 'empty' | 'open' | 'pipe' | 'several' | 'target' };

/** Program and arguments. A redirection is one word with its target: `>dump.txt`, `2>&1`. */
export type Stage = readonly string[];

/** One word, and where the text goes on behind it. */
interface Cut {
  readonly text: string;
  readonly end: number;
}

const REDIRECTION = /^(?:\d*(?:>>|>&|<&|>\||>|<)|&>>?)/;

/** Splits a line. */
export function parseCommandLine(line: string): CommandLine {
  const stages: string[][] = [[]];
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const [blank] = /^\s*/.exec(rest) ?? [''];
    if (blank !== '') {
      at += blank.length;
      continue;
    }
    if (rest.startsWith('#')) break;
    const redirection = REDIRECTION.exec(rest);
    if (/^(?:&&|\|\||;)/.test(rest) || (rest.startsWith('&') && !redirection)) {
      return { ok: false, problem: 'several' };
    }
    if (rest.startsWith('|')) {
      stages.push([]);
      at += rest.startsWith('|&') ? 2 : 1;
      continue;
    }
    const sign = redirection?.[0] ?? '';
    const from = at + sign.length + (sign === '' ? 0 : gap(line, at + sign.length));
    const word = cutWord(line, from);
    if (word === null) return { ok: false, problem: 'open' };
    if (sign !== '' && word.end === from) return { ok: false, problem: 'target' };
    stages.at(-1)?.push(sign + word.text);
    at = word.end;
  }
  const whole = stages.map(withoutSudo);
  if (whole.every((stage) => stage.length === 0)) {
    return { ok: false, problem: whole.length > 1 ? 'pipe' : 'empty' };
  }
  if (whole.some((stage) => stage.length === 0)) return { ok: false, problem: 'pipe' };
  return { ok: true, stages: whole };
}

/** Root at the prompt needs no `sudo`, and it does no harm. */
function withoutSudo(stage: Stage): Stage {
  return stage[0] === 'sudo' ? stage.slice(1) : stage;
}

function gap(line: string, at: number): number {
  return /^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0;
}

/** The word that begins at a place; null where a quote or a `$(` in it stays open. */
function cutWord(line: string, from: number): Cut | null {
  let text = '';
  let at = from;
  while (at < line.length && !/[\s|&;<>]/.test(line[at] as string)) {
    const piece = cutPiece(line, at);
    if (piece === null) return null;
    text += piece.text;
    at = piece.end;
  }
  return { text, end: at };
}

/** A quoted text, a `$(…)`, an escaped character, or one character. */
function cutPiece(line: string, at: number): Cut | null {
  const char = line[at] as string;
  if (char === '\\') return { text: line[at + 1] ?? '', end: at + 2 };
  if (char === "'") {
    const end = line.indexOf("'", at + 1);
    return end < 0 ? null : { text: line.slice(at + 1, end), end: end + 1 };
  }
  if (char === '"') return cutDouble(line, at + 1);
  if (char === '`' || line.startsWith('$(', at)) return cutCommand(line, at);
  return { text: char, end: at + 1 };
}

/** What stands between double quotes: a backslash takes away the meaning of `"`, `\`, `$` and a backquote only. */
function cutDouble(line: string, from: number): Cut | null {
  let text = '';
  let at = from;
  while (at < line.length) {
    const char = line[at] as string;
    if (char === '"') return { text, end: at + 1 };
    if (char === '\\' && /["\\$`]/.test(line[at + 1] ?? '')) {
      text += line[at + 1];
      at += 2;
    } else if (char === '`' || line.startsWith('$(', at)) {
      const inner = cutCommand(line, at);
      if (inner === null) return null;
      text += inner.text;
      at = inner.end;
    } else {
      text += char;
      at++;
    }
  }
  return null;
}

/** A `$(…)` or a pair of backquotes, as written. */
function cutCommand(line: string, from: number): Cut | null {
  if (line[from] === '`') {
    const end = line.indexOf('`', from + 1);
    return end < 0 ? null : { text: line.slice(from, end + 1), end: end + 1 };
  }
  let depth = 0;
  for (let at = from + 1; at < line.length; ) {
    const char = line[at] as string;
    if (char === '(' || char === ')') {
      depth += char === '(' ? 1 : -1;
      at++;
      if (depth === 0) return { text: line.slice(from, at), end: at };
      continue;
    }
    const piece = cutPiece(line, at);
    if (piece === null) return null;
    at = piece.end;
  }
  return null;
}
