import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { complain, type ExitCode, faultOf } from './fault.ts';
import { helpOf, overview } from './help.ts';
import { nearest } from './nearest.ts';
import type { Terminal } from './terminal.ts';
import { type Language, languageOf, type WordKey, type Words, wordsIn } from './words.ts';

interface Entry {
  readonly name: string;
  readonly says: WordKey;
  /** Loaded when it is called: nobody waits for what another command needs. */
  load(): Promise<{ readonly command: Command }>;
}

const COMMANDS: readonly Entry[] = [
  {
    name: 'goroutines',
    says: 'cli.goroutines.says',
    load: () => import('./goroutines.ts'),
  },
  { name: 'profile', says: 'cli.profile.says', load: () => import('./profile.ts') },
  { name: 'decode', says: 'cli.decode.says', load: () => import('./decode.ts') },
  { name: 'affected', says: 'cli.affected.says', load: () => import('./affected.ts') },
  { name: 'frames', says: 'cli.frames.says', load: () => import('./frames.ts') },
  { name: 'explore', says: 'cli.explore.says', load: () => import('./explore.ts') },
  { name: 'simulate', says: 'cli.simulate.says', load: () => import('./simulate.ts') },
];

/** Runs one call of the program: `argv` without Node and the script. Gives the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const language = languageIn(argv);
  const word = wordsIn(language ?? 'en');
  if (language === null) {
    const hint = word('cli.hint.choices', { choices: word.list(['en', 'zh-cn']) });
    return complain(faultOf(word('cli.problem.lang'), '--lang', hint), terminal, word);
  }
  const code = await call(argv, terminal, word);
  if (terminal.problem === null) return code;
  const fault = faultOf(word('cli.problem.output'), terminal.problem, word('cli.hint.output'));
  return complain(fault, terminal, word);
}

async function call(argv: readonly string[], terminal: Terminal, word: Words): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const asksHelp = name === 'help' || name === '--help' || name === '-h';
  const entry = COMMANDS.find((one) => one.name === (name === 'help' ? rest[0] : name));
  if (entry) {
    const { command } = await entry.load();
    return asksHelp
      ? tell(helpOf(command, terminal, word), terminal)
      : start(command, rest, terminal, word);
  }
  if (asksHelp) return tell(overview(COMMANDS, terminal, word), terminal);
  const names = COMMANDS.map((one) => one.name);
  const near = nearest(name ?? '', names);
  const hint = near
    ? word('cli.hint.didYouMean', { near })
    : word('cli.hint.commands', { commands: word.list(names) });
  const problem =
    name === undefined ? word('cli.problem.noCommand') : word('cli.problem.command', { name });
  return complain(faultOf(problem, '', hint), terminal, word);
}

async function start(
  command: Command,
  argv: readonly string[],
  terminal: Terminal,
  word: Words,
): Promise<ExitCode> {
  const given = readArguments(command, argv, word);
  if (!given.ok) return complain(given, terminal, word);
  const { operands, values } = given;
  if (values.has('help')) return tell(helpOf(command, terminal, word), terminal);
  const value = (option: string) => {
    const found = values.get(option);
    return typeof found === 'string' ? found : undefined;
  };
  return command.run({
    operands,
    has: (option) => values.has(option),
    value,
    number: (option) => {
      const text = value(option);
      return text === undefined ? undefined : Number(text);
    },
    terminal,
    word,
  });
}

async function tell(lines: readonly string[], terminal: Terminal): Promise<ExitCode> {
  await terminal.lines(lines);
  return 0;
}

/** The language asked for, before anything else is read: complaints are to be in it too. Null: one we lack. */
function languageIn(argv: readonly string[]): Language | null {
  const at = argv.findIndex((one) => one === '--lang' || one.startsWith('--lang='));
  const given = argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  return at < 0 || given === undefined ? 'en' : languageOf(given);
}
