import { beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/shell/engine.ts';
import { onNode, say } from './on-node.ts';

let node: Engine;

beforeEach(() => {
  node = onNode();
});

describe('crictl', () => {
  it('stats are the same of one container and of all, by id, and take the second they measure', async () => {
    const all = (await say(node, 'crictl stats')).stdout.split('\n').slice(1, -1);
    expect(all).toHaveLength(5);
    expect(all).toEqual(all.toSorted());
    const before = node.view()?.time ?? 0;
    for (const row of all) {
      const id = row.slice(0, 13);
      expect((await say(node, `crictl stats --id ${id}`)).stdout).toContain(`\n${row}\n`);
    }
    expect((node.view()?.time ?? 0) - before).toBeGreaterThan(2 * all.length);
  });

  it('lists the newest first', async () => {
    const { stdout } = await say(node, "crictl ps | awk '{print $NF, $1}' | head -n 2 | tail -n 1");
    expect(stdout).toMatch(/^f65e79655c9d8 /);
  });

  it.each([
    ['crictl -t 5s ps -q | wc -l', '5\n'],
    ['crictl --timeout=5s ps -q | wc -l', '5\n'],
    ['crictl --runtime-endpoint=unix:///run/containerd/containerd.sock ps -q | wc -l', '5\n'],
    ['ctr -n=k8s.io t ls -q | wc -l', '10\n'],
  ])('takes %s', async (line, stdout) => {
    expect(await say(node, line)).toMatchObject({ stdout, stderr: '' });
  });

  it.each([
    ['crictl -r unix:///nope.sock ps', /deadline exceeded/],
    ['crictl -t 5 ps', /parse error/],
    ['crictl -D ps', /not defined: -D/],
    ['crictl ps nope', /too many arguments/],
    ['crictl stats -o json', /invalid option/],
    ['crictl exec -it eb53 sh', /one terminal/],
    ['ctr -a /nope.sock t ls', /dial unix \/nope\.sock/],
    ['ctr -n k8s.io c ls foo', /foo has no meaning/],
    ['ctr -n k8s.io t ls --foo', /--foo has no meaning/],
    ['ctr', /^give a command/],
  ])('ignores nothing: %s', async (line, words) => {
    const said = await say(node, line);
    expect(said.stderr).toMatch(words);
    expect(said.stdout).toBe('');
    expect(said.code).not.toBe(0);
  });

  it('ctr and containerd say the same revision', async () => {
    const { stdout } = await say(node, 'ctr version | grep -c "Revision: 1.4.11-1"');
    expect(stdout).toBe('2\n');
    expect((await say(node, 'containerd -v')).stdout).toMatch(/ 1\.4\.11-1\n$/);
  });
});
