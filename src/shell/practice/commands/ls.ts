import { type CustomCommand, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { ls as plain } from '../../commands/mended.ts';
import { dateOf } from '../changes.ts';
import type { World } from '../world.ts';
import { formatted } from './date.ts';

const ROW = /^([dl-])[rwx-]{9}( +\d+) \S+ \S+ +(\S+) (.{12}) (.*)$/;
const HEADING = /^(.+):$/;
/** Below this age a time has its clock, above it its year (coreutils ls: half a Gregorian year), seconds. */
const RECENT = 31_556_952 / 2;
const BLOCK = 4096;

/** ls(1): what just-bash 3.4.2 lists has every file's mode as 0644 and its time by the wall's clock; here both are the node's. */
export function ls(world: World): CustomCommand {
  return defineCommand('ls', async (args, ctx) => {
    if (!('execute' in plain)) throw new Error('ls is no command of its own');
    const result = await plain.execute(args, ctx);
    const stderr = result.stderr.replace(
      /^ls: (.*): No such file or directory$/gm,
      "ls: cannot access '$1': No such file or directory",
    );
    const long = args.some((arg) => /^-[a-zA-Z0-9]*l/.test(arg));
    // Between files that were named it puts blank lines.
    const folders = result.stdout.split('\n').some((line) => HEADING.test(line));
    const plainly = folders ? result.stdout : result.stdout.replace(/^\n|\n(?=\n)/g, '');
    const stdout = long ? await rewritten(plainly, args, ctx, world.time) : plainly;
    return { ...result, stdout, stderr };
  });
}

async function rewritten(
  stdout: string,
  args: readonly string[],
  { fs, cwd }: ResolvedCommandContext,
  now: number,
): Promise<string> {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const itself = args.some((arg) => /^-[a-zA-Z0-9]*d/.test(arg));
  let folder = operands.length === 1 && !itself ? (operands[0] ?? '') : '';
  const lines: string[] = [];
  let total = -1;
  let kib = 0;
  const close = () => {
    if (total >= 0) lines[total] = `total ${kib}`;
  };
  for (const line of stdout.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    const [, kind, links, size = '', , shown = ''] = ROW.exec(line) ?? [];
    if (heading !== undefined && kind === undefined) folder = heading;
    if (/^total \d+$/.test(line)) {
      close();
      total = lines.length;
      kib = 0;
    }
    const name = itself ? shown.replace(/(.)\/$/, '$1') : shown;
    const place = operands.includes(name) || folder === '' ? name : `${folder}/${name}`;
    const stat =
      kind === 'd' || kind === '-'
        ? await fs.stat(fs.resolvePath(cwd, place.replace(/[*/]$/, ''))).catch(() => null)
        : null;
    if (!stat) {
      lines.push(line);
      continue;
    }
    kib += (Math.ceil(stat.size / BLOCK) * BLOCK) / 1024 + (kind === 'd' ? BLOCK / 1024 : 0);
    const bytes = kind === 'd' ? (/[KMG]$/.test(size) ? '4.0K' : String(BLOCK)) : size;
    const mode = kind + (kind === 'd' ? 'rwxr-xr-x' : permissions(stat.mode));
    lines.push(`${mode}${links} root root ${bytes.padStart(5)} ${dated(stat.mtime, now)} ${name}`);
  }
  close();
  return lines.join('\n');
}

function permissions(mode: number): string {
  return [6, 3, 0]
    .flatMap((shift) => [...'rwx'].map((letter, i) => ((mode >> shift) & (4 >> i) ? letter : '-')))
    .join('');
}

/** `Nov  9 07:50`, or `Oct 30  2020`. What has no time of its own is as old as the node's disk. */
function dated(mtime: Date, now: number): string {
  const first = dateOf(0).getTime();
  const at = mtime.getTime() > dateOf(now).getTime() + 1000 || mtime.getTime() === 0 ? DISK : mtime;
  const time = (at.getTime() - first) / 1000;
  return formatted(now - time < RECENT ? '%b %e %H:%M' : '%b %e  %Y', time);
}

/** When the node was set up: its folders are of then. */
const DISK = new Date('2021-10-30T09:12:00Z');
