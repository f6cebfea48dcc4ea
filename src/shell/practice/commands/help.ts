import { defineCommand } from 'just-bash/browser';
import { bytesOut, refusal } from '../../commands/input.ts';
import { CALLS } from '../background.ts';

/** `help`: what there is, in place of just-bash's own. */
export const help = defineCommand(CALLS.help, async () =>
  bytesOut(`The shell is a bash: loops, pipes, redirections, jobs, functions, history.
of Kubernetes   kubectl crictl ctr kubelet
of containerd   ctr pprof, containerd, systemctl, apt-get, apt-cache, dpkg
to look         top ps pgrep pidof free uptime ss sysctl journalctl dmesg df lscpu
to ask          curl, go tool pprof, pprof
to act          kill pkill timeout sleep wait fg jobs
of text         cat head tail grep awk sed sort uniq wc cut tr jq xargs find diff less
A wrong option names those that the practice node knows. Begin with  cat README
`),
);

/** watch(1) redraws a screen, and this terminal shows what a line said when it has ended. */
export const watch = defineCommand('watch', async () =>
  refusal(
    "watch: this terminal shows a line's output when the line has ended\n(the practice node knows: for i in 1 2 3; do COMMAND; sleep 2; done)",
  ),
);
