import type { Progress } from './progress.ts';
import type { Time } from './recall.ts';
import { exactly, isRecord, listOf, matching, name, record } from './shape.ts';

/** What somebody has done, to hand to a trainer. */
export interface Completion {
  readonly kit: typeof KIT;
  readonly version: typeof VERSION;
  /** As the reader gives it; nobody checks it. */
  readonly name: string;
  /** Day in UTC, `2026-11-28`. */
  readonly date: string;
  /** Code of the content that was read, so that two files of one room can be told to be about the same. */
  readonly content: string;
  /** Slugs of chapters read to their end, and ids of exercises solved, in alphabetical order. */
  readonly chapters: readonly string[];
  readonly exercises: readonly string[];
}

/** What is wrong with a text that should be a completion file: a word key's end, and the place in the data. */
export interface CompletionProblem {
  readonly ok: false;
  /** `changed`: all is well formed, and the check code belongs to something else. */
  readonly problem: 'not-json' | 'not-completion' | 'newer-version' | 'bad-value' | 'changed';
  readonly at: string;
}

export type Verified = { readonly ok: true; readonly completion: Completion } | CompletionProblem;

const KIT = 'stuck-in-send/completion' as const;
const VERSION = 1 as const;
const LONGEST_NAME = 120;

/** The file's content, from what a reader has done. The name is trimmed, put on one line and cut to 120 letters. */
export function completionOf(
  progress: Progress,
  reader: { readonly name: string; readonly content: string; readonly now: Time },
): Completion {
  const done = <T>(all: Readonly<Record<string, T>>, is: (one: T) => boolean) =>
    Object.keys(all)
      .filter((id) => is(all[id] as T))
      .sort();
  return {
    kit: KIT,
    version: VERSION,
    name: oneLine(reader.name),
    date: new Date(reader.now).toISOString().slice(0, 10),
    content: reader.content,
    chapters: done(progress.chapters, ({ finished }) => finished !== null),
    exercises: done(progress.exercises, ({ solved }) => solved !== null),
  };
}

/** Text of a completion file: JSON with its check code in it. */
export function writeCompletion(completion: Completion): string {
  return `${JSON.stringify({ ...completion, code: codeOf(completion) }, null, 2)}\n`;
}

/**
 * Reads a completion file and holds its check code against the rest. The code finds slips and edits. It is no
 * signature: it has no key, and whoever reads this file can work out the code of anything.
 */
export function verify(text: string): Verified {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'not-json', at: '' };
  }
  if (!isRecord(data) || data.kit !== KIT) {
    return { ok: false, problem: 'not-completion', at: 'kit' };
  }
  if (typeof data.version === 'number' && data.version > VERSION) {
    return { ok: false, problem: 'newer-version', at: 'version' };
  }
  const read = file(data, '');
  if (!read.ok) return { ok: false, problem: 'bad-value', at: read.at };
  const { code, ...completion } = read.value;
  return code === codeOf(completion)
    ? { ok: true, completion }
    : { ok: false, problem: 'changed', at: 'code' };
}

/** The texts of several files that were pasted one after the other. One that is no such row comes back as it is. */
export function filesIn(pasted: string): readonly string[] {
  return pasted.split(/(?<=^\}[ \t]*\r?)\n\s*(?=\{)/m);
}

/** Eight letters for any plain data: the same for equal data, in whatever order its keys were written. */
export function codeOf(data: unknown): string {
  const hash = fnv1a(new TextEncoder().encode(canonical(data)));
  // 64 bits folded to 40, as FNV's authors advise for lengths that are no power of two.
  let bits = (hash ^ (hash >> 40n)) & ((1n << 40n) - 1n);
  let code = '';
  for (let letter = 0; letter < 8; letter++, bits >>= 5n) {
    code = LETTERS.charAt(Number(bits & 31n)) + code;
  }
  return code;
}

/** Crockford's base 32: no I, L, O and U, so that a code can be read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** FNV-1a of 64 bits (RFC 9923). Keyless and quick, made to tell slips and not to withstand anybody. */
export function fnv1a(bytes: Uint8Array): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash;
}

/** JSON without spaces, keys in alphabetical order: one text for equal data. */
export function canonical(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join(',')}]`;
  if (!isRecord(data)) return JSON.stringify(data);
  const members = Object.keys(data)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(data[key])}`);
  return `{${members.join(',')}}`;
}

/** As it is compared and shown: composed letters, one line, no blanks around it. */
function oneLine(text: string): string {
  const line = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return [...line].slice(0, LONGEST_NAME).join('').trim();
}

const file = record({
  kit: exactly([KIT]),
  version: exactly([VERSION]),
  name: matching(/^[^\n]{0,120}$/u),
  date: matching(/^\d{4}-\d\d-\d\d$/),
  content: matching(/^[0-9A-Z]{1,16}$/),
  chapters: listOf(name, 0),
  exercises: listOf(name, 0),
  code: matching(/^[0-9A-Z]{8}$/),
});
