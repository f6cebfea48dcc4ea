/** What a command takes: short letters, `a` alone or `k:` with a value, and the long names that mean them. */
export interface OptionTable {
  readonly short: string;
  readonly long?: Readonly<Record<string, string>>;
}

export interface Options {
  /** Letter and value (empty for a flag), in the order written. */
  readonly given: readonly (readonly [letter: string, value: string])[];
  readonly operands: readonly string[];
}

/**
 * Reads a command line as getopt_long of glibc does: options may stand among the operands, letters may be bundled,
 * a value may be glued to its letter, `--` ends the options. Gives a sentence instead when an option is not known.
 */
export function readOptions(args: readonly string[], table: OptionTable): Options | string {
  const given: (readonly [string, string])[] = [];
  const operands: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      operands.push(arg);
    } else if (arg.startsWith('--')) {
      const [name = '', value] = split(arg.slice(2));
      const letter = table.long?.[name];
      if (letter === undefined) return `unrecognized option '${arg}'`;
      if (!takesValue(table, letter)) given.push([letter, '']);
      else if (value !== undefined) given.push([letter, value]);
      else if (i + 1 < args.length) given.push([letter, args[++i] ?? '']);
      else return `option '--${name}' requires an argument`;
    } else {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg[at] ?? '';
        if (!table.short.includes(letter) || letter === ':') return `invalid option -- '${letter}'`;
        if (!takesValue(table, letter)) {
          given.push([letter, '']);
          continue;
        }
        if (at + 1 < arg.length) given.push([letter, arg.slice(at + 1)]);
        else if (i + 1 < args.length) given.push([letter, args[++i] ?? '']);
        else return `option requires an argument -- '${letter}'`;
        break;
      }
    }
  }
  return { given, operands };
}

/** Whether a letter was given. */
export function has(options: Options, letter: string): boolean {
  return options.given.some(([name]) => name === letter);
}

/** The last value given for a letter. */
export function lastValue(options: Options, letter: string): string | undefined {
  return options.given.findLast(([name]) => name === letter)?.[1];
}

function takesValue(table: OptionTable, letter: string): boolean {
  return table.short[table.short.indexOf(letter) + 1] === ':';
}

function split(long: string): [string, string | undefined] {
  const at = long.indexOf('=');
  return at < 0 ? [long, undefined] : [long.slice(0, at), long.slice(at + 1)];
}
