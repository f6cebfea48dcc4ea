import {
  Bash,
  type CommandName,
  defineCommand,
  getCommandNames,
  type ResolvedCommandContext,
} from 'just-bash/browser';
import { bytesOut } from '../../commands/input.ts';
import { quoted } from '../background.ts';
import { hexOf } from '../first.ts';
import type { Output } from '../jobs.ts';
import type { Container, Pod } from '../state.ts';
import type { World } from '../world.ts';
import { IN_BACKGROUND, INTERRUPTED } from './caller.ts';
import { date } from './date.ts';
import { sleep } from './sleep.ts';

/** What a container of these images has besides its shell: enough to look around in. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  test: { '/opt/app/run.sh': '#!/bin/sh\nexec sleep infinity\n', '/opt/app/VERSION': '1.0\n' },
  web: {
    '/etc/nginx/nginx.conf': 'worker_processes auto;\n',
    '/opt/site/index.html': 'it works\n',
  },
};

/** Applets of busybox that the shell of the page has too. */
const APPLETS = new Set(
  'awk basename cat cp cut date dirname echo env expr false find grep head hostname ls mkdir mv printenv printf pwd rm sed seq sh sleep sort stat tail tee test touch tr true uniq wc xargs'.split(
    ' ',
  ),
);

const COMMANDS = getCommandNames().filter(
  (name) => APPLETS.has(name) || name === 'bash',
) as CommandName[];

/** Whether the line waits for it, as the commands in the container see it. */
function awayOf({ env }: ResolvedCommandContext): Record<string, string> {
  return env.has(IN_BACKGROUND) ? { [IN_BACKGROUND]: '1' } : {};
}

/** What containerd calls an exec: 64 hexadecimal digits. */
export function execId({ state: { seed, time } }: World): string {
  return hexOf(seed + Math.round(time * 1000))(64);
}

/** runc's words for a program that is not there; containerd@v1.4.11 hands them on. */
function notFound(name: string): string {
  return (
    `OCI runtime exec failed: exec failed: container_linux.go:380: starting container process caused: ` +
    `exec: "${name}": executable file not found in $PATH: unknown`
  );
}

export type Ran = Output & { readonly missing: string | null };

/** Runs a command in a container's own files, in memory. `missing`: what runc says when there is no such program. */
export async function runIn(
  world: World,
  { pod, container: { name } }: { readonly pod: Pod; readonly container: Container },
  command: readonly string[],
  stdin: string,
  ctx: ResolvedCommandContext,
): Promise<Ran> {
  const [program = ''] = command;
  const applet = program.replace(/^\/bin\//, '');
  if (!APPLETS.has(applet) || name === 'pause') {
    const known =
      name === 'pause' ? '' : `\n(the practice node's containers have: ${[...APPLETS].join(' ')})`;
    return { stdout: '', stderr: '', exitCode: 126, missing: notFound(program) + known };
  }
  const bash = new Bash({
    files: {
      '/etc/hostname': `${pod.name}\n`,
      '/etc/hosts': `127.0.0.1\tlocalhost\n${pod.ip}\t${pod.name}\n`,
      '/proc/1/comm': `${name}\n`,
      ...FILES[name],
    },
    cwd: '/',
    env: { ...awayOf(ctx), HOME: '/root', HOSTNAME: pod.name, PATH: '/usr/bin:/bin' },
    commands: COMMANDS,
    // Its clock is the node's.
    customCommands: [
      defineCommand('hostname', async () => bytesOut(`${pod.name}\n`)),
      date(world),
      sleep(world),
    ],
    defenseInDepth: false,
  });
  const line = [applet, ...command.slice(1)].map(quoted).join(' ');
  const { stdout, stderr, exitCode } = await bash.exec(line, {
    rawScript: true,
    stdin,
    ...(ctx.signal && { signal: ctx.signal }),
  });
  if (ctx.signal?.aborted) return { stdout: '', stderr: '', exitCode: INTERRUPTED, missing: null };
  return { stdout, stderr, exitCode, missing: null };
}
