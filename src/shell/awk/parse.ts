import {
  AwkSyntaxError,
  type Expr,
  type FunctionDef,
  type Program,
  type Rule,
  type Statement,
} from './ast.ts';
import { ExpressionParser } from './parse-expression.ts';

/** Reads a program. Throws AwkSyntaxError with the line and what stood there. */
export function parseAwk(source: string): Program {
  return new Parser(source).program();
}

class Parser extends ExpressionParser {
  program(): Program {
    const rules: Rule[] = [];
    const functions: FunctionDef[] = [];
    for (this.skipEnds(); !this.atEnd(); this.skipEnds()) {
      if (this.takeWord('function') || this.takeWord('func')) functions.push(this.functionDef());
      else rules.push(this.rule());
    }
    return { rules, functions };
  }

  private functionDef(): FunctionDef {
    const name = this.name();
    this.expect('(');
    const params: string[] = [];
    while (!this.take(')')) {
      params.push(this.name());
      if (this.take(',')) this.skipNewlines();
    }
    this.skipNewlines();
    return { name, params, body: this.block() };
  }

  private rule(): Rule {
    if (this.takeWord('BEGIN')) return { when: 'begin', from: null, to: null, body: this.block() };
    if (this.takeWord('END')) return { when: 'end', from: null, to: null, body: this.block() };
    if (this.is('{')) return { when: 'always', from: null, to: null, body: this.block() };
    const from = this.expression();
    let to: Expr | null = null;
    if (this.take(',')) {
      this.skipNewlines();
      to = this.expression();
    }
    const body = this.is('{') ? this.block() : null;
    return { when: to === null ? 'pattern' : 'range', from, to, body };
  }

  private block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    for (this.skipEnds(); !this.take('}'); this.skipEnds()) {
      if (this.atEnd()) throw new AwkSyntaxError('unexpected end of program: a } is missing');
      body.push(this.statement());
    }
    return { kind: 'block', body };
  }

  private statement(): Statement {
    if (this.is('{')) return this.block();
    if (this.takeWord('if')) return this.ifStatement();
    if (this.takeWord('while')) {
      const test = this.condition();
      return { kind: 'while', test, body: this.body() };
    }
    if (this.takeWord('do')) {
      const body = this.body();
      this.skipEnds();
      if (!this.takeWord('while')) this.fail();
      const test = this.condition();
      this.endStatement();
      return { kind: 'do', test, body };
    }
    if (this.takeWord('for')) return this.forStatement();
    const simple = this.simple();
    this.endStatement();
    return simple;
  }

  private ifStatement(): Statement {
    const test = this.condition();
    const yes = this.body();
    const mark = this.position();
    this.skipEnds();
    if (this.takeWord('else')) return { kind: 'if', test, yes, no: this.body() };
    this.backTo(mark);
    return { kind: 'if', test, yes, no: null };
  }

  private forStatement(): Statement {
    this.expect('(');
    const mark = this.position();
    if (this.peekKind() === 'word') {
      const name = this.name();
      if (this.takeWord('in') && this.peekKind() === 'word') {
        const array = this.name();
        if (this.take(')')) return { kind: 'each', name, array, body: this.body() };
      }
      this.backTo(mark);
    }
    const start = this.is(';') ? null : this.simple();
    this.expect(';');
    this.skipNewlines();
    const test = this.is(';') ? null : this.expression();
    this.expect(';');
    this.skipNewlines();
    const step = this.is(')') ? null : this.simple();
    this.expect(')');
    return { kind: 'for', start, test, step, body: this.body() };
  }

  private condition(): Expr {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return test;
  }

  /** The statement a loop or an `if` governs; `;` alone does nothing. */
  private body(): Statement {
    this.skipNewlines();
    if (this.take(';')) return { kind: 'block', body: [] };
    return this.statement();
  }

  private simple(): Statement {
    for (const kind of ['next', 'nextfile', 'break', 'continue'] as const) {
      if (this.takeWord(kind)) return { kind };
    }
    for (const kind of ['exit', 'return'] as const) {
      if (this.takeWord(kind))
        return { kind, value: this.atStatementEnd() ? null : this.expression() };
    }
    if (this.takeWord('delete')) {
      const array = this.name();
      return { kind: 'delete', array, subscript: this.is('[') ? this.subscript() : null };
    }
    if (this.takeWord('print')) return this.print('print');
    if (this.takeWord('printf')) return this.print('printf');
    return { kind: 'expression', value: this.expression() };
  }

  private print(kind: 'print' | 'printf'): Statement {
    const args: Expr[] = [];
    this.withoutGreater(() => {
      while (!this.atStatementEnd() && !this.is('>') && !this.is('>>') && !this.is('|')) {
        args.push(this.expression());
        if (!this.take(',')) break;
        this.skipNewlines();
      }
    });
    const only = args.length === 1 ? args[0] : undefined;
    const list = only?.kind === 'group' ? only.items : args;
    if (kind === 'printf' && list.length === 0) throw new AwkSyntaxError('printf: no format');
    for (const op of ['>>', '>', '|'] as const) {
      if (!this.take(op)) continue;
      const where = this.withoutGreater(() => this.concatenation());
      return { kind, args: list, to: { op, where } };
    }
    return { kind, args: list, to: null };
  }

  private endStatement(): void {
    if (this.take(';') || this.takeNewline() || this.is('}') || this.atEnd()) return;
    this.fail();
  }
}
