import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal } from '../../../commands/input.ts';
import { has, type Options, readOptions } from '../../../commands/options.ts';
import { WMEM_FILE } from '../../files.ts';
import type { World } from '../../world.ts';
import { settingsOf, WMEM_DEFAULT, withWmem } from './settings.ts';

const KNOWN = `(the practice node knows: sysctl -a | [-n|-N] NAME... | [-w] ${WMEM_DEFAULT}=BYTES)`;
const LONG = { all: 'a', values: 'n', names: 'N', write: 'w', quiet: 'q', ignore: 'e' };

/** One line of what sysctl says, and where it says it. */
interface Said {
  readonly out?: string;
  readonly err?: string;
}

/** sysctl(8) over the node's settings. Of these one can be changed: net.core.wmem_default, for connections that are opened later. */
export function sysctl(world: World): CustomCommand {
  return defineCommand('sysctl', async (args, { fs }) => {
    const options = readOptions(args, { short: 'aAXnNwqe', long: LONG });
    if (typeof options === 'string') {
      return refusal(
        `sysctl: ${options}\n\nUsage:\n sysctl [options] [variable[=value] ...]\n\n${KNOWN}`,
      );
    }
    const all = 'aAX'.split('').some((letter) => has(options, letter));
    if (!all && options.operands.length === 0) {
      return refusal(`sysctl: no variables specified\nTry \`sysctl --help' for more information.`);
    }
    // The setting is a file, too, which the same line may have written.
    const file = await fs.readFile(WMEM_FILE).catch(() => '');
    const next = withWmem(world.state, file.trim());
    if (next) world.set(next);
    const names = all ? [...settingsOf(world.state).keys()] : options.operands;
    const said = names.flatMap((name) => one(world, name, options));
    if (file !== '') await fs.writeFile(WMEM_FILE, `${world.state.wmem}\n`);
    const stdout = said.map(({ out }) => (out === undefined ? '' : `${out}\n`)).join('');
    const stderr = said.map(({ err }) => (err === undefined ? '' : `${err}\n`)).join('');
    return bytesOut(stdout, stderr, stderr === '' ? 0 : 1);
  });
}

/** A name is read, a `name=value` is written; a folder of names is read whole. `a/b` is `a.b`. */
function one(world: World, word: string, options: Options): Said[] {
  const [, before = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const name = before.trim().replaceAll('/', '.');
  const settings = settingsOf(world.state);
  const known = settings.get(name);
  const inside = [...settings.keys()].filter((key) => key.startsWith(`${name}.`));
  if (known === undefined && inside.length === 0) {
    if (has(options, 'e')) return [];
    return [
      {
        err: `sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`,
      },
    ];
  }
  if (value !== undefined) return [written(world, name, value.trim(), options)];
  if (has(options, 'w')) return [{ err: `sysctl: "${word}" must be of the form name=value` }];
  const shown = known === undefined ? inside : [name];
  return shown.map((key) => ({ out: printed(key, settings.get(key) ?? '', options) }));
}

function written(world: World, name: string, value: string, options: Options): Said {
  if (name !== WMEM_DEFAULT) {
    return { err: `sysctl: setting key "${name}": Read-only file system\n${KNOWN}` };
  }
  const next = withWmem(world.state, value);
  if (next === null) return { err: `sysctl: setting key "${name}": Invalid argument` };
  world.set(next);
  return has(options, 'q') ? {} : { out: printed(name, value, options) };
}

function printed(name: string, value: string, options: Options): string {
  if (has(options, 'N')) return name;
  return has(options, 'n') ? value : `${name} = ${value}`;
}
