/** What a piece of shell asks to be run: every simple command in it, wherever it stands. */
import { parse, serialize } from 'just-bash';

/** One command: its program with its arguments, without where its output goes. */
export interface TypedCommand {
  /** Words of the line as they are written, the program first. */
  readonly words: readonly string[];
  readonly text: string;
}

type Script = ReturnType<typeof parse>;
type Command = Script['statements'][number]['pipelines'][number]['commands'][number];
type Simple = Extract<Command, { type: 'SimpleCommand' }>;

/** Programs that run another: how many of their own words stand before it, besides options. */
const WRAPPERS: Readonly<Record<string, number>> = { timeout: 1, sudo: 0, nohup: 0 };

/**
 * The commands of a script in its order: in loops, pipes, substitutions and functions too. `timeout 10 crictl stats` gives
 * two. A call of a function that the script itself makes is none. Throws where bash could not read it.
 */
export function commandsIn(script: string): readonly TypedCommand[] {
  const tree = parse(script);
  const own = new Set<string>();
  const found: TypedCommand[] = [];
  for (const node of nodesIn(tree)) {
    if (node.type === 'FunctionDef' && typeof node.name === 'string') own.add(node.name);
    if (isSimple(node) && node.name !== null) found.push(...unwrapped(typed(node)));
  }
  return found.filter(({ words: [program = ''] }) => !own.has(program));
}

interface Node {
  readonly type?: unknown;
  readonly name?: unknown;
}

function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value) yield value;
  for (const inner of Object.values(value)) yield* nodesIn(inner);
}

function isSimple(node: Node): node is Simple {
  return node.type === 'SimpleCommand';
}

function typed(command: Simple): TypedCommand {
  const bare = { ...command, assignments: [], redirections: [] };
  const words = [command.name, ...command.args].flatMap((word) =>
    word === null ? [] : [written({ ...bare, name: word, args: [] })],
  );
  return { words, text: written(bare) };
}

function written(command: Simple): string {
  const pipeline = { type: 'Pipeline' as const, commands: [command], negated: false };
  const statement = {
    type: 'Statement' as const,
    pipelines: [pipeline],
    operators: [],
    background: false,
  };
  // The printer escapes braces, which mean nothing here: `{pid}` is a place to fill.
  return serialize({ type: 'Script', statements: [statement] })
    .trim()
    .replaceAll(/\\([{}])/g, '$1');
}

/** A command, and the one that it runs. */
function unwrapped(command: TypedCommand): TypedCommand[] {
  const [program = '', ...rest] = command.words;
  const own = WRAPPERS[program];
  if (own === undefined) return [command];
  const first = rest.findIndex((word) => !word.startsWith('-')) + own;
  const words = rest.slice(first);
  if (first < own || words.length === 0) return [command];
  return [command, ...unwrapped({ words, text: words.join(' ') })];
}
