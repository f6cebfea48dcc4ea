import { arrayParams } from './array-params.ts';
import { AwkSyntaxError, type Expr, type Program, type Target } from './ast.ts';
import { builtin } from './builtins.ts';
import { type AwkArray, AwkError, type Machine } from './machine.ts';
import { regexFrom } from './regex.ts';
import { compileStatement, Flow, Jump } from './statements.ts';
import { compare, fromInput, isTrue, toNumber, type Value } from './value.ts';
import type { Wiring } from './wiring.ts';

interface Compiled {
  readonly params: readonly string[];
  readonly arrays: readonly boolean[];
  body: () => Flow;
}

/** Turns a tree into closures over one machine. A name is looked up once, here, and not at every record. */
export class Compiler implements Wiring {
  readonly machine: Machine;
  private readonly functions = new Map<string, Compiled>();
  private params: readonly string[] = [];
  private paramArrays: readonly boolean[] = [];

  constructor(program: Program, machine: Machine) {
    this.machine = machine;
    const arrays = arrayParams(program.functions);
    for (const { name, params } of program.functions) {
      const made: Compiled = { params, arrays: arrays.get(name) ?? [], body: () => Flow.on };
      this.functions.set(name, made);
    }
    for (const { name, body } of program.functions) {
      const made = this.functions.get(name);
      if (made === undefined) continue;
      this.params = made.params;
      this.paramArrays = made.arrays;
      made.body = compileStatement(body, this);
    }
    this.params = [];
    this.paramArrays = [];
  }

  value(expr: Expr): () => Value {
    const { machine } = this;
    switch (expr.kind) {
      case 'number':
      case 'string': {
        const { value } = expr;
        return () => value;
      }
      case 'regex': {
        const regex = regexFrom(expr.source);
        return () => (regex.test(machine.record.text) ? 1 : 0);
      }
      case 'name':
      case 'field':
      case 'element':
        return this.read(expr);
      case 'assign':
        return this.assignment(expr);
      case 'step': {
        const [read, write] = [this.read(expr.target), this.assign(expr.target)];
        const { by, before } = expr;
        return () => {
          const old = toNumber(read());
          write(old + by);
          return before ? old + by : old;
        };
      }
      case 'choose': {
        const [test, yes, no] = [this.value(expr.test), this.value(expr.yes), this.value(expr.no)];
        return () => (isTrue(test()) ? yes() : no());
      }
      case 'logic': {
        const [left, right] = [this.value(expr.left), this.value(expr.right)];
        if (expr.op === '&&') return () => (isTrue(left()) && isTrue(right()) ? 1 : 0);
        return () => (isTrue(left()) || isTrue(right()) ? 1 : 0);
      }
      case 'not': {
        const value = this.value(expr.value);
        return () => (isTrue(value()) ? 0 : 1);
      }
      case 'minus': {
        const value = this.value(expr.value);
        return () => -toNumber(value());
      }
      case 'plus': {
        const value = this.value(expr.value);
        return () => toNumber(value());
      }
      case 'binary':
        return this.binary(expr.op, this.value(expr.left), this.value(expr.right));
      case 'compare':
        return this.comparison(expr);
      case 'match': {
        const [left, pattern] = [this.value(expr.left), this.pattern(expr.right)];
        const [yes, no] = expr.negated ? [0, 1] : [1, 0];
        return () => (regexFrom(pattern()).test(machine.text(left())) ? yes : no);
      }
      case 'in': {
        const [subscript, array] = [this.subscript(expr.subscript), this.arrayNamed(expr.array)];
        return () => (array().has(subscript()) ? 1 : 0);
      }
      case 'call':
        return this.call(expr.name, expr.args);
      case 'builtin':
        return builtin(expr.name, expr.args, this);
      case 'getline':
        return this.getline(expr);
      case 'group':
        throw new AwkSyntaxError('a list in parentheses stands only before in, or after print');
    }
  }

  /** What can be written to, read. */
  private read(target: Target): () => Value {
    const { machine } = this;
    const { record } = machine;
    if (target.kind === 'field') {
      if (target.index.kind === 'number') {
        const at = target.index.value;
        if (at === 0) return () => fromInput(record.text);
        return () => field(record.fields[at - 1]);
      }
      const index = this.value(target.index);
      return () => {
        const at = fieldIndex(index());
        return at === 0 ? fromInput(record.text) : field(record.fields[at - 1]);
      };
    }
    if (target.kind === 'element') {
      const [subscript, array] = [this.subscript(target.subscript), this.arrayNamed(target.array)];
      return () => {
        const [key, of] = [subscript(), array()];
        // Reading an element makes it, as in every awk: `in` afterwards says yes.
        if (!of.has(key)) of.set(key, undefined);
        return of.get(key);
      };
    }
    if (target.name === 'NF') return () => record.fields.length;
    const local = this.params.indexOf(target.name);
    if (local >= 0) return () => machine.frame[local] as Value;
    const cell = machine.cell(target.name);
    return () => cell.value;
  }

