import { beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/shell/engine.ts';
import { hang, interrupted, onNode, say } from './on-node.ts';

const POD = 'test-74cf75b654-gw5hk';
let node: Engine;

beforeEach(() => {
  node = onNode();
});

const names = (text: string) => text.split('\n').map((row) => row.split(/ +/)[0]);

describe('kubectl get', () => {
  it('lists by namespace, then by name', async () => {
    const { stdout } = await say(node, 'kubectl get pods -A -o name');
    expect(stdout.split('\n').map((row) => row.replace(/^pod\/(.*?)-.*/, '$1'))).toEqual([
      'test',
      'web',
      'coredns',
      'kube',
      'node',
      '',
    ]);
  });

  it('gives those that are named, and says which are not there', async () => {
    const said = await say(node, `kubectl get pods ${POD} nope`);
    expect(names(said.stdout)).toEqual(['NAME', POD, '']);
    expect(said.stderr).toBe('Error from server (NotFound): pods "nope" not found\n');
    expect(said.code).toBe(1);
    expect((await say(node, 'kubectl get node nope')).stdout).toBe('');
    expect(names((await say(node, `kubectl get pod/${POD}`)).stdout)).toEqual(['NAME', POD, '']);
  });

  it('takes a namespace in every spelling, before the command too', async () => {
    const { stdout } = await say(node, 'kubectl get pods -n kube-system');
    for (const line of [
      'kubectl -n kube-system get pods',
      'kubectl --namespace=kube-system get po',
      'kubectl get pods -n=kube-system',
      'kubectl --kubeconfig /etc/kubernetes/admin.conf get pods -n kube-system',
    ])
      expect((await say(node, line)).stdout, line).toBe(stdout);
    expect((await say(node, 'kubectl --kubeconfig /nope get pods')).code).toBe(1);
    expect((await say(node, 'kubectl --context x get pods')).stderr).toMatch(/unknown flag/);
  });

  it('has the columns of -o wide', async () => {
    const [head = ''] = (await say(node, 'kubectl get nodes -o wide')).stdout.split('\n');
    expect(head).toMatch(/INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME$/);
  });

  it('a pod is as old as it was when its shim is killed, and was restarted', async () => {
    await say(node, 'kill -9 $(pgrep -f "id $(crictl pods -q --name test)")');
    const { stdout } = await say(node, `kubectl get pod ${POD} --no-headers`);
    expect(stdout).toMatch(/Running +1 \(\ds ago\) +3d\n$/);
  });

  it('a container that was killed was restarted just now, and its sandbox was not', async () => {
    await say(node, 'kill -9 $(pgrep nginx)');
    const { stdout } = await say(node, 'kubectl get pods --no-headers');
    expect(stdout).toMatch(/^web\S+ +1\/1 +Running +1 \(\ds ago\) +2d$/m);
    expect((await say(node, 'crictl pods --name web')).stdout).toMatch(
      / default +0 +\(default\)\n$/,
    );
  });

  it('--raw asks kubelet through the API server, and waits for stats as anybody', async () => {
    const raw = 'kubectl get --raw /api/v1/nodes/lab/proxy';
    expect((await say(node, `${raw}/healthz`)).stdout).toBe('ok');
    expect(JSON.parse((await say(node, `${raw}/stats/summary`)).stdout)).toHaveProperty('pods');
    expect((await say(node, 'kubectl get --raw /apis')).stderr).toMatch(/^Error from server/);
    await hang(node);
    expect(await interrupted(node, `${raw}/stats/summary`)).toBe('stopped');
    expect(node.view()?.reached).toContain('stats');
  });
});

describe('kubectl top', () => {
  it('shows of a pod what crictl stats and kubelet show', async () => {
    const { stdout } = await say(node, 'kubectl top pod -n kube-system coredns-78fcd69978-4nqzl');
    expect(stdout).toMatch(/^NAME +CPU\(cores\) +MEMORY\(bytes\) +\ncoredns\S+ +2m +42Mi +\n$/);
    const id = '$(crictl ps -q --name coredns)';
    expect((await say(node, `crictl stats ${id}`)).stdout).toMatch(/ 0\.11 +44\.25MB +/);
    const rss = await say(node, 'ps -C coredns -o rss=');
    expect(Math.floor(Number(rss.stdout) / 1024)).toBe(42);
  });

  it('has the namespaces of all, and no headers when asked', async () => {
    const { stdout } = await say(node, 'kubectl top pods -A');
    expect(stdout).toMatch(/^NAMESPACE +NAME +/);
    expect((await say(node, 'kubectl top node --no-headers')).stdout).toMatch(/^lab +\d+m +\d+% /);
  });

  it('has no figures of a node that does not answer', async () => {
    await hang(node);
    expect((await say(node, 'kubectl top node')).stderr).toBe('error: metrics not available yet\n');
    expect((await say(node, 'kubectl top node lab')).stderr).toBe(
      'Error from server (NotFound): nodemetrics.metrics.k8s.io "lab" not found\n',
    );
  });
});

describe('kubectl exec', () => {
  it('runs by the clock of the node', async () => {
    const before = node.view()?.time ?? 0;
    const { stdout } = await say(node, `kubectl exec ${POD} -- sh -c 'sleep 60; date'`);
    expect(stdout).toMatch(/^Tue Nov {2}9 07:51:\d\d UTC 2021\n$/);
    expect((node.view()?.time ?? 0) - before).toBeGreaterThan(60);
  });

  it('names what a container has where it lacks a program', async () => {
    const { stderr, code } = await say(node, `kubectl exec ${POD} -- vim`);
    expect(stderr).toMatch(/failed to start exec "[0-9a-f]{64}": OCI runtime exec failed.*"vim"/);
    expect(stderr).toMatch(/containers have: .*\bls\b/);
    expect(code).toBe(1);
  });
});

it('kubectl version says what the build says, and --short the number', async () => {
  expect((await say(node, 'kubectl version --client')).stdout).toMatch(
    /^Client Version: version\.Info\{Major:"1", Minor:"22", GitVersion:"v1\.22\.3", .*\}\n$/,
  );
  expect((await say(node, 'kubectl version --short')).stdout).toBe(
    'Client Version: v1.22.3\nServer Version: v1.22.3\n',
  );
});
