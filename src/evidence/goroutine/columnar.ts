import { NO_ARGS, Words } from './args.ts';
import { Columns } from './columns.ts';
import { Draft } from './draft.ts';
import { ColumnDump } from './dump.ts';
import { writeTail } from './header.ts';
import { CALL, CREATED, ELIDED, INLINED, ROOT, type Stacks } from './stacks.ts';
import type { Ancestor, Dump, Stack } from './types.ts';

const encoder = new TextEncoder();
const converted = new WeakMap<Dump, ColumnDump>();

/** Any dump as columns: the reader's own are, and one of another maker (a model) is copied once. */
export function columnar(dump: Dump): ColumnDump {
  if (dump instanceof ColumnDump) return dump;
  let copy = converted.get(dump);
  if (!copy) {
    copy = copyOf(dump);
    converted.set(dump, copy);
  }
  return copy;
}

function copyOf(dump: Dump): ColumnDump {
  const tables = new Draft(() => true);
  const columns = new Columns();
  const nodes = new Map<Stack, number>();
  const ancestors = new Map<number, readonly Ancestor[]>();
  for (const goroutine of dump) {
    const { id, stack, creator, labels, args, line } = goroutine;
    const tail = tables.tails.texts.internText(writeTail(goroutine));
    const row = columns.add(id, tail, line);
    let node = nodes.get(stack);
    if (node === undefined) {
      node = nodeOf(tables.stacks, stack);
      nodes.set(stack, node);
    }
    columns.setStack(node, keep(tables, stack, args));
    if (creator) columns.setCreator(creator);
    if (labels) columns.setLabels(tables.labels.internText(labels));
    if (goroutine.ancestors) ancestors.set(row, goroutine.ancestors);
  }
  const { form, from, to, source, headers, time = '', context = [] } = dump;
  return new ColumnDump(
    { form, from, to, source, time, headers, context, ancestors },
    columns,
    tables,
  );
}

function keep(tables: Draft, stack: Stack, args: readonly string[]): number {
  if (args.every((words) => words === '')) return NO_ARGS;
  const words = new Words();
  stack.frames.forEach(({ inlined }, index) => {
    const bytes = encoder.encode(args[index] ?? '');
    if (!inlined) words.add(bytes, 0, bytes.length);
  });
  return tables.args.keep(words);
}

function nodeOf(stacks: Stacks, { frames, createdBy, elided }: Stack): number {
  let node = ROOT;
  const push = (func: string, file: string, line: number, kind: number) => {
    const frame = stacks.frame(
      stacks.funcs.internText(func),
      stacks.files.internText(file),
      line,
      kind,
    );
    node = stacks.child(node, frame);
  };
  for (const { func, file, line, inlined } of frames)
    push(func, file, line, inlined ? INLINED : CALL);
  if (elided !== 0) push('', '', elided, ELIDED);
  if (createdBy) push(createdBy.func, createdBy.file, createdBy.line, CREATED);
  return node;
}