  assign(expr: Expr): (value: Value) => void {
    const { machine } = this;
    if (expr.kind === 'field') {
      const index = this.value(expr.index);
      return (value) => machine.record.assign(fieldIndex(index()), machine.text(value));
    }
    if (expr.kind === 'element') {
      const [subscript, array] = [this.subscript(expr.subscript), this.arrayNamed(expr.array)];
      return (value) => array().set(subscript(), value);
    }
    if (expr.kind !== 'name') return () => undefined;
    if (expr.name === 'NF') return (value) => machine.record.resize(Math.max(0, toNumber(value)));
    const local = this.params.indexOf(expr.name);
    if (local >= 0) {
      return (value) => {
        machine.frame[local] = value;
      };
    }
    const cell = machine.cell(expr.name);
    return (value) => {
      cell.value = value;
    };
  }

  pattern(expr: Expr): () => string {
    if (expr.kind === 'regex') return () => expr.source;
    const value = this.value(expr);
    return () => this.machine.text(value());
  }

  isArray(expr: Expr): boolean {
    if (expr.kind !== 'name') return false;
    const local = this.params.indexOf(expr.name);
    return local >= 0 ? (this.paramArrays[local] ?? false) : this.machine.arrays.has(expr.name);
  }

  array(expr: Expr): () => AwkArray {
    if (expr.kind !== 'name') throw new AwkSyntaxError('an array was expected');
    return this.arrayNamed(expr.name);
  }

  arrayNamed(name: string): () => AwkArray {
    const { machine } = this;
    const local = this.params.indexOf(name);
    if (local < 0) {
      const array = machine.array(name);
      return () => array;
    }
    return () => {
      const held = machine.frame[local];
      if (held instanceof Map) return held;
      const made: AwkArray = new Map();
      machine.frame[local] = made;
      return made;
    };
  }

  subscript(parts: readonly Expr[]): () => string {
    const { machine } = this;
    const values = parts.map((part) => this.value(part));
    const [only] = values;
    if (values.length === 1 && only !== undefined) return () => machine.text(only());
    return () =>
      values.map((value) => machine.text(value())).join(machine.text(machine.subsep.value));
  }

  private assignment(expr: Extract<Expr, { kind: 'assign' }>): () => Value {
    const write = this.assign(expr.target);
    const right = this.value(expr.value);
    const value = expr.op === '=' ? right : this.binary(expr.op, this.read(expr.target), right);
    return () => {
      const made = value();
      write(made);
      return made;
    };
  }

  private binary(op: string, left: () => Value, right: () => Value): () => Value {
    const { machine } = this;
    switch (op) {
      case '+':
        return () => toNumber(left()) + toNumber(right());
      case '-':
        return () => toNumber(left()) - toNumber(right());
      case '*':
        return () => toNumber(left()) * toNumber(right());
      case '^':
        return () => toNumber(left()) ** toNumber(right());
      case ' ':
        return () => machine.text(left()) + machine.text(right());
      default:
        return () => {
          const [a, b] = [toNumber(left()), toNumber(right())];
          if (b === 0)
            throw new AwkError(op === '/' ? 'division by zero' : 'division by zero in %');
          return op === '/' ? a / b : a % b;
        };
    }
  }

  private comparison(expr: Extract<Expr, { kind: 'compare' }>): () => Value {
    const [left, right] = [this.value(expr.left), this.value(expr.right)];
    const order = () => compare(left(), right(), (n) => this.machine.text(n));
    switch (expr.op) {
      case '<':
        return () => (order() < 0 ? 1 : 0);
      case '<=':
        return () => (order() <= 0 ? 1 : 0);
      case '==':
        return () => (order() === 0 ? 1 : 0);
      case '!=':
        return () => (order() !== 0 ? 1 : 0);
      case '>':
        return () => (order() > 0 ? 1 : 0);
      case '>=':
        return () => (order() >= 0 ? 1 : 0);
    }
  }

  private call(name: string, args: readonly Expr[]): () => Value {
    const { machine } = this;
    const called = this.functions.get(name);
    if (called === undefined) throw new AwkSyntaxError(`function ${name} never defined`);
    if (args.length > called.params.length)
      throw new AwkSyntaxError(`too many arguments in call to ${name}`);
    const given = args.map((arg, i) => (called.arrays[i] ? this.array(arg) : this.value(arg)));
    return () => {
      machine.spend();
      const frame = called.params.map(
        (_, i) => given[i]?.() ?? (called.arrays[i] ? new Map() : undefined),
      );
      const before = machine.frame;
      machine.frame = frame;
      machine.returned = undefined;
      const flow = called.body();
      machine.frame = before;
      if (flow === Flow.next || flow === Flow.nextFile || flow === Flow.exit) throw new Jump(flow);
      const { returned } = machine;
      machine.returned = undefined;
      return returned;
    };
  }

  private getline(expr: Extract<Expr, { kind: 'getline' }>): () => Value {
    const { machine } = this;
    const target = expr.target === null ? null : this.assign(expr.target);
    const source = expr.source === null ? null : this.value(expr.source);
    const kind = expr.from;
    return () => {
      const line =
        kind === 'input' || source === null
          ? machine.nextRecord()
          : machine.lineFrom(machine.text(source()), kind);
      if (line === undefined) return -1;
      if (line === null) return 0;
      if (kind === 'command') machine.nr.value = toNumber(machine.nr.value) + 1;
      if (target === null) machine.record.text = line;
      else target(fromInput(line));
      return 1;
    };
  }
}

function field(text: string | undefined): Value {
  return text === undefined ? undefined : fromInput(text);
}

function fieldIndex(value: Value): number {
  const at = Math.trunc(toNumber(value));
  if (at < 0) throw new AwkError(`trying to access out of range field ${at}`);
  return at;
}
