import type { DumpDiff } from '../evidence/goroutine/diff.ts';
import type { Group } from '../evidence/goroutine/group.ts';
import type { Frame } from '../evidence/goroutine/types.ts';
import { findingJson } from './findings.ts';
import type { Seen, SeenDump } from './seen.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/**
 * Writes `{ forms, dumps: [{ total, groups, findings }], leftovers }` with what else is known. In pieces, since the
 * ids of a million goroutines make ten megabytes.
 */
export async function writeJson(seen: Seen, terminal: Terminal, word: Words): Promise<void> {
  const { name, reading, shortfalls } = seen.file;
  const { forms, leftovers, moreLeftovers, notices, logLines, lines, bytes } = reading;
  await terminal.write(
    `{"file":${JSON.stringify(name)},"forms":${JSON.stringify(forms)},"dumps":[`,
  );
  for (const [at, dump] of seen.dumps.entries()) {
    await terminal.write(at === 0 ? '\n' : ',\n');
    await writeDump(dump, seen, terminal, word);
    if (terminal.closed) return;
  }
  const tables = seen.tables.map(({ table, findings }) => ({
    ...table,
    findings: findings.map((finding) => findingJson(finding, word)),
  }));
  const rest = { tables, leftovers, moreLeftovers, notices, shortfalls, logLines, lines, bytes };
  await terminal.write(`],\n${JSON.stringify(rest).slice(1)}\n`);
}

async function writeDump(
  { dump, number, matched, groups, findings, change }: SeenDump,
  { by, earlier }: Seen,
  terminal: Terminal,
  word: Words,
): Promise<void> {
  const { form, from, to, source, time = '', headers, size, context = [] } = dump;
  const head = {
    number,
    form,
    from,
    to,
    source,
    time,
    headers,
    total: size,
    matched: matched.size,
    groupedBy: by,
  };
  await terminal.write(`${JSON.stringify(head).slice(0, -1)},"groups":[`);
  for (const [at, group] of groups.entries()) {
    await terminal.write(`${at === 0 ? '\n' : ',\n'}${JSON.stringify(groupJson(group))}`);
    if (terminal.closed) return;
  }
  const rest = {
    findings: findings.map((finding) => findingJson(finding, word)),
    context,
    ...(earlier && { diff: change ? diffJson(change.diff) : null }),
  };
  await terminal.write(`],\n${JSON.stringify(rest).slice(1)}`);
}

/** A group; `frames` and `createdBy` are those of its first goroutine, and of all where `stacks` is 1. */
function groupJson({ key, count, states, minutes, stack, createdBy, stacks, ids }: Group): object {
  return {
    count,
    state: states[0]?.state ?? '',
    longestWaitMinutes: minutes,
    frames: stack.frames.map(frameJson),
    createdBy: createdBy && placeJson(createdBy),
    ids: Array.from(ids),
    states,
    stacks,
    elided: stack.elided,
    key,
  };
}

function frameJson({ inlined, ...frame }: Frame): object {
  return { ...placeJson(frame), ...(inlined && { inlined }) };
}

function placeJson({ func, file, line }: { func: string; file: string; line: number }): object {
  return { func, file, line };
}

function diffJson({ before, after, process, stacks, movement }: DumpDiff): object {
  return {
    before,
    after,
    process,
    stacks: stacks.map(({ stack, key, ...change }) => ({
      ...change,
      frames: stack.frames.map(frameJson),
      createdBy: stack.createdBy && placeJson(stack.createdBy),
      key,
    })),
    movement:
      movement &&
      Object.fromEntries(Object.entries(movement).map(([name, ids]) => [name, Array.from(ids)])),
  };
}
