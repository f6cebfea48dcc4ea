import { type Amount, amount } from '../columns.ts';

/** The line that begins a record: counts, `@`, and addresses, innermost first. */
export interface Head {
  readonly counts: readonly Amount[];
  readonly addresses: readonly bigint[];
}

/** Nothing printed by Go or gperftools has longer counts; what is longer is not a record. */
const LONGEST_COUNTS = 120;

/**
 * Reads `12: 345 [67: 890] @ 0x1 0x2`, `12 @ 0x1`, `345 6 @ 0x1`. Null if the line is none of these.
 * Sources of the forms: formats.md (b); google/pprof profile/legacy_profile.go.
 */
export function readHead(line: string): Head | null {
  const at = line.indexOf('@');
  if (at < 0 || at > LONGEST_COUNTS) return null;
  const found = /^\s*(-?\d+)(?:: +(-?\d+) \[ *(-?\d+): +(-?\d+) *\]| +(-?\d+))? $/.exec(
    line.slice(0, at),
  );
  if (!found) return null;
  const texts = found.slice(1).filter((text) => text !== undefined);
  const counts = texts.map((text) => BigInt(text));
  if (counts.some((count) => BigInt.asIntN(64, count) !== count)) return null;
  const addresses: bigint[] = [];
  for (const word of line.slice(at + 1).split(' ')) {
    if (word === '') continue;
    if (!/^0x[0-9a-f]{1,16}$/.test(word)) return null;
    addresses.push(BigInt(word));
  }
  return { counts: counts.map(amount), addresses };
}

/** A line `#\t0x4a3c\tmain.f+0x1c\t/path/file.go:12`: what stands at an address. `func` is '' where Go had no name. */
export interface NamedAddress {
  readonly address: bigint;
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Reads the line under a record. Tabs may have become blanks on the way, and Go's tabwriter puts any number of them.
 * Null if it is no such line. Takes one look at each character: such a line may be megabytes of something else.
 */
export function readSymbol(line: string): NamedAddress | null {
  const head = /^#\s+(0x[0-9a-f]{1,16})(?=\s|$)/.exec(line.slice(0, 64));
  if (!head?.[1]) return null;
  const address = BigInt(head[1]);
  const rest = line.slice(head[0].length).trim();
  if (rest === '') return { address, func: '', file: '', line: 0 };
  const end = endOfName(rest);
  if (end === null) return null;
  const place = rest.slice(end.next).trim();
  const colon = place.lastIndexOf(':');
  const number = place.slice(colon + 1);
  if (colon < 0 || !/^\d{1,10}$/.test(number)) return null;
  return {
    address,
    func: rest.slice(0, end.name),
    file: place.slice(0, colon),
    line: Number(number),
  };
}

/** Where the name ends: before `+0x…` and a blank. */
function endOfName(rest: string): { name: number; next: number } | null {
  for (let at = rest.indexOf('+0x'); at >= 0; at = rest.indexOf('+0x', at + 3)) {
    let next = at + 3;
    while (next < rest.length && next < at + 19 && /[0-9a-f]/.test(rest[next] as string)) next++;
    if (next === rest.length || rest[next] === ' ' || rest[next] === '\t')
      return { name: at, next };
  }
  return null;
}

/**
 * Reads `# labels: {"k":"v", "k2":"v2"}`, keys and values as Go's %q writes them (runtime/pprof label.go).
 * Null if it is no such line.
 */
export function readLabels(line: string): { readonly key: string; readonly text: string }[] | null {
  const body = /^#\s*labels:\s*\{(.*)\}\s*$/.exec(line)?.[1];
  if (body === undefined) return null;
  const quoted = /"((?:[^"\\]|\\.)*)"/y;
  const texts: string[] = [];
  let at = 0;
  while (at < body.length) {
    quoted.lastIndex = at;
    const found = quoted.exec(body);
    if (!found) return null;
    texts.push(unquote(found[1] ?? ''));
    at = quoted.lastIndex;
    while (body[at] === ':' || body[at] === ',' || body[at] === ' ') at++;
  }
  const labels: { key: string; text: string }[] = [];
  for (let pair = 0; pair + 1 < texts.length; pair += 2) {
    labels.push({ key: texts[pair] ?? '', text: texts[pair + 1] ?? '' });
  }
  return texts.length % 2 === 0 ? labels : null;
}

const SHORT: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The inside of a Go string literal (go.dev/ref/spec, Rune literals). */
function unquote(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi,
    (_, x, u, wide, char) => {
      const code = Number.parseInt(x ?? u ?? wide ?? '', 16);
      if (Number.isNaN(code)) return SHORT[char] ?? char;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
