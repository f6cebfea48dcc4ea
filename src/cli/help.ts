import { COMMON, type Command, type Option } from './command.ts';
import { wrap } from './prose.ts';
import type { Terminal } from './terminal.ts';
import type { WordKey, Words } from './words.ts';

/** How a reader starts the program: npm finds the Node that comes with the kit. */
const PROGRAM = 'npm run -s stuck --';

/** What the program is for, and its commands. */
export function overview(
  commands: readonly { readonly name: string; readonly says: WordKey }[],
  terminal: Terminal,
  word: Words,
): string[] {
  return [
    ...wrap(word('cli.says'), terminal),
    '',
    heading('usage', terminal, word),
    `  ${PROGRAM} ${word('cli.help.form')}`,
    '',
    heading('commands', terminal, word),
    ...pairs(
      commands.map(({ name, says }) => [name, word(says)]),
      terminal,
    ),
    '',
    word('cli.help.more'),
    '',
    ...wrap(word('cli.help.exit'), terminal),
    ...wrap(word('cli.help.node'), terminal),
  ];
}

/** What a command takes and does, with examples. */
export function helpOf(command: Command, terminal: Terminal, word: Words): string[] {
  const options = [...command.options, ...COMMON];
  return [
    ...wrap(word(command.says), terminal),
    '',
    heading('usage', terminal, word),
    `  ${[PROGRAM, command.name, command.operands].join(' ').trimEnd()} [${word('cli.help.options')}]`,
    '',
    heading('optionsTitle', terminal, word),
    ...pairs(
      options.map((option) => [formOf(option), saysOf(option, word)]),
      terminal,
    ),
    '',
    heading('examples', terminal, word),
    ...command.examples.flatMap(({ line, says }) => [
      `  ${terminal.paint('dim', `# ${word(says)}`)}`,
      `  ${PROGRAM} ${line}`,
    ]),
    ...command.notes.flatMap((note) => ['', ...wrap(word(note), terminal)]),
  ];
}

function heading(
  name: 'usage' | 'commands' | 'optionsTitle' | 'examples',
  terminal: Terminal,
  word: Words,
): string {
  return terminal.paint('strong', word(`cli.help.${name}`));
}

function formOf({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function saysOf({ says, choices }: Option, word: Words): string {
  return choices ? `${word(says)} [${choices.join('|')}]` : word(says);
}

/** Names in a column, and beside each what it means, as many lines as that takes. */
function pairs(rows: readonly (readonly [string, string])[], terminal: Terminal): string[] {
  const indent = ' '.repeat(4 + Math.max(...rows.map(([name]) => name.length)));
  return rows.flatMap(([name, text]) => {
    const [first = '', ...more] = wrap(text, terminal, indent);
    return [`  ${name}${first.slice(name.length + 2)}`, ...more];
  });
}
