import { AwkSyntaxError } from './ast.ts';
import { pastBrackets } from './regex.ts';

export interface Token {
  /** `word` is a name or keyword, `callee` a name with `(` right behind it, `mark` everything else. */
  readonly kind: 'number' | 'string' | 'regex' | 'word' | 'callee' | 'mark' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
}

const MARKS = [
  '**=',
  '&&',
  '||',
  '>>',
  '==',
  '!=',
  '<=',
  '>=',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '**',
  '!~',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];
const NUMBER = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const WORD = /^[A-Za-z_]\w*/;

/** Cuts a program into tokens. A slash begins a regex where no operand stands before it. */
export function lex(program: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const add = (kind: Token['kind'], text: string, length: number) => {
    tokens.push({ kind, text, line });
    at += length;
  };
  while (at < program.length) {
    const rest = program.slice(at, at + 200);
    const blank = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest)?.[0];
    if (blank !== undefined) {
      if (blank.startsWith('\\')) line++;
      // A comment may be longer than the window.
      const end = blank.startsWith('#') ? program.indexOf('\n', at) : at + blank.length;
      at = end < 0 ? program.length : end;
      continue;
    }
    const char = rest[0] ?? '';
    if (char === '\n') {
      add('newline', '\n', 1);
      line++;
    } else if (char === '"') {
      const [text, length] = quoted(program, at, line);
      add('string', text, length);
    } else if (char === '/' && !endsOperand(tokens.at(-1))) {
      const source = regexAt(program, at, line);
      add('regex', source, source.length + 2);
    } else {
      const number = NUMBER.exec(rest)?.[0];
      const word = WORD.exec(program.slice(at))?.[0];
      const mark = MARKS.find((it) => rest.startsWith(it));
      if (number !== undefined) add('number', number, number.length);
      else if (word !== undefined) {
        add(program[at + word.length] === '(' ? 'callee' : 'word', word, word.length);
      } else if (mark !== undefined) add('mark', mark, mark.length);
      else throw new AwkSyntaxError(`line ${line}: unexpected character '${char}'`);
    }
  }
  tokens.push({ kind: 'end', text: '', line });
  return tokens;
}

const KEYWORDS_BEFORE_REGEX = new Set([
  'return',
  'print',
  'printf',
  'in',
  'else',
  'do',
  'getline',
  'case',
]);

function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'number' || token.kind === 'string' || token.kind === 'regex') return true;
  if (token.kind === 'word') return !KEYWORDS_BEFORE_REGEX.has(token.text);
  return token.kind === 'mark' && [')', ']', '$', '++', '--'].includes(token.text);
}

/** The text between two slashes; a slash inside brackets or behind a backslash does not end it. */
function regexAt(program: string, from: number, line: number): string {
  let at = from + 1;
  while (at < program.length && program[at] !== '\n') {
    if (program[at] === '/') return program.slice(from + 1, at);
    if (program[at] === '\\') at += 2;
    else if (program[at] === '[') at = pastBrackets(program, at);
    else at++;
  }
  throw new AwkSyntaxError(`line ${line}: unterminated regular expression`);
}

function quoted(program: string, from: number, line: number): [text: string, length: number] {
  let at = from + 1;
  while (at < program.length && program[at] !== '"' && program[at] !== '\n') {
    at += program[at] === '\\' ? 2 : 1;
  }
  if (program[at] !== '"') throw new AwkSyntaxError(`line ${line}: unterminated string`);
  return [readEscapes(program.slice(from + 1, at)), at + 1 - from];
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  '/': '/',
  '\n': '',
};

/** Escapes of a string or of `-v name=text`. What has no meaning keeps its backslash, as a regex in a string needs. */
export function readEscapes(text: string): string {
  return text.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (whole, octal, hex, char) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return ESCAPES[char] ?? whole;
    },
  );
}
