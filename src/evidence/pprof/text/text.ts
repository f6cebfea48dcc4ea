import { Builder, plus } from '../builder.ts';
import type { Amount } from '../columns.ts';
import { Leftovers } from '../leftovers.ts';
import type { Profile } from '../profile.ts';
import { readHeader, type TextForm } from './forms.ts';
import { Lines } from './lines.ts';
import { MemoryMap, opensMap } from './maps.ts';
import { readHead, readLabels, readSymbol } from './record.ts';
import { addStack, type Record } from './stack.ts';

/** The header may stand below an HTTP response's head or a shell's words, but not far below. */
const LATEST_HEADER = 40;

/** So much of a line is told when it is not understood. */
const TOLD = 160;

/** A text in parts: records, then what follows them. */
interface Parts {
  readonly records: Record[];
  readonly stats: (readonly [string, string])[];
  readonly map: MemoryMap;
}

/**
 * Reads a profile that was printed as text (`?debug=1`): heap and allocs, counts (goroutine, threadcreate, and any
 * profile of a program's own), mutex and block. Null if there is no header of one. Values are scaled as the runtime
 * scales them for debug=0; names, files and lines come from the lines that Go prints under each record.
 */
export function readText(text: string, leftovers: Leftovers): Profile | null {
  const lines = new Lines(text);
  const form = findHeader(lines, leftovers);
  if (!form) return null;
  const parts = readParts(lines, form, leftovers);
  const builder = new Builder();
  for (const { mapping } of parts.map.mappings) builder.mappings.push(mapping);
  let sum: Amount = 0;
  for (const record of parts.records) {
    const { counts } = record.head;
    const labels = [...record.labels, ...form.labels(counts)];
    builder.addSample(addStack(builder, record, parts.map), form.values(counts), labels);
    sum = plus(sum, counts[0] ?? 0);
  }
  if (form.declared !== null && form.declared !== sum) {
    leftovers.add(1, `the header says ${form.declared} in all, the records have ${sum}`);
  }
  return builder.take({
    form: form.form,
    sampleTypes: form.sampleTypes,
    defaultType: form.sampleTypes.length - 1,
    periodType: form.periodType,
    period: form.period,
    timeNanos: 0,
    durationNanos: 0,
    dropFrames: '',
    keepFrames: '',
    comments: [],
    docUrl: '',
    stats: parts.stats,
  });
}

/** True if a profile as text begins near the beginning of this. */
export function hasHeader(head: string): boolean {
  return findHeader(new Lines(head), new Leftovers('line')) !== null;
}

function findHeader(lines: Lines, leftovers: Leftovers): TextForm | null {
  const above: { line: number; text: string }[] = [];
  while (lines.number < LATEST_HEADER && lines.next()) {
    const form = readHeader(lines.line);
    if (form) {
      for (const { line, text } of above) leftovers.add(line, text);
      return form;
    }
    if (lines.line.trim() !== '')
      above.push({ line: lines.number, text: lines.line.slice(0, TOLD) });
  }
  return null;
}

function readParts(lines: Lines, form: TextForm, leftovers: Leftovers): Parts {
  const parts: Parts = { records: [], stats: [], map: new MemoryMap() };
  let inMap = false;
  while (lines.next()) {
    const { line } = lines;
    if (line.trim() === '') continue;
    if (opensMap(line)) inMap = true;
    else if (!(inMap ? parts.map.read(line) : readLine(line, form, parts))) {
      leftovers.add(lines.number, line.slice(0, TOLD));
    }
  }
  return parts;
}

/** Reads one line between header and memory map; false if it is not understood. */
function readLine(line: string, form: TextForm, parts: Parts): boolean {
  const record = parts.records.at(-1);
  if (!line.startsWith('#')) {
    const head = readHead(line);
    if (!head) return parts.records.length === 0 && form.attribute(line);
    if (head.counts.length !== form.counts) return false;
    parts.records.push({ head, symbols: [], labels: [] });
    return true;
  }
  const symbol = record && readSymbol(line);
  if (symbol) {
    record.symbols.push(symbol);
    return true;
  }
  const labels = record && readLabels(line);
  if (labels) {
    record.labels = labels;
    return true;
  }
  return readStat(line, parts);
}

/** `# HeapSys = 62423040`, under `# runtime.MemStats`. */
function readStat(line: string, parts: Parts): boolean {
  if (/^#\s*runtime\.MemStats\s*$/.test(line.slice(0, 80))) return true;
  const [, name, value] = /^# ?(\w{1,60}) = (.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) return false;
  parts.stats.push([name, value]);
  return true;
}
