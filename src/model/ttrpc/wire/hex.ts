/** Bytes out of text, and where it stops being hex. */
export interface HexReading {
  readonly bytes: Uint8Array;
  /** How the text was laid out: bytes alone, or the columns of `xxd` or `hexdump -C`. */
  readonly form: 'plain' | 'xxd' | 'hexdump';
  /** What was not read, to the end of the text; null where all of it was. */
  readonly leftover: {
    /** `half`: a digit without its second; `other`: no hex. */
    readonly problem: 'half' | 'other';
    /** From 1. */
    readonly line: number;
    readonly column: number;
    /** The text there, at most a few words of it. */
    readonly text: string;
  } | null;
}

/** `00000000: 0000 0019 0000 0001  ........` */
const XXD = /^\s*[0-9a-f]{4,16}:((?: [0-9a-f]{2,})+)(?:\s{2}.*)?\s*$/i;
/** `00000010  6c 61 62 2e 74 61 73 6b  |lab.task|`, and a last line that has the end's offset alone. */
const HEXDUMP = /^([0-9a-f]{8,16})(?:((?:\s+[0-9a-f]{2})+)\s+\|.*\|?)?\s*$/i;
/** A byte or several, as shells, C and Go write them, or what separates them. */
const TOKEN = /(?:0x|\\x)?[0-9a-f]+|[\s,;:_-]+/iy;
const SHOWN = 24;

/**
 * Reads hex: with or without blanks, `0x`, `\x`, commas and colons between bytes, or the output of `xxd` and
 * `hexdump -C`. Stops at the first text that is none.
 */
export function readHex(text: string): HexReading {
  const lines = text.split('\n');
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const form = XXD.test(first)
    ? 'xxd'
    : HEXDUMP.test(first) && first.includes('|')
      ? 'hexdump'
      : 'plain';
  return form === 'plain' ? readPlain(text) : readColumns(lines, form);
}

function readPlain(text: string): HexReading {
  const digits: string[] = [];
  let half = -1;
  const token = new RegExp(TOKEN);
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const [found] = token.exec(text) ?? [];
    if (found === undefined) return stopped(text, digits, half, at);
    const bare = found.replace(/^(?:0x|\\x)/i, '');
    if (!/^[0-9a-f]/i.test(bare)) continue;
    // `0x1` is a byte by itself; without `0x` a byte may be cut in two by the end of a line.
    const padded = bare !== found && bare.length % 2 === 1 ? `0${bare}` : bare;
    if (padded.length % 2 === 1) half = half < 0 ? at : -1;
    digits.push(padded);
  }
  return stopped(text, digits, half, text.length);
}

/** What was read up to `at`, and why no further. */
function stopped(text: string, digits: readonly string[], half: number, at: number): HexReading {
  const bytes = bytesOf(digits.join(''));
  if (at < text.length) return { bytes, form: 'plain', leftover: placed(text, 'other', at) };
  return { bytes, form: 'plain', leftover: half < 0 ? null : placed(text, 'half', half) };
}

function readColumns(lines: readonly string[], form: 'xxd' | 'hexdump'): HexReading {
  const digits: string[] = [];
  for (const [row, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const found = form === 'xxd' ? XXD.exec(line)?.[1] : HEXDUMP.exec(line)?.[2];
    const end = form === 'hexdump' && /^[0-9a-f]{8,16}\s*$/i.test(line);
    if (end) continue;
    const bare = found?.replaceAll(/\s/g, '');
    if (bare === undefined || bare.length % 2 === 1) {
      const leftover = { problem: 'other' as const, line: row + 1, column: 1, text: short(line) };
      return { bytes: bytesOf(digits.join('')), form, leftover };
    }
    digits.push(bare);
  }
  return { bytes: bytesOf(digits.join('')), form, leftover: null };
}

function placed(text: string, problem: 'half' | 'other', at: number): HexReading['leftover'] {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const [line = ''] = text.slice(at).split('\n', 1);
  return { problem, line: before.length, column, text: short(line) };
}

function short(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Bytes of pairs of hex digits; a last digit without its second is left out. */
function bytesOf(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Bytes as hex, lower case, two digits each. */
export function hexOf(bytes: Uint8Array, between = ''): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(between);
}
