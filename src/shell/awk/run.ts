import type { Program, Rule } from './ast.ts';
import { Compiler } from './compile.ts';
import { Machine, type Start } from './machine.ts';
import { compileStatement, Flow, Jump } from './statements.ts';
import { isTrue } from './value.ts';

/**
 * Runs a program to its end over what the world has answered so far. Throws `Need` when it must ask for more:
 * nothing has been written then, so the caller answers and runs it again.
 */
export function runAwk(program: Program, start: Start): Machine {
  const machine = new Machine(start);
  const compiler = new Compiler(program, machine);
  const begin = bodies(program, 'begin', compiler);
  const end = bodies(program, 'end', compiler);
  const main = program.rules
    .filter(({ when }) => when !== 'begin' && when !== 'end')
    .map((rule) => mainRule(rule, compiler));

  let flow = all(begin);
  if (flow !== Flow.exit && (main.length > 0 || end.length > 0)) flow = read(machine, main);
  // `exit` in BEGIN or in a rule still runs END, and `exit` there ends it.
  all(end);
  return machine;
}

function read(machine: Machine, rules: readonly (() => Flow)[]): Flow {
  for (let line = machine.nextRecord(); line !== null; line = machine.nextRecord()) {
    machine.record.text = line;
    const flow = all(rules);
    if (flow === Flow.exit) return flow;
    if (flow === Flow.nextFile) machine.skipFile();
  }
  return Flow.on;
}

/** Runs one after another until one says otherwise. */
function all(runs: readonly (() => Flow)[]): Flow {
  try {
    for (const run of runs) {
      const flow = run();
      if (flow === Flow.next || flow === Flow.nextFile || flow === Flow.exit) return flow;
    }
  } catch (jump) {
    if (jump instanceof Jump) return jump.flow;
    throw jump;
  }
  return Flow.on;
}

function bodies(program: Program, when: Rule['when'], compiler: Compiler): (() => Flow)[] {
  return program.rules
    .filter((rule) => rule.when === when)
    .map(({ body }) => (body === null ? () => Flow.on : compileStatement(body, compiler)));
}

function mainRule(rule: Rule, compiler: Compiler): () => Flow {
  const body = compileStatement(rule.body ?? { kind: 'print', args: [], to: null }, compiler);
  if (rule.from === null) return body;
  const from = compiler.value(rule.from);
  if (rule.to === null) return () => (isTrue(from()) ? body() : Flow.on);
  const to = compiler.value(rule.to);
  let inside = false;
  return () => {
    if (!inside && !isTrue(from())) return Flow.on;
    inside = !isTrue(to());
    return body();
  };
}
