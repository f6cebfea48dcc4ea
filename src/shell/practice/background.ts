/**
 * just-bash 3.4.2 runs `a &` to its end before it goes on, has no `wait`, times by the wall clock, and does not let its
 * plugins see a script that is run by its path. So a script is changed before it runs: what must be otherwise becomes a
 * call of one of the commands of jobs.ts.
 */

import type { Script, Statement } from '../repairs.ts';

/** Names that the changed script calls; nobody types them. */
export const CALLS = {
  job: '__job',
  script: '__script',
  wait: '__wait',
  help: '__help',
  begin: '__time_begin',
  end: '__time_end',
  on: '__on',
  last: '__LAST_JOB',
} as const;

interface Node {
  type?: unknown;
  [name: string]: unknown;
}

type Parse = (text: string) => Script;

/** Changes a script in place, and gives it. `atPrompt`: it was typed, so that a job is announced as bash does. */
export function rewrite(script: Script, parse: Parse, atPrompt: boolean): Script {
  visit(script, (node) => {
    if (isStatement(node) && node.background) {
      const text = (node.sourceText ?? '').replace(/&\s*$/, '').trim();
      Object.assign(node, call(parse, `${CALLS.job} ${atPrompt ? 1 : 0} ${quoted(text)}`));
      return false;
    }
    return true;
  });
  visit(script, (node) => {
    if (node.type === 'ParameterExpansion' && node.parameter === '!') node.parameter = CALLS.last;
    if (node.type === 'SimpleCommand') renameCommand(node, parse, atPrompt);
    if (LOOPS.has(String(node.type)) && Array.isArray(node.body)) {
      node.body = [call(parse, `${CALLS.on} || break 99`), ...node.body];
    }
    if (isStatement(node)) node.pipelines = node.pipelines.map((one) => timed(one, parse));
    return true;
  });
  return script;
}

/** A loop asks at each turn whether it may go on: so Ctrl-C ends it, and what it has said is not lost. */
const LOOPS: ReadonlySet<string> = new Set(['For', 'CStyleFor', 'While', 'Until']);

type Pipeline = Statement['pipelines'][number];

/** `time a | b`: a clock that is the node's is asked before and after. */
function timed(pipeline: Pipeline, parse: Parse): Pipeline {
  if (!pipeline.timed) return pipeline;
  const plain = { ...pipeline, timed: false, timePosix: false };
  const before = call(parse, CALLS.begin);
  const after = call(parse, `${CALLS.end} ${pipeline.timePosix ? '-p' : '-l'} $?`);
  const inner: Statement = { ...before, pipelines: [plain] };
  return {
    ...plain,
    negated: false,
    commands: [{ type: 'Group', body: [before, inner, after], redirections: [] }],
  };
}

/** `N=1 ./exec.sh 200` → `N=1 __script N path ./exec.sh 200`; `bash exec.sh` → `__script '' bash exec.sh`; `wait` → `__wait 1`, in a script `__wait 0`. */
function renameCommand(node: Node, parse: Parse, atPrompt: boolean): void {
  const { name, args, assignments } = node as {
    name?: unknown;
    args?: unknown[];
    assignments?: readonly { readonly name?: unknown }[];
  };
  const given = (assignments ?? []).map((one) => String(one.name)).join(',');
  const how = (word: 'bash' | 'path') => [wordOf(parse, quoted(given)), wordOf(parse, word)];
  const literal = literalOf(name);
  if (literal === 'wait') {
    node.name = wordOf(parse, CALLS.wait);
    node.args = [wordOf(parse, atPrompt ? '1' : '0'), ...(args ?? [])];
  }
  // The builtin of just-bash goes before any command, and tells of just-bash.
  if (literal === 'help' && (args ?? []).length === 0) node.name = wordOf(parse, CALLS.help);
  const script = literalOf(args?.[0]);
  if ((literal === 'bash' || literal === 'sh') && script !== null && !script.startsWith('-')) {
    node.name = wordOf(parse, CALLS.script);
    node.args = [...how('bash'), ...(args ?? [])];
  }
  if (literal === null || !literal.includes('/') || /^\/(?:usr\/)?s?bin\//.test(literal)) return;
  node.name = wordOf(parse, CALLS.script);
  node.args = [...how('path'), name, ...(args ?? [])];
}

/** The text of a word that is one piece without expansions, or null. */
function literalOf(word: unknown): string | null {
  const parts = (word as { parts?: readonly { type?: unknown; value?: unknown }[] } | null)?.parts;
  const [only] = parts ?? [];
  if (parts?.length !== 1 || only?.type !== 'Literal' || typeof only.value !== 'string')
    return null;
  return only.value;
}

function wordOf(parse: Parse, text: string): unknown {
  const command = call(parse, text).pipelines[0]?.commands[0];
  return command?.type === 'SimpleCommand' ? command.name : null;
}

function call(parse: Parse, text: string): Statement {
  const [statement] = parse(text).statements;
  if (!statement) throw new Error(`no statement: ${text}`);
  return statement;
}

/** A text as one word of a shell. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

function isStatement(node: Node): node is Node & Statement {
  return node.type === 'Statement' && Array.isArray(node.pipelines);
}

/** Parents before children; children are left out where `see` says false. */
function visit(value: unknown, see: (node: Node) => boolean): void {
  if (value === null || typeof value !== 'object') return;
  if ('type' in value && !see(value as Node)) return;
  for (const child of Object.values(value)) visit(child, see);
}
