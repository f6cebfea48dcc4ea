/** Flags as Go's package flag reads them. `boolean` needs no value. */
export type FlagKind = 'boolean' | 'text' | 'whole' | 'number' | 'list';

export interface Flags {
  /** The last value of each flag that was given; of a list, all of them. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** Reads flags up to the first word that is none (`flag` of go1.19). A sentence instead when one is not known or lacks a value. */
export function readFlags(
  args: readonly string[],
  kinds: Readonly<Record<string, FlagKind>>,
): Flags | string {
  const given = new Map<string, readonly string[]>();
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-' || !arg.startsWith('-')) break;
    if (arg === '--') {
      at++;
      break;
    }
    const [, name = '', , glued] = /^--?([^=]*)(=(.*))?$/s.exec(arg) ?? [];
    if (name === '' || name.startsWith('-')) return `bad flag syntax: ${arg}`;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) return `flag provided but not defined: -${name}`;
    let value = glued;
    if (value === undefined) value = kind === 'boolean' ? 'true' : args[++at];
    if (value === undefined) return `flag needs an argument: -${name}`;
    if (!fits(kind, value)) {
      return kind === 'boolean'
        ? `invalid boolean value ${JSON.stringify(value)} for -${name}: parse error`
        : `invalid value ${JSON.stringify(value)} for flag -${name}: parse error`;
    }
    given.set(name, kind === 'list' ? [...(given.get(name) ?? []), value] : [value]);
  }
  return { given, operands: args.slice(at) };
}

function fits(kind: FlagKind, value: string): boolean {
  if (kind === 'boolean') return /^(?:1|0|t|f|true|false|T|F|TRUE|FALSE|True|False)$/.test(value);
  if (kind === 'whole') return /^[+-]?\d+$/.test(value);
  if (kind === 'number') return value.trim() !== '' && Number.isFinite(Number(value));
  return true;
}

/** Whether a boolean flag was given and is true. */
export function isSet({ given }: Flags, name: string): boolean {
  return /^[1tT]/.test(given.get(name)?.at(-1) ?? '');
}

export function lastOf({ given }: Flags, name: string): string | undefined {
  return given.get(name)?.at(-1);
}
