import { describe, expect, it } from 'vitest';
import { dueOf } from '../../../src/shell/practice/drill/due.ts';
import { withEvent, withSteps } from '../../../src/shell/practice/drill/log.ts';
import { readNode, writeNode } from '../../../src/shell/practice/file.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { nodeAt } from '../../../src/shell/practice/start.ts';
import type { GoalId, NodeState } from '../../../src/shell/practice/state.ts';
import { interrupted, onNode, say, stateOf } from './on-node.ts';

const morning = () => onNode(nodeAt('morning'));
const rows = async (node: ReturnType<typeof onNode>) =>
  ((await stateOf(node)).drill?.log ?? []).map(({ what }) => what);

describe('the log of a drill', () => {
  it('has the events and the steps that were reached since it began, in their order', async () => {
    const node = morning();
    await say(node, 'top -b -n 1 | head');
    expect((await stateOf(node)).drill).toBeUndefined();
    await node.inject('begin');
    await interrupted(node, 'crictl stats');
    await say(node, 'true');
    await node.inject(1);
    await say(node, 'kill -USR1 $(pgrep -f "shim.* -id $(crictl pods -q --name test)")');
    expect(await rows(node)).toEqual(['stats', 'kubelet-restarted', 'shim']);
    const { drill } = await stateOf(node);
    expect(drill?.before).toEqual(['storm', 'memory']);
  });

  it('says when, by the clock on the wall and by that of the node', () => {
    const state = withEvent(firstNode(), 'replica', 60_000);
    const later = withSteps({ ...state, time: 90, reached: ['memory'] }, 200_000);
    expect(later.drill).toEqual({
      began: 60_000,
      before: [],
      log: [
        { at: 0, wall: 60_000, what: 'replica' },
        { at: 90, wall: 200_000, what: 'memory' },
      ],
    });
    expect(withSteps(later, 300_000)).toBe(later);
  });

  it('goes into the file of a node and comes back, as does a journal that was emptied', async () => {
    const node = morning();
    await node.inject(5);
    const all = await node.save();
    if (!all.node) throw new Error('no node');
    const back = readNode(writeNode({ ...all, node: all.node }));
    if (!back.ok) throw new Error(back.at);
    expect(back.saved.node).toEqual(all.node);
    expect(back.saved.node.drill?.log.map(({ what }) => what)).toEqual(['journal-emptied']);
    const strange = writeNode({ ...all, node: all.node }).replaceAll('"journal-emptied"', '"x"');
    expect(readNode(strange)).toMatchObject({ ok: false, at: 'node.drill.log[0].what' });
  });

  it('is not asked of a file that has none', async () => {
    const all = await onNode().save();
    if (!all.node) throw new Error('no node');
    expect(writeNode({ ...all, node: all.node })).not.toContain('"drill"');
    expect(readNode(writeNode({ ...all, node: all.node }))).toMatchObject({ ok: true });
  });
});

describe('the moment of an event', () => {
  const at = (...reached: GoalId[]): readonly number[] =>
    dueOf({ ...nodeAt('morning'), reached: ['storm', ...reached] });

  it('comes with what the room has found, and goes again', () => {
    expect(at()).toEqual([]);
    expect(at('memory')).toEqual([1]);
    expect(at('memory', 'stats')).toEqual([1, 2, 3]);
    expect(at('memory', 'stats', 'kubelet')).toEqual([1, 2, 3, 4]);
    expect(at('memory', 'stats', 'kubelet', 'shim')).toEqual([1, 2, 4, 5]);
    expect(at('memory', 'stats', 'kubelet', 'shim', 'lines')).toEqual([1, 2, 5, 6, 7, 8]);
    expect(at('memory', 'stats', 'kubelet', 'shim', 'lines', 'cure')).toEqual([]);
  });

  it('is over once it has happened, and while nothing hangs there is none', () => {
    const state: NodeState = { ...nodeAt('morning'), reached: ['storm', 'memory'] };
    expect(dueOf(withEvent(state, 'kubelet-restarted', 0))).toEqual([]);
    expect(dueOf({ ...firstNode(), reached: ['storm', 'memory', 'stats'] })).toEqual([]);
  });
});

describe('the command drill', () => {
  it('lets events happen where the page has no panel, and gives the log', async () => {
    const node = morning();
    await say(node, 'drill begin');
    const { stdout } = await say(node, 'sudo drill 4');
    expect(stdout).toContain('Broadcast message from alex@lab');
    expect(await say(node, 'drill 6 > /dev/null; drill 6')).toMatchObject({
      stderr: 'drill: event 6 changes nothing now\n',
      code: 1,
    });
    expect((await say(node, 'drill log')).stdout).toMatch(
      /^MINUTE {2}NODE {6}WHAT\n {5}0 {2}15:50:\d\d {2}event 4\n {5}0 {2}15:50:\d\d {2}event 6\n$/,
    );
  });

  it.each(['', '0', '9', 'x', '1 2'])('refuses: drill %s', async (words) => {
    const { code, stderr } = await say(morning(), `drill ${words}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^usage: drill begin/);
  });
});

describe('what is heard of an event', () => {
  it('stands at once where no line runs, and with its end where one does', async () => {
    const node = morning();
    expect(await node.inject(4)).toContain('Broadcast message');
    const line = node.run('crictl stats');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await node.inject(7)).toBe('');
    await say(morning(), 'true');
    node.stop();
    await line;
    expect((await say(node, 'echo on')).stdout).toMatch(/^on\n\nBroadcast message .*1\.5\.8/s);
    expect((await say(node, 'echo on')).stdout).toBe('on\n');
  });

  it('reaches a line that waits: a shim that dies ends its execs', async () => {
    const node = morning();
    const line = node.run('kubectl exec test-74cf75b654-gw5hk -- ls /opt');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await node.inject(8);
    expect(await line).toMatchObject({ kind: 'finished', stderr: 'error: unexpected EOF\n' });
  });
});
