import {
  diagnose,
  diagnoseTable,
  type Finding,
  type Other,
  type ProofLine,
} from '../evidence/diagnose/diagnose.ts';
import type { Dump, LineTable } from '../evidence/goroutine/types.ts';
import { partnerOf } from './partner.ts';
import { type DumpFile, isCut } from './reading.ts';
import { isWord, type Values, type Words } from './words.ts';

/** A dump by the file it stands in, and its place there, from 1; 0 for a table of lines. */
export interface DumpName {
  readonly file: string;
  readonly dump: number;
}

/** A finding, with the names of the dumps that it counts from 0 (the one looked at). */
export interface Told extends Finding {
  readonly dumps: readonly DumpName[];
}

/** A finding that a script should wake somebody for; notes and good news are not. */
export function isAlarm({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'hang' || severity === 'warning';
}

/**
 * Looks at every dump of a file, with everything beside it: the file's other dumps, the same process earlier, and the
 * process at the other end.
 */
export function diagnoseAll(
  file: DumpFile,
  earlier: DumpFile | null,
  peer: DumpFile | null,
): ReadonlyMap<Dump, readonly Told[]> {
  const found = new Map<Dump, readonly Told[]>();
  const { dumps } = file.reading;
  for (const dump of dumps) {
    const before = earlier && partnerOf(dump, dumps, earlier.reading.dumps);
    const beside = [
      ...dumps.filter((other) => other !== dump).map((other) => otherOf(file, other)),
      ...(earlier && before ? [otherOf(earlier, before, 'earlier')] : []),
      ...(peer?.reading.dumps.map((other) => otherOf(peer, other, 'peer')) ?? []),
    ];
    const findings = diagnose(
      dump,
      beside.map(({ other }) => other),
      { cut: isCut(file, dump) },
    );
    const names = [nameOf(file, dump), ...beside.map(({ name }) => name)];
    found.set(
      dump,
      findings.map((finding) => ({ ...finding, dumps: names })),
    );
  }
  return found;
}

/** Looks at a table of lines; its proof is rows. */
export function diagnoseRows({ name }: DumpFile, table: LineTable): readonly Told[] {
  const dumps = [{ file: name, dump: 0 }];
  return diagnoseTable(table).map((finding) => ({ ...finding, dumps }));
}

function otherOf(file: DumpFile, dump: Dump, is?: NonNullable<Other['is']>) {
  const other: Other = { dump, cut: isCut(file, dump), ...(is && { is }) };
  return { other, name: nameOf(file, dump) };
}

function nameOf({ name, reading }: DumpFile, dump: Dump): DumpName {
  return { file: name, dump: reading.dumps.indexOf(dump) + 1 };
}

/** The word of an id; where there is none, the id and its values as they are: nothing is kept from the reader. */
export function say(
  word: Words,
  list: string,
  { id, values }: { readonly id: string; readonly values?: Values },
): string {
  const key = `diagnose.${list}.${id}`;
  if (isWord(key)) return word(key, withoutGroups(values));
  const rest = Object.entries(values ?? {}).map(([name, value]) => ` ${name}=${value}`);
  return `${id}${rest.join('')}`;
}

/** Values that are names and no amounts: their digits are not put in groups. */
const NAMES = ['goroutine', 'line'];

function withoutGroups(values: Values = {}): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      NAMES.includes(name) ? String(value) : value,
    ]),
  );
}

/** What a rule is called, or means. */
export function sayRule(word: Words, { rule }: Finding, part: 'title' | 'means'): string {
  const key = `diagnose.${rule}.${part}`;
  return isWord(key) ? word(key) : part === 'title' ? rule : '';
}

/** How this program looks at what a step asks for, once it is there; '' for steps without a file. */
export function commandFor({ id }: Finding['next'][number], { dumps }: Told): string {
  const name = shellWord(dumps[0]?.file ?? '');
  const start = 'npm run -s stuck -- goroutines';
  switch (id) {
    case 'take-containerd':
    case 'take-shim':
    case 'take-peer':
      return `${start} ${name} --peer FILE`;
    case 'take-again':
      return `${start} LATER --diff ${name}`;
    default:
      return '';
  }
}

/** A name as a shell takes it for one word. */
function shellWord(name: string): string {
  return /^[\w./:@%+=-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

/** A finding as plain data for a script: ids to compare, texts to show. */
export function findingJson(told: Told, word: Words): object {
  const { rule, severity, confidence, why, subject, proof, counts, unknown, next } = told;
  return {
    rule,
    severity,
    confidence,
    title: sayRule(word, told, 'title'),
    why: { ...why, text: say(word, 'why', why) },
    subject,
    proof: proof.map((line) => proofJson(line, told)),
    counts: counts.map((count) => ({ ...count, text: say(word, 'count', counted(count)) })),
    excludes: told.excludes,
    unknown: unknown.map((one) => ({ ...one, text: say(word, 'unknown', one) })),
    next: next.map((step) => ({
      ...step,
      text: say(word, 'next', step),
      command: commandFor(step, told),
    })),
    versions: told.versions,
    chapter: told.chapter,
  };
}

/** A count with its number among the values of its word. */
export function counted<Id>({ id, n, values }: { id: Id; n: number; values: Values }) {
  return { id, values: { ...values, n } };
}

/** `in` is the dump whose `line` holds the goroutine's header; `where` is the frame that matters. */
function proofJson({ dump, ...line }: ProofLine, { dumps }: Told): object {
  return { in: dumps[dump] ?? null, ...line };
}
