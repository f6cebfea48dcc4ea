import type { ExitCode } from './fault.ts';
import type { Terminal } from './terminal.ts';
import type { WordKey, Words } from './words.ts';

/** Something behind `--`. */
export interface Option {
  /** Without its dashes. */
  readonly name: string;
  /** What its value is called in the help (`FILE`); absent: it takes none. */
  readonly value?: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** True: the value is a whole number from 0. */
  readonly number?: boolean;
  readonly says: WordKey;
}

/** A command that was called, its arguments read. */
export interface Call {
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The value of an option, or undefined. */
  value(option: string): string | undefined;
  /** The same as a number; only for options that take one. */
  number(option: string): number | undefined;
  readonly terminal: Terminal;
  readonly word: Words;
}

/** One command: what it is for, what it takes, and what it does. */
export interface Command {
  readonly name: string;
  /** What stands behind its name, for the help: `FILE|-`. */
  readonly operands: string;
  /** How many operands it takes. */
  readonly least: number;
  readonly most: number;
  readonly says: WordKey;
  readonly options: readonly Option[];
  readonly examples: readonly { readonly line: string; readonly says: WordKey }[];
  /** Paragraphs below the options: exit codes, JSON. */
  readonly notes: readonly WordKey[];
  run(call: Call): Promise<ExitCode>;
}

/** Options of every command. */
export const COMMON: readonly Option[] = [
  { name: 'json', says: 'cli.option.json' },
  { name: 'lang', value: 'en|zh-cn', says: 'cli.option.lang' },
  { name: 'help', says: 'cli.option.help' },
];
