import { SNDBUF } from '../../model/kernel/charge.ts';
import { HOME, type OwnFile, type ShellFile } from '../files.ts';
import { TARGET } from './first.ts';
import { RELEASE, VERSION } from './machine.ts';

/** The node's disk was last touched when it was set up. */
const TAKEN = '2021-10-30T09:12:00Z';

/** As many execs at once as asked for, into one container: what the post's script does, in words of our own. */
const STORM = `#!/bin/bash
# exec.sh N: N execs at once into one container
pod=${'${POD:-'}${TARGET}}
n=0
while [ "$n" -lt "\${1:?how many execs? try 200}" ]; do
  (kubectl exec -i "$pod" -- ls /opt) &
  let "n += 1"
done
`;

function own(at: string, text: string, mode = 0o644): OwnFile {
  return { at, text, mode, taken: TAKEN };
}

/** Where commands find the captured heap that a generated one stands on. */
export const BASE_HEAP = '/usr/share/stuck-in-send/containerd-1.4.11.idle.heap';

function captured(at: string, from: string): ShellFile {
  return { at, from, make: 'copy', taken: TAKEN };
}

/** A setting that can be read and written as a file, too (practice.ts). */
export const WMEM_FILE = '/proc/sys/net/core/wmem_default';

/** As `containerd config default` begins, with the debug server's socket that `ctr pprof` asks. */
const CONTAINERD_CONFIG = `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"

[grpc]
  address = "/run/containerd/containerd.sock"

[debug]
  address = "/run/containerd/debug.sock"
  level = "info"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "k8s.gcr.io/pause:3.5"
`;

const CRICTL_CONFIG = `runtime-endpoint: unix:///run/containerd/containerd.sock
image-endpoint: unix:///run/containerd/containerd.sock
`;

const KUBECONFIG = `apiVersion: v1
kind: Config
clusters:
- name: kubernetes
  cluster: {server: "https://192.168.56.11:6443"}
# (the practice node has no real keys)
`;

/** A key or certificate of no use: what matters is that the file is there. */
function pem(kind: string): string {
  return `-----BEGIN ${kind}-----\n(the practice node has no real keys)\n-----END ${kind}-----\n`;
}

const PKI = '/etc/kubernetes/pki';

/** Every file that the practice node starts with. */
export const PRACTICE_FILES: readonly (ShellFile | OwnFile)[] = [
  own(`${HOME}/exec.sh`, STORM, 0o755),
  captured(`${HOME}/README`, 'readme/node.en.txt'),
  captured(`${HOME}/README.zh-cn`, 'readme/node.zh-cn.txt'),
  captured(BASE_HEAP, 'containerd-1.4.11/idle/containerd.heap.pb.gz'),
  own('/etc/hostname', 'lab\n'),
  own(
    '/etc/os-release',
    'PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\nID=debian\nVERSION_ID="11"\n',
  ),
  own('/proc/version', `Linux version ${RELEASE} (debian-kernel@lists.debian.org) ${VERSION}\n`),
  own('/etc/containerd/config.toml', CONTAINERD_CONFIG),
  own('/etc/crictl.yaml', CRICTL_CONFIG),
  own('/etc/kubernetes/admin.conf', KUBECONFIG, 0o600),
  own(WMEM_FILE, `${SNDBUF}\n`),
  own('/proc/sys/net/ipv4/tcp_wmem', '4096\t16384\t4194304\n'),
  own(`${PKI}/ca.crt`, pem('CERTIFICATE')),
  own(`${PKI}/apiserver-kubelet-client.crt`, pem('CERTIFICATE')),
  own(`${PKI}/apiserver-kubelet-client.key`, pem('RSA PRIVATE KEY'), 0o600),
  own('/var/lib/kubelet/pki/kubelet-client-current.pem', pem('CERTIFICATE'), 0o600),
  own('/var/lib/kubelet/pki/kubelet.crt', pem('CERTIFICATE')),
];
