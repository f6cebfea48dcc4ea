import { parseArgs } from 'node:util';
import { COMMON, type Command, type Option } from './command.ts';
import { type Fault, faultOf } from './fault.ts';
import { nearest } from './nearest.ts';
import type { Words } from './words.ts';

/** What stood behind the name of a command. */
export interface Arguments {
  readonly ok: true;
  readonly operands: readonly string[];
  /** Values by name of the option; true where it takes none. */
  readonly values: ReadonlyMap<string, string | true>;
}

/**
 * Reads the arguments of a command. A value may begin with a dash (`--filter -pkg:runtime`), but not with two, so that
 * an option whose value was forgotten does not swallow the next one.
 */
export function readArguments(
  command: Command,
  argv: readonly string[],
  word: Words,
): Arguments | Fault {
  const options = [...command.options, ...COMMON];
  const { tokens } = parseArgs({
    args: [...argv],
    options: {
      ...Object.fromEntries(
        options.map(({ name, value }) => [
          name,
          { type: value === undefined ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  });
  const operands: string[] = [];
  const values = new Map<string, string | true>();
  const help = word('cli.hint.help', { command: command.name });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (!option) {
      const near = nearest(
        token.name,
        options.map(({ name }) => name),
      );
      const written = argv[token.index] ?? token.rawName;
      const hint = near ? word('cli.hint.didYouMean', { near: `--${near}` }) : help;
      return faultOf(word('cli.problem.option', { option: token.rawName }), written, hint);
    }
    const value = givenTo(option, token.value, word);
    if (typeof value === 'object') return value;
    values.set(option.name, value);
  }
  if (values.has('help')) return { ok: true, operands, values };
  if (operands.length < command.least) {
    return faultOf(word('cli.problem.missing', { operands: command.operands }), '', help);
  }
  if (operands.length > command.most) {
    const at = operands[command.most] ?? '';
    return faultOf(word('cli.problem.surplus', { n: command.most }), at, help);
  }
  return { ok: true, operands, values };
}

function givenTo(option: Option, given: string | undefined, word: Words): string | true | Fault {
  const name = `--${option.name}`;
  if (option.value === undefined) {
    if (given === undefined) return true;
    return faultOf(word('cli.problem.noValue', { option: name }), `${name}=${given}`, '');
  }
  if (given === undefined || given === '' || given.startsWith('--')) {
    const example = option.choices?.join(', ') ?? option.value;
    const hint = word('cli.hint.value', { option: name, value: example });
    return faultOf(word('cli.problem.value', { option: name }), given ?? '', hint);
  }
  if (option.choices && !option.choices.includes(given)) {
    const near = nearest(given, option.choices);
    const hint = [
      ...(near ? [word('cli.hint.didYouMean', { near })] : []),
      word('cli.hint.choices', { choices: word.list(option.choices) }),
    ].join(word.gap);
    return faultOf(word('cli.problem.choice', { option: name, given }), '', hint);
  }
  if (option.number && !/^\d{1,9}$/.test(given)) {
    return faultOf(
      word('cli.problem.number', { option: name, given }),
      '',
      word('cli.hint.number'),
    );
  }
  return given;
}
