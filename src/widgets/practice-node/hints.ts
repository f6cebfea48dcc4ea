import type { GoalId } from '../../shell/practice/state.ts';

/**
 * Steps as a new node asks for them, in three stretches. In the incident memory was seen first; here the reader brings the
 * hang about.
 */
export const STRETCHES = {
  see: ['storm', 'memory', 'stats'],
  inside: ['kubelet', 'containerd', 'shim'],
  end: ['lines', 'cure', 'proof'],
} as const satisfies Readonly<Record<string, readonly GoalId[]>>;

export type Stretch = keyof typeof STRETCHES;

export const STEPS: readonly GoalId[] = Object.values(STRETCHES).flat();

const KUBELET =
  'curl -sk --cert /etc/kubernetes/pki/apiserver-kubelet-client.crt --key /etc/kubernetes/pki/apiserver-kubelet-client.key';

/** Lines that lead to each step, in their order. Language-free, like every line of a shell. */
export const HINTS: Readonly<Record<GoalId, readonly string[]>> = {
  storm: ['cat exec.sh', './exec.sh 200'],
  memory: ['top -b -n 1 | head -n 12', 'ps aux --sort=-rss | head -n 5'],
  stats: ['crictl ps', 'crictl stats'],
  kubelet: [
    `${KUBELET} https://localhost:10250/debug/pprof/heap > kubelet.heap`,
    'go tool pprof -top kubelet.heap',
    `${KUBELET} 'https://localhost:10250/debug/pprof/goroutine?debug=1' | head`,
  ],
  containerd: [
    'ctr pprof heap > containerd.heap',
    'go tool pprof -top containerd.heap',
    'ctr pprof goroutines > containerd.goroutines',
  ],
  shim: [
    'ps -ef | grep containerd-shim',
    'crictl pods --name test',
    'kill -USR1 $(pgrep -f containerd-shim.*$(crictl pods --name test -q))',
    'journalctl -eu containerd | grep -c ttrpc',
  ],
  lines: [
    "journalctl -u containerd -o cat | sed 's/\\\\n/\\n/g' | grep -o 'ttrpc/server.go:[0-9]*' | sort | uniq -c",
    "ss -xm | grep -o 't[1-9][0-9]*,tb[0-9]*'",
  ],
  cure: [
    'apt-get update',
    "apt-cache madison containerd | grep ' 1\\.5'",
    'apt-get install -y containerd=1.5.8-1',
    'systemctl restart containerd',
  ],
  proof: ['./exec.sh 200', 'crictl stats'],
};
