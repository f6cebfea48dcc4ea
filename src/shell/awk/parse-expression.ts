import { AwkSyntaxError, type Binary, type Comparison, type Expr, type Target } from './ast.ts';
import { Cursor, KEYWORDS } from './cursor.ts';

/** Functions of the language, with the number of arguments they take at least and at most. */
export const BUILTINS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  atan2: [2, 2],
  close: [1, 1],
  cos: [1, 1],
  exp: [1, 1],
  fflush: [0, 1],
  gsub: [2, 3],
  index: [2, 2],
  int: [1, 1],
  length: [0, 1],
  log: [1, 1],
  match: [2, 2],
  rand: [0, 0],
  sin: [1, 1],
  split: [2, 3],
  sprintf: [1, Number.POSITIVE_INFINITY],
  sqrt: [1, 1],
  srand: [0, 1],
  sub: [2, 3],
  substr: [2, 3],
  system: [1, 1],
  tolower: [1, 1],
  toupper: [1, 1],
};
const ASSIGNMENTS: Readonly<Record<string, Binary | '='>> = {
  '=': '=',
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '%=': '%',
  '^=': '^',
  '**=': '^',
};
const COMPARISONS: readonly Comparison[] = ['<=', '==', '!=', '>=', '<', '>'];

/** Expressions, by recursive descent in the order of precedence that POSIX gives for awk. */
export class ExpressionParser extends Cursor {
  /** Inside `print`, a bare `>` is a redirection. */
  private greater = true;

  protected expression(): Expr {
    const left = this.choose();
    if (!isTarget(left)) return left;
    for (const [mark, op] of Object.entries(ASSIGNMENTS)) {
      if (this.take(mark)) {
        this.skipNewlines();
        return { kind: 'assign', op, target: left, value: this.expression() };
      }
    }
    return left;
  }

  private choose(): Expr {
    const test = this.either();
    if (!this.take('?')) return test;
    this.skipNewlines();
    const yes = this.expression();
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { kind: 'choose', test, yes, no: this.expression() };
  }

  private either(): Expr {
    let left = this.both();
    while (this.take('||')) {
      this.skipNewlines();
      left = { kind: 'logic', op: '||', left, right: this.both() };
    }
    return left;
  }

  private both(): Expr {
    let left = this.membership();
    while (this.take('&&')) {
      this.skipNewlines();
      left = { kind: 'logic', op: '&&', left, right: this.membership() };
    }
    return left;
  }

  private membership(): Expr {
    let left = this.matching();
    while (this.takeWord('in')) {
      const subscript = left.kind === 'group' ? left.items : [left];
      left = { kind: 'in', subscript, array: this.name() };
    }
    return left;
  }

  private matching(): Expr {
    let left = this.comparison();
    while (this.is('~') || this.is('!~')) {
      const negated = this.is('!~');
      this.at++;
      left = { kind: 'match', negated, left, right: this.comparison() };
    }
    return left;
  }

  private comparison(): Expr {
    let left = this.concatenation();
    while (this.is('|') && this.peek(1).kind === 'word' && this.peek(1).text === 'getline') {
      this.at += 2;
      left = { kind: 'getline', from: 'command', source: left, target: this.optionalTarget() };
    }
    const op = COMPARISONS.find((mark) => this.is(mark) && (mark !== '>' || this.greater));
    if (op === undefined) return left;
    this.at++;
    return { kind: 'compare', op, left, right: this.concatenation() };
  }

  protected concatenation(): Expr {
    let left = this.sum();
    while (this.beginsOperand()) left = { kind: 'binary', op: ' ', left, right: this.sum() };
    return left;
  }

  private beginsOperand(): boolean {
    const { kind, text } = this.peek();
    if (kind === 'word' || kind === 'callee') return !KEYWORDS.has(text);
    if (kind === 'mark') return ['$', '!', '(', '++', '--'].includes(text);
    return kind === 'number' || kind === 'string' || kind === 'regex';
  }

  private sum(): Expr {
    let left = this.product();
    while (this.is('+') || this.is('-')) {
      const op = this.is('+') ? '+' : '-';
      this.at++;
      left = { kind: 'binary', op, left, right: this.product() };
    }
    return left;
  }

  private product(): Expr {
    let left = this.unary();
    for (;;) {
      const op = (['*', '/', '%'] as const).find((mark) => this.take(mark));
      if (op === undefined) return left;
      left = { kind: 'binary', op, left, right: this.unary() };
    }
  }

