import type { Expr, Statement } from './ast.ts';
import { formatWith } from './format.ts';
import { isTrue, toNumber } from './value.ts';
import type { Wiring } from './wiring.ts';

/** How a statement ended. */
export const Flow = {
  on: 0,
  break: 1,
  continue: 2,
  next: 3,
  nextFile: 4,
  exit: 5,
  return: 6,
} as const;
export type Flow = (typeof Flow)[keyof typeof Flow];

/** `next`, `nextfile` or `exit` inside a function: leaves it and everything around it. */
export class Jump {
  readonly flow: Flow;
  constructor(flow: Flow) {
    this.flow = flow;
  }
}

export function compileStatement(statement: Statement, compiler: Wiring): () => Flow {
  const { machine } = compiler;
  switch (statement.kind) {
    case 'expression': {
      const value = compiler.value(statement.value);
      return () => {
        value();
        return Flow.on;
      };
    }
    case 'print':
    case 'printf':
      return print(statement, compiler);
    case 'if': {
      const test = compiler.value(statement.test);
      const yes = compileStatement(statement.yes, compiler);
      const no = statement.no === null ? () => Flow.on : compileStatement(statement.no, compiler);
      return () => (isTrue(test()) ? yes() : no());
    }
    case 'while':
      return loop(null, statement.test, null, statement.body, compiler);
    case 'for':
      return loop(statement.start, statement.test, statement.step, statement.body, compiler);
    case 'do': {
      const body = compileStatement(statement.body, compiler);
      const again = loop(null, statement.test, null, statement.body, compiler);
      return () => {
        const flow = body();
        if (flow === Flow.break) return Flow.on;
        return flow > Flow.continue ? flow : again();
      };
    }
    case 'each': {
      const array = compiler.arrayNamed(statement.array);
      const assign = compiler.assign({ kind: 'name', name: statement.name });
      const body = compileStatement(statement.body, compiler);
      return () => {
        // The keys as they are now: the body may delete or add.
        for (const key of [...array().keys()]) {
          machine.spend();
          assign(key);
          const flow = body();
          if (flow === Flow.break) break;
          if (flow > Flow.continue) return flow;
        }
        return Flow.on;
      };
    }
    case 'block': {
      const body = statement.body.map((it) => compileStatement(it, compiler));
      return () => {
        for (const run of body) {
          const flow = run();
          if (flow !== Flow.on) return flow;
        }
        return Flow.on;
      };
    }
    case 'delete': {
      const array = compiler.arrayNamed(statement.array);
      const subscript =
        statement.subscript === null ? null : compiler.subscript(statement.subscript);
      return () => {
        if (subscript === null) array().clear();
        else array().delete(subscript());
        return Flow.on;
      };
    }
    case 'next':
      return () => Flow.next;
    case 'nextfile':
      return () => Flow.nextFile;
    case 'break':
      return () => Flow.break;
    case 'continue':
      return () => Flow.continue;
    case 'exit': {
      const code = statement.value === null ? null : compiler.value(statement.value);
      return () => {
        if (code !== null) machine.exitCode = toNumber(code()) & 0xff;
        return Flow.exit;
      };
    }
    case 'return': {
      const value = statement.value === null ? () => undefined : compiler.value(statement.value);
      return () => {
        machine.returned = value();
        return Flow.return;
      };
    }
  }
}

function loop(
  start: Statement | null,
  test: Expr | null,
  step: Statement | null,
  body: Statement,
  compiler: Wiring,
): () => Flow {
  const { machine } = compiler;
  const begin = start === null ? null : compileStatement(start, compiler);
  const holds = test === null ? () => 1 : compiler.value(test);
  const advance = step === null ? null : compileStatement(step, compiler);
  const run = compileStatement(body, compiler);
  return () => {
    begin?.();
    while (isTrue(holds())) {
      machine.spend();
      const flow = run();
      if (flow === Flow.break) break;
      if (flow > Flow.continue) return flow;
      advance?.();
    }
    return Flow.on;
  };
}

function print(
  statement: Extract<Statement, { kind: 'print' | 'printf' }>,
  compiler: Wiring,
): () => Flow {
  const { machine } = compiler;
  const args = statement.args.map((arg) => compiler.value(arg));
  const op = statement.to?.op ?? null;
  const where = statement.to === null ? () => '' : compiler.pattern(statement.to.where);
  const text =
    statement.kind === 'printf'
      ? () => {
          const [template, ...rest] = args.map((arg) => arg());
          return formatWith(machine.text(template), rest);
        }
      : args.length === 0
        ? () => machine.record.text + machine.printed(machine.ors.value)
        : () =>
            args.map((arg) => machine.printed(arg())).join(machine.printed(machine.ofs.value)) +
            machine.printed(machine.ors.value);
  return () => {
    machine.write(text(), op, where());
    return Flow.on;
  };
}
