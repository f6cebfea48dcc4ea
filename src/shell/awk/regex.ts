const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

const compiled = new Map<string, RegExp>();

/**
 * A POSIX extended regular expression as a RegExp over bytes, cached.
 * One difference stays: where alternatives of different length match, POSIX takes the longest and RegExp the first.
 */
export function regexFrom(source: string): RegExp {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(translate(source), 's');
  if (compiled.size > 500) compiled.clear();
  compiled.set(source, made);
  return made;
}

/** The same with the `g` flag, for replacing and splitting; not cached, since it carries a position. */
export function everywhere(source: string): RegExp {
  return new RegExp(regexFrom(source).source, 'gs');
}

/** Index behind the bracket expression that opens at `from`. A `]` right after `[` or `[^` stands for itself. */
export function pastBrackets(text: string, from: number): number {
  let at = from + 1;
  if (text[at] === '^') at++;
  if (text[at] === ']') at++;
  while (at < text.length && text[at] !== ']') {
    if (text.startsWith('[:', at)) {
      const end = text.indexOf(':]', at);
      at = end < 0 ? at + 1 : end + 2;
    } else {
      at += text[at] === '\\' ? 2 : 1;
    }
  }
  return Math.min(text.length, at + 1);
}

function translate(source: string): string {
  let out = '';
  let at = 0;
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === '[') {
      const end = pastBrackets(source, at);
      out += brackets(source.slice(at, end));
      at = end;
    } else if (char === '\\') {
      out += plainOf(source[at + 1] ?? '\\');
      at += 2;
    } else {
      const interval = char === '{' ? /^\{\d+(?:,\d*)?\}/.exec(source.slice(at))?.[0] : undefined;
      if (interval !== undefined && out !== '') out += interval;
      else if (/[*+?]/.test(char) && /(?:^|\(\?:|\|)$/.test(out)) out += `\\${char}`;
      // Groups only group here; a RegExp that captured would add its captures to what split() gives.
      else if (char === '(') out += '(?:';
      else out += char === '{' || char === '}' ? `\\${char}` : char;
      at += interval !== undefined && out.endsWith(interval) ? interval.length : 1;
    }
  }
  return out;
}

/** `\<`, `\>` and `\y` are gawk's word edges; letters that mean a control character keep that meaning. */
function plainOf(char: string): string {
  if (char === '<' || char === '>' || char === 'y') return '\\b';
  if (/[nrtfvbBwWsSdD]/.test(char)) return char === 'b' ? '\\x08' : `\\${char}`;
  if (char === 'a') return '\\x07';
  return /[A-Za-z0-9]/.test(char) ? char : `\\${char}`;
}

function brackets(text: string): string {
  const negated = text[1] === '^';
  let inner = text.slice(negated ? 2 : 1, text.endsWith(']') && text.length > 2 ? -1 : undefined);
  inner = inner.replace(/\[:(\w+):\]|\\([\s\S])|([\\[\]^])/g, (whole, name, escaped, plain) => {
    if (name !== undefined) return CLASSES[name] ?? whole;
    if (escaped !== undefined) return plainOf(escaped);
    return `\\${plain}`;
  });
  return inner === '' ? (negated ? '[\\s\\S]' : '(?!)') : `[${negated ? '^' : ''}${inner}]`;
}
