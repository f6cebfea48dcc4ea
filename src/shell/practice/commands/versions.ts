import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { compareVersions } from '../../../evidence/ttrpc/releases.ts';
import { bytesOut, refusal } from '../../commands/input.ts';
import { KUBELET } from '../first.ts';
import type { World } from '../world.ts';
import { debian } from './apt/archive.ts';

/** The programs that say their version and do nothing else at a prompt: of what is installed, which need not be what runs. */
export function versions(world: World): CustomCommand[] {
  return [
    said('containerd', ['--version', '-v'], () => {
      const { installed } = world.state.containerd;
      const path = `github.com/containerd/containerd${compareVersions(installed, '2.0.0') >= 0 ? '/v2' : ''}`;
      // Debian's build has the package's version in the place of the revision.
      return `containerd ${path} ${installed} ${debian(installed)}`;
    }),
    said('containerd-shim-runc-v2', ['-v'], () => {
      const { installed } = world.state.containerd;
      return `containerd-shim-runc-v2:\n  Version:  ${installed}\n  Revision: ${debian(installed)}\n`;
    }),
    said('kubelet', ['--version'], () => `Kubernetes ${KUBELET}`),
    said('runc', ['--version', '-v'], () => RUNC),
  ];
}

const RUNC = `runc version 1.0.2
commit: v1.0.2-0-g52b36a2d
spec: 1.0.2-dev
go: go1.16.7
libseccomp: 2.5.1`;

function said(name: string, flags: readonly string[], text: () => string): CustomCommand {
  return defineCommand(name, async (args) => {
    const [flag] = args;
    if (args.length === 1 && flag !== undefined && flags.includes(flag))
      return bytesOut(`${text()}\n`);
    return refusal(
      `${name}: the practice node runs it already\n(the practice node knows: ${name} ${flags[0]})`,
    );
  });
}
