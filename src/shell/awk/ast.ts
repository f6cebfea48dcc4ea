/** What can be assigned to. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expr }
  | { readonly kind: 'element'; readonly array: string; readonly subscript: readonly Expr[] };

export type Binary = '+' | '-' | '*' | '/' | '%' | '^' | ' ';
export type Comparison = '<' | '<=' | '==' | '!=' | '>' | '>=';

export type Expr =
  | Target
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  /** `(a, b)`: only before `in`, or as the whole list of `print`. */
  | { readonly kind: 'group'; readonly items: readonly Expr[] }
  | {
      readonly kind: 'assign';
      readonly op: Binary | '=';
      readonly target: Target;
      readonly value: Expr;
    }
  | {
      readonly kind: 'step';
      readonly by: 1 | -1;
      readonly before: boolean;
      readonly target: Target;
    }
  | { readonly kind: 'choose'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'logic'; readonly op: '&&' | '||'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'not' | 'minus' | 'plus'; readonly value: Expr }
  | { readonly kind: 'binary'; readonly op: Binary; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'compare'; readonly op: Comparison; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'match'; readonly negated: boolean; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'in'; readonly subscript: readonly Expr[]; readonly array: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expr[] }
  | {
      readonly kind: 'getline';
      readonly from: 'input' | 'file' | 'command';
      readonly source: Expr | null;
      readonly target: Target | null;
    };

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expr }
  | {
      readonly kind: 'print' | 'printf';
      readonly args: readonly Expr[];
      readonly to: { readonly op: '>' | '>>' | '|'; readonly where: Expr } | null;
    }
  | {
      readonly kind: 'if';
      readonly test: Expr;
      readonly yes: Statement;
      readonly no: Statement | null;
    }
  | { readonly kind: 'while' | 'do'; readonly test: Expr; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly start: Statement | null;
      readonly test: Expr | null;
      readonly step: Statement | null;
      readonly body: Statement;
    }
  | {
      readonly kind: 'each';
      readonly name: string;
      readonly array: string;
      readonly body: Statement;
    }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'delete'; readonly array: string; readonly subscript: readonly Expr[] | null }
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expr | null };

export interface Rule {
  readonly when: 'begin' | 'end' | 'always' | 'pattern' | 'range';
  readonly from: Expr | null;
  readonly to: Expr | null;
  /** Null prints the record. */
  readonly body: Statement | null;
}

export interface FunctionDef {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Statement;
}

export interface Program {
  readonly rules: readonly Rule[];
  readonly functions: readonly FunctionDef[];
}

/** What is wrong with a program, in one sentence with its line. */
export class AwkSyntaxError extends Error {}
