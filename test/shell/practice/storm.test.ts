import { describe, expect, it } from 'vitest';
import { hang, interrupted, onNode, say, stateOf } from './on-node.ts';

const POD = 'test-74cf75b654-gw5hk';

/** As the post writes its script: the same constructs, so that it can be pasted as it stands. */
const PASTED = `cat > again.sh <<'END'
#!/bin/bash
n=0
MOST=$1
while [ "$n" -lt $MOST ]; do
   (kubectl exec -i ${POD} -- ls /opt)&
   let "n += 1"
done
END
chmod +x again.sh`;

describe('the script', () => {
  it('ends for a few execs, each with its output', async () => {
    const node = onNode();
    const { stdout } = await say(node, './exec.sh 20');
    expect(stdout).toBe('app\n'.repeat(20));
    expect(node.view()?.jobs).toBe(0);
  });

  it('hangs the connection with 200 execs, and none of them ends', async () => {
    const node = await hang(onNode());
    expect(node.view()?.jobs).toBe(200);
    const stuck = (await stateOf(node)).pods.flatMap(({ containers }) =>
      containers.filter(({ connection }) => connection.hang !== null),
    );
    expect(stuck.map(({ name }) => name)).toEqual(['test']);
    expect(stuck[0]?.connection.waiting).toHaveLength(200);
  });

  it.each([
    ['from the background as well', './exec.sh 200 &'],
    ['under timeout as well', 'timeout 30 ./exec.sh 200'],
  ])('hangs it %s, in one storm', async (_, line) => {
    const node = onNode();
    await say(node, line);
    expect(node.view()?.reached).toContain('storm');
    expect((await stateOf(node)).pods[3]?.containers[1]?.connection.waiting).toHaveLength(200);
  });

  it('may be pasted with the constructs of the post', async () => {
    const node = onNode();
    await say(node, PASTED, './again.sh 200');
    expect(node.view()?.jobs).toBe(200);
    expect(node.view()?.reached).toContain('storm');
  });

  it('hangs nothing with the repaired client, however often', async () => {
    const state = await stateOf(onNode());
    const node = onNode({
      ...state,
      containerd: { ...state.containerd, installed: '1.5.8', running: '1.5.8' },
    });
    for (let turn = 0; turn < 3; turn++) {
      const { stdout } = await say(node, './exec.sh 200');
      expect(stdout.split('\n')).toHaveLength(201);
    }
    expect(node.view()?.reached).toEqual([]);
  });
});

describe('a node that hangs', () => {
  it('keeps crictl stats waiting until Ctrl-C, and the time that it waited passes', async () => {
    const node = await hang(onNode());
    const before = node.view()?.time ?? 0;
    expect(await interrupted(node, 'crictl stats')).toBe('stopped');
    expect(node.view()?.time).toBeGreaterThan(before + 1.2);
    expect(node.view()?.reached).toContain('stats');
    expect((await say(node, 'echo $?')).stdout).toBe('130\n');
  });

  it('answers for a container that does not hang, and for the list of containers', async () => {
    const node = await hang(onNode());
    const { stdout } = await say(node, 'crictl stats $(crictl ps -q --name web) | tail -n 1');
    expect(stdout).toMatch(/^da01ddd43d24a +0\.00 +\S+MB/);
    expect((await say(node, 'crictl ps -q | wc -l')).stdout).toBe('5\n');
  });

  it('keeps later execs too, and what containerd holds for them when the client leaves', async () => {
    const node = await hang(onNode());
    expect(await interrupted(node, `kubectl exec ${POD} -- ls /opt`)).toBe('stopped');
    const waiting = (await stateOf(node)).pods.flatMap(({ containers }) =>
      containers.flatMap(({ connection }) => connection.waiting),
    );
    expect(waiting).toHaveLength(201);
  });

  it('makes kubelet grow with time, and containerd with execs', async () => {
    const node = onNode();
    const first = node.view()?.memory.at(-1);
    await hang(node);
    const hung = node.view()?.memory.at(-1);
    await node.later(8 * 3600);
    const night = node.view()?.memory.at(-1);
    expect(hung?.containerd).toBeGreaterThan((first?.containerd ?? 0) + 200 * 860_421);
    expect(night?.kubelet).toBeGreaterThan(3 * (first?.kubelet ?? 0));
    expect(night?.time).toBe(node.view()?.time);
    expect(node.view()?.memory.length).toBeLessThanOrEqual(240);
  });

  it('says UNKNOWN of the task that hangs, 2 s after it was asked', async () => {
    const node = await hang(onNode());
    const before = node.view()?.time ?? 0;
    const { stdout } = await say(node, "ctr -n k8s.io task ls | awk '{print $3}' | sort | uniq -c");
    expect(stdout).toBe('      9 RUNNING\n      1 STATUS\n      1 UNKNOWN\n');
    expect((node.view()?.time ?? 0) - before).toBeGreaterThan(2);
  });
});
