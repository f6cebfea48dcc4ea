import { Bash, type CommandName, defineCommand, getCommandNames } from 'just-bash/browser';
import { bytesOut } from '../../commands/input.ts';
import { quoted } from '../background.ts';
import type { Output } from '../jobs.ts';
import type { Container, Pod } from '../state.ts';

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
  pod: Pod,
  { name }: Container,
  command: readonly string[],
  stdin: string,
): Promise<Ran> {
  const [program = ''] = command;
  const applet = program.replace(/^\/bin\//, '');
  if (!APPLETS.has(applet) || name === 'pause') {
    return { stdout: '', stderr: '', exitCode: 126, missing: notFound(program) };
  }
  const bash = new Bash({
    files: {
      '/etc/hostname': `${pod.name}\n`,
      '/etc/hosts': `127.0.0.1\tlocalhost\n${pod.ip}\t${pod.name}\n`,
      '/proc/1/comm': `${name}\n`,
      ...FILES[name],
    },
    cwd: '/',
    env: { HOME: '/root', HOSTNAME: pod.name, PATH: '/usr/bin:/bin' },
    commands: COMMANDS,
    customCommands: [defineCommand('hostname', async () => bytesOut(`${pod.name}\n`))],
    defenseInDepth: false,
  });
  const line = [applet, ...command.slice(1)].map(quoted).join(' ');
  const { stdout, stderr, exitCode } = await bash.exec(line, { rawScript: true, stdin });
  return { stdout, stderr, exitCode, missing: null };
}