  private unary(): Expr {
    if (this.take('!')) return { kind: 'not', value: this.unary() };
    if (this.take('-')) return { kind: 'minus', value: this.unary() };
    if (this.take('+')) return { kind: 'plus', value: this.unary() };
    return this.power();
  }

  private power(): Expr {
    const left = this.postfix();
    if (!this.take('^') && !this.take('**')) return left;
    // The exponent may carry a sign, and powers group from the right: 2^-3^2 is 2^(-(3^2)).
    const right = this.is('-') || this.is('+') || this.is('!') ? this.unary() : this.power();
    return { kind: 'binary', op: '^', left, right };
  }

  private postfix(): Expr {
    const value = this.primary();
    if (!isTarget(value)) return value;
    if (this.take('++')) return { kind: 'step', by: 1, before: false, target: value };
    if (this.take('--')) return { kind: 'step', by: -1, before: false, target: value };
    return value;
  }

  private primary(): Expr {
    const token = this.peek();
    this.at++;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'string') return { kind: 'string', value: token.text };
    if (token.kind === 'regex') return { kind: 'regex', source: token.text };
    if (token.text === '(' && token.kind === 'mark') return this.parenthesis();
    if (token.text === '$' && token.kind === 'mark')
      return { kind: 'field', index: this.fieldIndex() };
    if (token.kind === 'mark' && (token.text === '++' || token.text === '--')) {
      const target = this.primary();
      if (!isTarget(target)) this.fail();
      else return { kind: 'step', by: token.text === '++' ? 1 : -1, before: true, target };
    }
    if (token.kind === 'word' && token.text === 'getline') return this.getline();
    if (token.kind === 'word' || token.kind === 'callee') {
      if (Object.hasOwn(BUILTINS, token.text)) return this.builtin(token.text);
      if (token.kind === 'callee' && !KEYWORDS.has(token.text)) {
        return { kind: 'call', name: token.text, args: this.list() };
      }
      if (KEYWORDS.has(token.text)) this.at--;
      else if (this.is('['))
        return { kind: 'element', array: token.text, subscript: this.subscript() };
      else return { kind: 'name', name: token.text };
    } else {
      this.at--;
    }
    return this.fail();
  }

  /** `$i++` is `($i)++`, `$++i` is `$(++i)`, `$-1` an error at run time. */
  private fieldIndex(): Expr {
    if (this.take('-')) return { kind: 'minus', value: this.fieldIndex() };
    return this.primary();
  }

  private parenthesis(): Expr {
    const before = this.greater;
    this.greater = true;
    const items = [this.expression()];
    while (this.take(',')) {
      this.skipNewlines();
      items.push(this.expression());
    }
    this.expect(')');
    this.greater = before;
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'group', items };
  }

  private builtin(name: string): Expr {
    const [least, most] = BUILTINS[name] ?? [0, 0];
    const bare = !this.is('(');
    if (bare && name !== 'length') this.fail();
    const args = bare ? [] : this.list();
    if (args.length < least || args.length > most) {
      throw new AwkSyntaxError(`line ${this.peek().line}: wrong number of arguments to ${name}`);
    }
    return { kind: 'builtin', name, args };
  }

  private list(): Expr[] {
    this.expect('(');
    const before = this.greater;
    this.greater = true;
    const items: Expr[] = [];
    this.skipNewlines();
    while (!this.take(')')) {
      items.push(this.expression());
      this.skipNewlines();
      if (this.take(',')) this.skipNewlines();
      else if (!this.is(')')) this.fail();
    }
    this.greater = before;
    return items;
  }

  protected subscript(): Expr[] {
    this.expect('[');
    const items = [this.expression()];
    while (this.take(',')) items.push(this.expression());
    this.expect(']');
    return items;
  }

  private getline(): Expr {
    const target = this.optionalTarget();
    if (!this.take('<')) return { kind: 'getline', from: 'input', source: null, target };
    return { kind: 'getline', from: 'file', source: this.postfix(), target };
  }

  private optionalTarget(): Target | null {
    const { kind, text } = this.peek();
    if ((kind === 'word' && !KEYWORDS.has(text)) || (kind === 'mark' && text === '$')) {
      const found = this.primary();
      if (isTarget(found)) return found;
    }
    return null;
  }

  protected withoutGreater<T>(read: () => T): T {
    const before = this.greater;
    this.greater = false;
    const found = read();
    this.greater = before;
    return found;
  }
}

function isTarget(expr: Expr): expr is Target {
  return expr.kind === 'name' || expr.kind === 'field' || expr.kind === 'element';
}
