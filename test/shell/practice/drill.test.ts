import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import type { Engine } from '../../../src/shell/engine.ts';
import { target } from '../../../src/shell/practice/drill/events.ts';
import { containerdDump } from '../../../src/shell/practice/dumps.ts';
import { stormed } from '../../../src/shell/practice/exec-storm.ts';
import { KUBELET_CALL } from '../../../src/shell/practice/memory.ts';
import { nodeAt } from '../../../src/shell/practice/start.ts';
import { EVENTS, type EventId } from '../../../src/shell/practice/state.ts';
import { interrupted, onNode, say, stateOf } from './on-node.ts';

const MIB = 2 ** 20;
const POD = 'test-74cf75b654-gw5hk';
const ASK =
  'for p in $(crictl pods -q --name test); do kill -USR1 $(pgrep -f "shim.* -id $p"); done';

const numberOf = (id: EventId) => EVENTS.indexOf(id) + 1;
const morning = () => onNode(nodeAt('morning'));
const memory = (node: Engine) => {
  const now = node.view()?.memory.at(-1);
  if (!now) throw new Error('no memory');
  return now;
};

/** A node on the morning after, on which an event has happened. */
async function happened(id: EventId, ...lines: readonly string[]) {
  const node = morning();
  if (lines.length > 0) await say(node, ...lines);
  const heard = await node.inject(numberOf(id));
  return { node, heard };
}

/** What the kit's rules find in the dumps of the journal. */
async function rulesIn(node: Engine): Promise<string[][]> {
  const { stdout } = await say(node, 'journalctl -u containerd');
  const { dumps } = read(new TextEncoder().encode(stdout));
  return dumps.map((dump) => diagnose(dump).map(({ rule }) => rule));
}

const STUCK = 'ttrpc-server-stuck';
const statsHang = (node: Engine) => interrupted(node, 'crictl stats');

describe('the morning after', () => {
  it('is the same each time, hangs, and has grown for eight hours', async () => {
    expect(nodeAt('morning')).toEqual(nodeAt('morning'));
    const node = morning();
    expect(node.view()).toMatchObject({ reached: ['storm'], jobs: 0 });
    expect(memory(node).kubelet).toBeGreaterThan(900 * MIB);
    expect((await say(node, 'timeout 10 crictl stats; echo $?')).stdout).toBe('124\n');
    await say(node, ASK);
    expect((await rulesIn(node)).filter((found) => found.includes(STUCK))).toHaveLength(1);
  });
});

describe('event 1, kubelet is restarted', () => {
  it('lets the curve fall and the calls go, and the circle stays where it is', async () => {
    const node = morning();
    const before = memory(node);
    await say(node, ASK);
    expect(await node.inject(1)).toBe('');
    expect(memory(node).kubelet).toBeLessThan(100 * MIB);
    // The calls of kubelet's have left containerd too; the execs have not.
    expect(memory(node).containerd).toBeGreaterThan(200 * 860_000);
    expect(memory(node).containerd).toBeLessThan(before.containerd);
    expect(await statsHang(node)).toBe('stopped');
    await say(node, ASK);
    expect((await rulesIn(node)).filter((found) => found.includes(STUCK))).toHaveLength(2);
  });

  it('ends nothing: kubelet grows again at the same pace', async () => {
    const { node } = await happened('kubelet-restarted');
    const low = memory(node).kubelet;
    await node.later(3600);
    // Two scrapers every 15 s, the eviction manager's one call: each waits and holds its share.
    expect(memory(node).kubelet - low).toBeGreaterThan(400 * KUBELET_CALL);
  });

  it('leaves in the journal who it was, and nothing in the terminal', async () => {
    const { node } = await happened('kubelet-restarted');
    const { stdout } = await say(node, 'journalctl -t sudo -o cat');
    expect(stdout).toMatch(
      /^ +alex : TTY=pts\/1 .* COMMAND=\/usr\/bin\/systemctl restart kubelet$/m,
    );
    expect((await say(node, 'journalctl -u kubelet -n 2 -o cat')).stdout).toMatch(
      /^Started kubelet/m,
    );
    expect((await say(node, 'ps -o etimes= -C kubelet')).stdout.trim()).toMatch(/^\d$/);
  });
});

