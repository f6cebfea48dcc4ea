import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { interrupted, onNode, say } from './on-node.ts';

const SHIM = `pgrep -f "containerd-shim.*$(crictl pods -q --name test)"`;
const LINES = String.raw`journalctl -u containerd -o cat | sed 's/\\n/\n/g; s/\\t/\t/g' | grep -o 'ttrpc/server.go:[0-9]*' | sort | uniq -c`;

/** `404: 1` of what `uniq -c` printed. */
function countsIn(table: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...table.matchAll(/^ *(\d+) ttrpc\/server\.go:(\d+)$/gm)].map(([, n, line]) => [
      line,
      Number(n),
    ]),
  );
}

describe('the investigation by typed commands', () => {
  it('goes from top to the finding and the cure, and to the proof', async () => {
    const node = onNode();
    const goals = () => node.view()?.reached ?? [];

    await say(node, 'ctr pprof heap > before.heap', './exec.sh 200');
    expect(goals()).toEqual(['storm']);
    expect(await interrupted(node, 'crictl stats')).toBe('stopped');
    await node.later(8 * 3600);

    const { stdout: top } = await say(node, 'top -b -n 1 | grep kubelet');
    expect(top).toMatch(/ 1\.0g .* kubelet$/m);

    const { stdout: heap } = await say(
      node,
      'ctr pprof heap > after.heap',
      'go tool pprof -top -cum -base before.heap after.heap',
    );
    expect(heap).toMatch(/docker\/spdystream\.\(\*Connection\)\.Serve/);
    expect(heap).toMatch(/made by the model/);

    await say(node, `kill -USR1 $(${SHIM})`);
    const { stdout: table } = await say(node, LINES);
    const counts = countsIn(table);
    expect(counts).toMatchObject({ 87: 1, 127: 2, 332: 2, 362: 1, 404: 1, 431: 1, 459: 1 });
    expect(counts[434]).toBe((counts[438] ?? 0) + (counts[444] ?? 0));

    await say(node, 'apt-get update', 'apt-get install -y containerd=1.5.8-1');
    expect(await interrupted(node, 'crictl stats')).toBe('stopped');
    await say(node, 'systemctl restart containerd');
    expect((await say(node, 'crictl stats | wc -l')).stdout).toBe('6\n');
    expect((await say(node, './exec.sh 200 | sort | uniq -c')).stdout).toBe('    200 app\n');
    expect(new Set(goals())).toEqual(
      new Set(['storm', 'stats', 'memory', 'containerd', 'shim', 'lines', 'cure', 'proof']),
    );
  });

  it('leaves a journal in which the kit itself finds the circle', async () => {
    const node = onNode();
    await say(node, './exec.sh 200', 'kill -USR1 $(pgrep -f containerd-shim)');
    const { stdout } = await say(node, 'journalctl -u containerd');
    const { dumps } = read(new TextEncoder().encode(stdout));
    const rules = dumps.map((dump) => diagnose(dump).map(({ rule }) => rule));
    expect(rules).toHaveLength(5);
    expect(rules.filter((found) => found.includes('ttrpc-server-stuck'))).toHaveLength(1);
    expect(rules.filter((found) => found.includes('healthy'))).toHaveLength(4);
  });

  it('is no cure to restart the old release: the next storm hangs again', async () => {
    const node = onNode();
    await say(node, './exec.sh 200', 'systemctl restart containerd');
    expect(node.view()?.reached).not.toContain('cure');
    await say(node, './exec.sh 300');
    expect(node.view()?.jobs).toBe(300);
  });
});
