import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { blocks, captured, linesNaming, names, rows, sockets } from './evidence.ts';

/** A number or a word that the prose shows, and where it can be found again. Forms: see content/facts.yaml. */
export interface Fact {
  readonly value: number | string;
  readonly unit: string;
  readonly from: From;
}

type From =
  | { readonly file: string; readonly row: number }
  | { readonly file: string; readonly count: 'goroutines' | 'aged' | 'bytes' }
  | { readonly file: string; readonly lines: string }
  | {
      readonly file: string;
      readonly goroutine: string;
      readonly tell: 'id' | 'state' | 'connection';
    }
  | { readonly file: string; readonly created: string; readonly with: string }
  | { readonly file: string; readonly created: string; readonly withFact: string }
  | { readonly file: string; readonly socket: string; readonly tell: 'charged' | 'allowed' }
  | { readonly sum: readonly string[] }
  | { readonly capture: string; readonly field: string }
  | { readonly repo: string; readonly tag: string; readonly at: string };

/** The file `content/facts.yaml`: short names of evidence files, and the facts by id. */
export interface Facts {
  readonly files: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** What `content/evidence/sources.yaml` notes of a capture beyond its files. */
export type Captures = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The facts as the pages get them. Their shape is checked in facts.test.ts. */
export const facts = parse(
  readFileSync(new URL('../../content/facts.yaml', import.meta.url), 'utf8'),
) as Facts;

/**
 * Finds a fact's value again where its `from` points; undefined where only a citation stands.
 * Throws with the reason if the place does not give exactly one answer.
 */
export function refind(all: Facts, captures: Captures, id: string): number | string | undefined {
  const from = all.facts[id]?.from;
  if (!from) throw new Error(`no fact ${id}`);
  if ('repo' in from) return undefined;
  if ('sum' in from) return from.sum.reduce((sum, part) => sum + Number(value(all, part)), 0);
  if ('capture' in from) return noted(captures, from.capture, from.field);
  const file = all.files[from.file];
  if (!file) throw new Error(`facts.yaml names no file ${from.file}`);
  if ('row' in from) return only(file, rows(file), ({ line }) => line === `${from.row}`).count;
  if ('lines' in from) return linesNaming(file, from.lines);
  if ('count' in from) return counted(file, from.count);
  if ('goroutine' in from) return told(file, from.goroutine, from.tell);
  if ('socket' in from)
    return only(
      file,
      sockets(file),
      ({ process, charged, allowed }) => process === from.socket && charged >= allowed,
    )[from.tell];
  const part = 'with' in from ? from.with : String(value(all, from.withFact));
  return createdAt(file, from.created).filter(({ lines }) =>
    lines.some((line) => line.includes(part)),
  ).length;
}

function value(all: Facts, id: string): number | string {
  const fact = all.facts[id];
  if (!fact) throw new Error(`no fact ${id}`);
  return fact.value;
}

function only<T>(file: string, all: readonly T[], wanted: (one: T) => boolean): T {
  const [first, ...more] = all.filter(wanted);
  if (first === undefined || more.length > 0)
    throw new Error(`${file}: expected one, found ${first === undefined ? 0 : more.length + 1}`);
  return first;
}

function counted(file: string, what: 'goroutines' | 'aged' | 'bytes'): number {
  if (what === 'bytes') return captured(file).length;
  const all = blocks(file);
  return what === 'goroutines'
    ? all.length
    : all.filter(({ state }) => /, \d+ minutes/.test(state)).length;
}

/** The goroutines that a `created by` with this place ends. */
function createdAt(file: string, place: string) {
  return blocks(file).filter(({ lines }) => {
    const at = lines.findLastIndex((line) => line.startsWith('created by '));
    return at >= 0 && names(lines[at + 1] ?? '', place);
  });
}

function told(file: string, place: string, what: 'id' | 'state' | 'connection'): number | string {
  const block = only(file, blocks(file), ({ lines }) =>
    lines.some((line, at) => names(line, place) && !lines[at - 1]?.startsWith('created by ')),
  );
  if (what !== 'connection') return block[what];
  const frame = block.lines[block.lines.findIndex((line) => names(line, place)) - 1] ?? '';
  const pointer = /\((0x[0-9a-f]+)[,)]/.exec(frame)?.[1];
  if (!pointer) throw new Error(`${file}: no arguments in ${JSON.stringify(frame)}`);
  return pointer;
}

function noted(captures: Captures, capture: string, field: string): number | string {
  let value: unknown = captures[capture];
  for (const key of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  if (typeof value !== 'number' && typeof value !== 'string')
    throw new Error(`sources.yaml: capture ${capture} notes no ${field}`);
  return value;
}