describe('event 2, forty more execs', () => {
  it('lets containerd grow by them and kubelet not at all, where the connection hangs', async () => {
    const node = morning();
    const before = memory(node);
    expect(await node.inject(2)).toBe('');
    const step = memory(node).containerd - before.containerd;
    expect(step / 40).toBeGreaterThan(800_000);
    expect(memory(node).kubelet).toBe(before.kubelet);
    const dump = containerdDump(await stateOf(node));
    expect(dump.match(/spdystream\.\(\*Connection\)\.Serve\(/g)).toHaveLength(240);
    expect((await say(node, 'pgrep -c kubectl')).stdout).toBe('0\n');
  });

  it('leaves nothing behind where nothing hangs', async () => {
    const node = onNode();
    await node.inject(2);
    expect(memory(node).containerd).toBe(memory(onNode()).containerd);
    expect((await say(node, 'crictl stats | wc -l')).stdout).toBe('6\n');
  });
});

describe('event 3, a second pod of the same name', () => {
  it('is a pod like the other, with a shim of its own that is healthy', async () => {
    const { node, heard } = await happened('replica');
    expect(heard).toBe('');
    expect((await say(node, 'kubectl get pods | grep -c test-74cf75b654')).stdout).toBe('2\n');
    expect((await say(node, 'crictl pods -q --name test | wc -l')).stdout).toBe('2\n');
    await say(node, ASK);
    const rules = await rulesIn(node);
    expect(rules.map((found) => found.includes(STUCK)).toSorted()).toEqual([false, true]);
    expect(rules.flat()).toContain('healthy');
    const { stdout } = await say(node, `kubectl exec test-74cf75b654-p8wzn -- ls /opt`);
    expect(stdout).toBe('app\n');
    expect(await interrupted(node, `kubectl exec ${POD} -- ls /opt`)).toBe('stopped');
    // The newest pod stands first, so that a hasty hand asks the wrong shim.
    expect((await say(node, 'crictl pods --name test | head -n 2')).stdout).toContain('p8wzn');
  });

  it('happens once', async () => {
    const { node } = await happened('replica');
    expect(await node.inject(3)).toBeNull();
  });
});

describe('event 4, somebody is about to kill the pod', () => {
  it('is a word in the terminal and no more', async () => {
    const node = morning();
    const before = await stateOf(node);
    const heard = await node.inject(4);
    expect(heard).toMatch(
      /^\nBroadcast message from alex@lab \(pts\/1\) \(Tue Nov {2}9 15:50:\d\d 2021\):\n\ntest-74cf75b654-gw5hk is stuck\./,
    );
    const { drill: _, ...same } = await stateOf(node);
    expect(same).toEqual(before);
  });

  it('is not said where nothing hangs', async () => {
    expect(await onNode().inject(4)).toBeNull();
  });
});

describe('event 5, the journal is emptied', () => {
  it('takes the dump that was not saved; the shim gives another with the same circle', async () => {
    const { node, heard } = await happened(
      'journal-emptied',
      ASK,
      'journalctl -u containerd > saved',
    );
    expect(heard).toContain('I threw the old logs away');
    expect(await rulesIn(node)).toEqual([]);
    expect((await say(node, 'grep -c BEGIN saved')).stdout).toBe('1\n');
    const { stdout } = await say(node, 'journalctl -o cat');
    expect(stdout.split('\n')).toEqual([
      'pam_unix(sudo:session): session closed for user root',
      '',
    ]);
    await say(node, ASK);
    expect((await rulesIn(node)).filter((found) => found.includes(STUCK))).toHaveLength(1);
  });
});

describe('event 6, larger buffers', () => {
  it('changes no connection that is open: its limit is what it was, and it hangs', async () => {
    const node = morning();
    const limits = "ss -xm | grep -o 't[1-9][0-9]*,tb[0-9]*'";
    const { stdout: before } = await say(node, limits);
    expect(before).toContain('tb212992');
    expect(await node.inject(6)).toContain('net.core.wmem_default is 1 MiB now.');
    expect((await say(node, 'sysctl -n net.core.wmem_default')).stdout).toBe('1048576\n');
    expect((await say(node, limits)).stdout).toBe(before);
    expect(await statsHang(node)).toBe('stopped');
    expect(await node.inject(6)).toBeNull();
  });

  it('moves the hang: after a restart 200 and 400 execs come back, and 1000 do not', async () => {
    const { node } = await happened('buffer-raised');
    await say(node, 'systemctl restart containerd');
    expect((await say(node, './exec.sh 200 | wc -l')).stdout).toBe('200\n');
    expect((await say(node, 'crictl stats | wc -l')).stdout).toBe('6\n');
    const state = await stateOf(node);
    const id = target(state)?.containers[1]?.id ?? '';
    for (const seed of [6, 7, 8, 9]) {
      const end = (execs: number) => stormed({ ...state, seed }, id, Array(execs).fill('spdy')).end;
      expect([200, 400, 1000].map(end)).toEqual(['ran', 'ran', 'hangs']);
    }
    expect(node.view()?.reached).not.toContain('cure');
  });
});

describe('event 7, a package without a restart', () => {
  it('changes what is installed and not what runs; only the restart cures, and the shims may stay', async () => {
    const { node, heard } = await happened('package-upgraded');
    expect(heard).toContain('I installed containerd 1.5.8, that fixes it.');
    expect((await say(node, 'containerd --version')).stdout).toContain('1.5.8');
    expect((await say(node, 'crictl version | grep RuntimeVersion')).stdout).toContain('1.4.11');
    expect(await statsHang(node)).toBe('stopped');
    const shims = 'pgrep -f containerd-shim | tr "\\n" " "';
    const { stdout: before } = await say(node, shims);
    await say(node, 'systemctl restart containerd');
    expect((await say(node, shims)).stdout).toBe(before);
    expect((await say(node, './exec.sh 200 | sort | uniq -c')).stdout).toBe('    200 app\n');
    expect(node.view()?.reached).toEqual(expect.arrayContaining(['cure', 'proof']));
    expect(await node.inject(7)).toBeNull();
  });
});

describe('event 8, the shim is killed', () => {
  it('takes the circle and the evidence away; stats come back, and the same script hangs again', async () => {
    const { node } = await happened('shim-killed');
    expect((await say(node, 'crictl stats | wc -l')).stdout).toBe('6\n');
    expect((await say(node, `kubectl get pods ${POD} | tail -n 1`)).stdout).toMatch(
      / 1 \(\d+s ago\) /,
    );
    expect((await say(node, 'journalctl -u containerd -n 1 -o cat')).stdout).toContain(
      'cleaning up after shim disconnected',
    );
    await say(node, ASK);
    expect((await rulesIn(node)).flat()).toEqual(['healthy']);
    expect(node.view()?.reached).not.toContain('cure');
    await say(node, './exec.sh 200');
    expect(node.view()?.jobs).toBe(200);
  });
});
