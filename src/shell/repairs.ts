import type { Bash } from 'just-bash/browser';

type Plugin = Parameters<Bash['registerTransformPlugin']>[0];
export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
type Command = Statement['pipelines'][number]['commands'][number];
export type FunctionDef = Extract<Command, { type: 'FunctionDef' }>;

/** A plugin that looks at each script before it runs and may change it. */
export function plugin(name: string, change: (script: Script) => Script): Plugin {
  return { name, transform: ({ ast }) => ({ ast: change(ast) }) };
}

/** One command as a statement of its own. */
export function statement(command: Command): Statement {
  return {
    type: 'Statement',
    pipelines: [{ type: 'Pipeline', commands: [command], negated: false }],
    operators: [],
    background: false,
  };
}

/** Functions that a script defines, anywhere in it. */
export function functionsIn(script: Script): FunctionDef[] {
  const found: FunctionDef[] = [];
  visit(script, (node) => {
    if (node.type === 'FunctionDef') found.push(node as unknown as FunctionDef);
  });
  return found;
}

/**
 * `$(( $(grep -c a f) + 1 ))`: just-bash 3.4.2 runs the inner command in the folder and with the variables the shell
 * began with, loses its quotes, and counts what fails there as 0, all without a word. So each command that holds such
 * an expression becomes `{ __sum1=$(grep -c a f); …$(( __sum1 + 1 ))…; }`, which asks the same of the running shell.
 */
export function liftSums(script: Script, parse: (text: string) => Script): Script {
  let count = 0;
  const lift = (command: Command): Command => {
    const before: Statement[] = [];
    visitShallow(command, (node) => {
      if (node.type !== 'ArithmeticExpression' || typeof node.originalText !== 'string') return;
      const { text, inner } = takeCommandsOut(node.originalText, () => `__sum${++count}`);
      for (const { name, line } of inner) before.push(...parse(`${name}=$(${line})`).statements);
      if (inner.length > 0) Object.assign(node, firstSum(parse(`: $((${text}))`)));
    });
    if (before.length === 0) return command;
    return { type: 'Group', body: [...before, statement(command)], redirections: [] };
  };
  visit(script, (node) => {
    if (node.type !== 'Pipeline' || !Array.isArray(node.commands)) return;
    node.commands = node.commands.map((command) => lift(command as Command));
  });
  return script;
}

interface TakenOut {
  readonly text: string;
  readonly inner: readonly { readonly name: string; readonly line: string }[];
}

/** Puts a name in the place of every `$(…)` and `…` of an arithmetic text; `$((…))` stays, what is in it does not. */
export function takeCommandsOut(text: string, newName: () => string): TakenOut {
  const inner: { name: string; line: string }[] = [];
  let out = '';
  let at = 0;
  const take = (from: number, end: number) => {
    const name = newName();
    inner.push({ name, line: text.slice(from, end) });
    out += name;
    at = end + 1;
  };
  while (at < text.length) {
    const tick = text[at] === '`' ? text.indexOf('`', at + 1) : -1;
    if (tick > 0) take(at + 1, tick);
    else if (text.startsWith('$(', at) && text[at + 2] !== '(') take(at + 2, closing(text, at + 2));
    else out += text[at++];
  }
  return { text: out, inner };
}

/** Index of the parenthesis that closes what began before `from`; quotes hide theirs. */
function closing(text: string, from: number): number {
  let open = 1;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '(') open++;
    else if (char === ')' && --open === 0) return at;
  }
  return text.length;
}

function firstSum(script: Script): Node {
  let found: Node = {};
  visitShallow(script.statements[0]?.pipelines[0]?.commands[0], (node) => {
    if (node.type === 'ArithmeticExpression') found = node;
  });
  return found;
}

interface Node {
  type?: unknown;
  [name: string]: unknown;
}

/** Children before parents, so that what a visitor puts around a node is not visited again. */
function visit(value: unknown, see: (node: Node) => void): void {
  if (value === null || typeof value !== 'object') return;
  for (const child of Object.values(value)) visit(child, see);
  if ('type' in value) see(value as Node);
}

/** The nodes of one command, without those of the commands inside it (bodies, substitutions). */
function visitShallow(value: unknown, see: (node: Node) => void): void {
  if (value === null || typeof value !== 'object') return;
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null && 'type' in child && child.type === 'Pipeline')
      continue;
    visitShallow(child, see);
  }
  if ('type' in value) see(value as Node);
}
