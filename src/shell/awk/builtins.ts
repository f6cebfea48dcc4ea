import type { Expr } from './ast.ts';
import { formatWith } from './format.ts';
import type { Machine } from './machine.ts';
import { cut } from './record.ts';
import { everywhere, regexFrom } from './regex.ts';
import { fromInput, toNumber, type Value } from './value.ts';
import type { Wiring } from './wiring.ts';

/** Makes the call of a builtin. The parser has checked the number of arguments. */
export function builtin(name: string, args: readonly Expr[], wiring: Wiring): () => Value {
  const { machine } = wiring;
  const [first, second, third] = args;
  const text = (expr: Expr | undefined, missing = '') => {
    const value = expr === undefined ? () => missing : wiring.value(expr);
    return () => machine.text(value());
  };
  const number = (expr: Expr | undefined) => {
    const value = expr === undefined ? () => 0 : wiring.value(expr);
    return () => toNumber(value());
  };
  switch (name) {
    case 'length': {
      if (first === undefined) return () => machine.record.text.length;
      if (wiring.isArray(first)) {
        const array = wiring.array(first);
        return () => array().size;
      }
      const of = text(first);
      return () => of().length;
    }
    case 'substr':
      return substr(text(first), number(second), third === undefined ? null : number(third));
    case 'index': {
      const [hay, needle] = [text(first), text(second)];
      return () => hay().indexOf(needle()) + 1;
    }
    case 'split':
      return split(args, wiring, text(first));
    case 'sub':
    case 'gsub':
      return replace(name === 'gsub', args, wiring, text(second));
    case 'match': {
      const of = text(first);
      const pattern = second === undefined ? () => '' : wiring.pattern(second);
      return () => {
        const found = regexFrom(pattern()).exec(of());
        machine.rstart.value = found ? found.index + 1 : 0;
        machine.rlength.value = found ? found[0].length : -1;
        return machine.rstart.value;
      };
    }
    case 'sprintf': {
      const values = args.map((arg) => wiring.value(arg));
      return () => {
        const [template, ...rest] = values.map((value) => value());
        return formatWith(machine.text(template), rest);
      };
    }
    case 'tolower':
    case 'toupper': {
      const of = text(first);
      const [from, by] = name === 'toupper' ? [/[a-z]+/g, -32] : [/[A-Z]+/g, 32];
      const shift = (letters: string) =>
        Array.from(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) + by)).join('');
      return () => of().replace(from, shift);
    }
    case 'system': {
      const line = text(first);
      return () => {
        const { stdout, code } = machine.run(line(), '');
        machine.out.push(stdout);
        return code;
      };
    }
    case 'close': {
      const of = text(first);
      return () => machine.close(of());
    }
    case 'fflush':
      return () => 0;
    case 'rand':
      return () => random(machine);
    case 'srand': {
      const seed = first === undefined ? () => Math.floor(Date.now() / 1000) : number(first);
      return () => {
        const before = machine.seed;
        machine.seed = seed();
        return before;
      };
    }
    case 'atan2': {
      const [y, x] = [number(first), number(second)];
      return () => Math.atan2(y(), x());
    }
    default: {
      const of = number(first);
      const f = MATH[name];
      if (f === undefined) throw new Error(`awk: no builtin ${name}`);
      return () => f(of());
    }
  }
}

const MATH: Readonly<Record<string, (x: number) => number>> = {
  cos: Math.cos,
  exp: Math.exp,
  int: Math.trunc,
  log: Math.log,
  sin: Math.sin,
  sqrt: Math.sqrt,
};

/** Positions are rounded, and what lies outside the text is cut off: `substr("hello", 0, 2)` is "h". */
function substr(
  text: () => string,
  from: () => number,
  length: (() => number) | null,
): () => string {
  return () => {
    const whole = text();
    const start = Math.round(from());
    const end = length === null ? whole.length + 1 : start + Math.round(length());
    return whole.slice(Math.max(0, start - 1), Math.max(0, end - 1));
  };
}

function split(args: readonly Expr[], wiring: Wiring, text: () => string): () => number {
  const [, into, by] = args;
  const { machine } = wiring;
  const array = into === undefined ? () => new Map<string, Value>() : wiring.array(into);
  const pattern = by === undefined ? null : wiring.pattern(by);
  const literal = by?.kind === 'regex';
  return () => {
    const source = text();
    const separator = pattern === null ? machine.text(machine.fs.value) : pattern();
    const pieces =
      literal && source !== ''
        ? source.split(everywhere(separator))
        : cut(source, separator, pattern === null && machine.rs.value === '');
    const target = array();
    target.clear();
    for (const [i, piece] of pieces.entries()) target.set(String(i + 1), fromInput(piece));
    return pieces.length;
  };
}

function replace(
  all: boolean,
  args: readonly Expr[],
  wiring: Wiring,
  replacement: () => string,
): () => number {
  const [what, , where] = args;
  const target: Expr = where ?? { kind: 'field', index: { kind: 'number', value: 0 } };
  const pattern = what === undefined ? () => '' : wiring.pattern(what);
  const read = wiring.value(target);
  const write = wiring.assign(target);
  return () => {
    const template = replacement();
    let count = 0;
    const fill = (found: string) => {
      count++;
      // `&` is what was found, `\&` an ampersand, `\\` a backslash.
      return template.replace(/\\([\\&])|&/g, (_, escaped: string | undefined) => escaped ?? found);
    };
    const before = wiring.machine.text(read());
    const after = all
      ? replaceAll(before, everywhere(pattern()), fill)
      : before.replace(regexFrom(pattern()), fill);
    if (count > 0) write(after);
    return count;
  };
}

/** Like String.replace, but nothing matches empty right behind a match: `x` for "any l" makes xhxexox of hello. */
function replaceAll(text: string, regex: RegExp, fill: (found: string) => string): string {
  let out = '';
  let at = 0;
  let ended = -1;
  for (const match of text.matchAll(regex)) {
    const [found] = match;
    if (found === '' && match.index === ended) continue;
    out += text.slice(at, match.index) + fill(found);
    at = match.index + found.length;
    ended = at;
  }
  return out + text.slice(at);
}

/** A small generator of its own (mulberry32), so that a program gives the same numbers on every machine. */
function random(machine: Machine): number {
  machine.seed = (machine.seed + 0x6d2b79f5) | 0;
  let t = machine.seed;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
