import { AwkSyntaxError } from './ast.ts';
import { lex, type Token } from './lex.ts';

/** Words that are no names. */
export const KEYWORDS = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'nextfile',
  'exit',
  'return',
  'delete',
  'in',
  'getline',
  'print',
  'printf',
]);

/** Walks over the tokens of a program: looks, takes, goes back, and says where it could not go on. */
export class Cursor {
  protected at = 0;
  private readonly tokens: readonly Token[];

  constructor(source: string) {
    this.tokens = lex(source);
  }

  protected peek(ahead = 0): Token {
    return (
      this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] ?? {
        kind: 'end',
        text: '',
        line: 0,
      }
    );
  }

  protected peekKind(): Token['kind'] {
    return this.peek().kind;
  }

  protected position(): number {
    return this.at;
  }

  protected backTo(position: number): void {
    this.at = position;
  }

  protected is(mark: string): boolean {
    const token = this.peek();
    return token.kind === 'mark' && token.text === mark;
  }

  protected take(mark: string): boolean {
    if (!this.is(mark)) return false;
    this.at++;
    return true;
  }

  protected takeWord(word: string): boolean {
    const token = this.peek();
    if ((token.kind !== 'word' && token.kind !== 'callee') || token.text !== word) return false;
    this.at++;
    return true;
  }

  protected takeNewline(): boolean {
    if (this.peek().kind !== 'newline') return false;
    this.at++;
    return true;
  }

  protected expect(mark: string): void {
    if (!this.take(mark)) this.fail();
  }

  protected name(): string {
    const token = this.peek();
    if ((token.kind !== 'word' && token.kind !== 'callee') || KEYWORDS.has(token.text)) this.fail();
    this.at++;
    return token.text;
  }

  protected skipNewlines(): void {
    while (this.takeNewline());
  }

  protected skipEnds(): void {
    while (this.takeNewline() || this.take(';'));
  }

  protected atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  protected atStatementEnd(): boolean {
    const { kind } = this.peek();
    return kind === 'newline' || kind === 'end' || this.is(';') || this.is('}') || this.is(')');
  }

  protected fail(): never {
    const { text, line, kind } = this.peek();
    const what = kind === 'end' ? 'end of program' : kind === 'newline' ? 'end of line' : text;
    throw new AwkSyntaxError(`line ${line}: syntax error at or near ${what}`);
  }
}
