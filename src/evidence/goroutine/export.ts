/** A dump or its groups as text for other tools. Every export comes in pieces: a dump may be large. */
import { NO_ADDRESS } from './counts.ts';
import { type Group, group } from './group.ts';
import { writeTail } from './header.ts';
import type { Dump, Frame, Goroutine } from './types.ts';

/** So many goroutines make a piece. */
const PIECE = 1000;

/**
 * The text the runtime prints (a counts profile: what debug=1 prints, without addresses). Offsets and argument words that were not kept are left out; an
 * elision, whose place in the stack is not kept, stands before the creation site.
 */
export function* toText(dump: Dump): Generator<string> {
  if (dump.form !== 'counts') yield* inPieces(dump, goroutineText);
  else {
    yield `goroutine profile: total ${dump.size}\n`;
    for (const { count, stack } of group(dump))
      yield `${count} @\n${stack.frames.map(callText).join('')}\n`;
  }
}

function callText({ func, file, line }: Frame): string {
  return file === '' ? `#\t${func}\n` : `#\t${NO_ADDRESS}\t${func}+0x0\t${file}:${line}\n`;
}

/** JSON: one object with the dump's facts and its goroutines. */
export function* toJson(dump: Dump): Generator<string> {
  const { form, source, size, time = '' } = dump;
  yield `${JSON.stringify({ form, source, time, size }).slice(0, -1)},"goroutines":[`;
  let first = true;
  yield* inPieces(dump, (goroutine) => {
    const before = first ? '\n' : ',\n';
    first = false;
    return before + JSON.stringify(goroutine);
  });
  yield '\n]}\n';
}

/** A row a goroutine: id, state, minutes, locked, creator, top frame, creation site, depth, line. */
export function* toCsv(dump: Dump): Generator<string> {
  yield 'id,state,minutes,locked,creator,top,place,created by,frames,line\n';
  yield* inPieces(dump, ({ id, state, minutes, locked, creator, stack, line }) => {
    const [top] = stack.frames;
    const cells = [
      id,
      state,
      minutes,
      locked,
      creator ?? '',
      top?.func ?? '',
      top ? placeOf(top) : '',
      stack.createdBy?.func ?? '',
      stack.frames.length,
      line,
    ];
    return `${cells.map(cell).join(',')}\n`;
  });
}

/** A table of groups with their stacks below, for an issue or a report. */
export function* toMarkdown(groups: readonly Group[]): Generator<string> {
  yield '| goroutines | state | longest wait | what | created by |\n|---:|---|---:|---|---|\n';
  for (const { key, count, states, minutes, top, createdBy } of groups) {
    const state = states.map((each) => `${each.state} (${each.count})`).join(', ');
    const wait = minutes > 0 ? `${minutes} min` : '';
    // By stack the key is the whole stack: then its top frame names it.
    const what = key.includes('\n') ? (top?.func ?? '') : key;
    const cells = [count, state, wait, code(what), code(createdBy?.func ?? '')];
    yield `| ${cells.join(' | ')} |\n`;
  }
  for (const { count, stack, states } of groups) {
    const lines = stack.frames.map((frame) => `${frame.func}\n\t${placeOf(frame)}`);
    if (stack.createdBy)
      lines.push(`created by ${stack.createdBy.func}\n\t${placeOf(stack.createdBy)}`);
    const body = lines.join('\n');
    const fence = fenceFor(body);
    yield `\n${count} × ${states[0]?.state ?? ''}\n\n${fence}\n${body}\n${fence}\n`;
  }
}

function* inPieces(dump: Dump, write: (goroutine: Goroutine) => string): Generator<string> {
  let piece = '';
  let count = 0;
  for (const goroutine of dump) {
    piece += write(goroutine);
    if (++count % PIECE !== 0) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function goroutineText(goroutine: Goroutine): string {
  const { id, stack, args, creator, labels } = goroutine;
  const head = `goroutine ${id} ${writeTail(goroutine)}${labels ? ` {${labels}}` : ''}:`;
  const frames = stack.frames.map((frame, index) => frameText(frame, args[index] ?? ''));
  if (stack.elided !== 0) {
    frames.push(
      stack.elided < 0 ? '...additional frames elided...' : `...${stack.elided} frames elided...`,
    );
  }
  if (stack.createdBy) {
    const by = creator === null ? '' : ` in goroutine ${creator}`;
    frames.push(`created by ${stack.createdBy.func}${by}${placeLine(stack.createdBy)}`);
  }
  return `${[head, ...frames].join('\n')}\n\n`;
}

function frameText(frame: Frame, args: string): string {
  return `${frame.func}(${frame.inlined ? '...' : args})${placeLine(frame)}`;
}

function placeLine(place: { file: string; line: number }): string {
  return place.file === '' ? '' : `\n\t${placeOf(place)}`;
}

function placeOf({ file, line }: { file: string; line: number }): string {
  return file === '' ? '' : `${file}:${line}`;
}

/** A cell of CSV. What a spreadsheet would take for a formula gets a quote mark before it. */
function cell(value: string | number | boolean): string {
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A code span in a table of Markdown: no bar may end the cell, no backtick the span. */
function code(text: string): string {
  if (text === '') return '';
  const ticks = text.includes('`') ? '``' : '`';
  return `${ticks}${text.replaceAll('|', '\\|')}${ticks}`;
}

function fenceFor(body: string): string {
  const longest = Math.max(0, ...[...body.matchAll(/`{3,}/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(3, longest + 1));
}
