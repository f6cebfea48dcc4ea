import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import { containerdRestarted } from '../../../src/shell/practice/changes.ts';
import { containerdDump, containerdLog, shimDump } from '../../../src/shell/practice/dumps.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { pendingCalls } from '../../../src/shell/practice/memory.ts';
import { only, readText, serverLines } from '../../evidence/goroutine/evidence.ts';
import { addExecs, built, stormed, target } from './hung.ts';

function rules(text: string): readonly string[] {
  return diagnose(only(readText(text))).map(({ rule }) => rule);
}

/** How many goroutines have a frame or a creator that the pattern matches. */
function having(text: string, pattern: RegExp): number {
  return [...only(readText(text))].filter(({ stack }) =>
    [...stack.frames, ...(stack.createdBy ? [stack.createdBy] : [])].some(({ func, file, line }) =>
      pattern.test(`${func} ${file}:${line}`),
    ),
  ).length;
}

function leftovers(text: string): readonly unknown[] {
  return readText(text).leftovers;
}

describe('at rest', () => {
  const state = firstNode();

  it('nothing is found in any shim, nor in containerd', () => {
    for (const pod of state.pods) expect(rules(shimDump(state, pod))).toEqual(['healthy']);
    expect(rules(containerdDump(state))).toEqual(['healthy']);
  });

  it('everything is read', () => {
    for (const text of [
      shimDump(state, target(state)),
      containerdDump(state),
      containerdLog(state),
    ])
      expect(leftovers(text)).toEqual([]);
  });

  it('containerd is asked by its debug server, or by a signal: who writes it stands first', () => {
    expect(containerdDump(state)).toMatch(/^goroutine \d+ \[running\]:\nruntime\/pprof\.write/);
    expect(containerdDump(state)).not.toContain('dumpStacks');
    expect(containerdLog(state)).toContain('dump ===\\ngoroutine 23 [running]:');
    expect(containerdLog(state)).toContain('dumpStacks');
  });

  it('a shim has a connection for each container', () => {
    const lines = serverLines(only(readText(shimDump(state, target(state)))));
    expect(lines[127]).toBe(2);
    expect(lines[332]).toBe(2);
  });
});

describe('after a storm of 200 execs and a quarter of an hour', async () => {
  const world = await stormed();
  await world.later(15 * 60);
  const { state } = world;
  const shim = shimDump(state, target(state));
  const daemon = containerdDump(state);

  it('the shim stands in the circle: its reader at :404, its loop in a write', () => {
    expect(rules(shim)[0]).toBe('ttrpc-server-stuck');
    const lines = serverLines(only(readText(shim)));
    expect(lines[404]).toBe(1);
    expect(lines[459]).toBe(1);
    expect(lines[444]).toBeGreaterThan(1);
  });

  it('so does containerd, and both together are sure', () => {
    expect(rules(daemon)[0]).toBe('ttrpc-client-stuck-a');
    const both = diagnose(only(readText(shim)), [{ dump: only(readText(containerdLog(state))) }]);
    expect(both[0]?.rule).toBe('ttrpc-both');
    expect(both[0]?.confidence).toBe('certain');
  });

  it('the record names the pod and the time, and that the model made it', () => {
    const [first = '', second = ''] = shim.split('\n');
    expect(first).toContain('made by the model of Stuck in Send, not captured');
    const { shim: process, containers } = target(state);
    expect(second).toContain(`/k8s.io/${containers[0]?.id} pid=${process.pid}`);
    expect(second).toContain('time="2021-11-09T08:05:43.');
    expect(second).toContain(', 15 minutes]');
  });

  it('another pod is well', () => {
    const [other] = state.pods;
    if (!other) throw new Error('no pod');
    expect(rules(shimDump(state, other))).toEqual(['healthy']);
  });

  it('everything is read, in the log too', () => {
    for (const text of [shim, daemon, containerdLog(state)]) expect(leftovers(text)).toEqual([]);
    expect([...only(readText(containerdLog(state)))]).toHaveLength(
      [...only(readText(daemon))].length,
    );
  });

  it('each exec over SPDY has its 19 goroutines, by the inventory of the facts', () => {
    expect(having(daemon, /\.\(\*criService\)\.execInternal /)).toBe(200);
    expect(having(daemon, /NewConnection .*connection\.go:252/)).toBe(200);
    expect(having(daemon, /spdy\.newConnection .*connection\.go:68/)).toBe(200);
    expect(having(daemon, /Serve .*spdystream\/connection\.go:311/)).toBe(1000);
    expect(having(daemon, /Serve .*spdystream\/connection\.go:305/)).toBe(1000);
    expect(having(daemon, /fifo\.go:88/)).toBe(600);
    expect(having(daemon, /fifo\.go:103/)).toBe(600);
    expect(rules(daemon)).toContain('exec-pile-up');
  });

  it('the calls for stats wait behind it', () => {
    expect(pendingCalls(state)).toBeGreaterThan(100);
    expect(having(daemon, /\(\*taskClient\)\.Stats /)).toBe(pendingCalls(state));
    expect(rules(daemon)).toContain('containerd-callers-pile-up');
  });

  it('execs that come later wait too: those of ctr have no SPDY, and none has fifos yet', async () => {
    await addExecs(world, 3, 'ctr');
    await addExecs(world, 2, 'spdy');
    const now = containerdDump(world.state);
    expect(having(now, /\.\(\*criService\)\.execInternal /)).toBe(202);
    expect(having(now, /\(\*taskClient\)\.(?:State|Exec) /)).toBe(205);
    expect(having(now, /connection\.go:252/)).toBe(202);
    expect(having(now, /fifo\.go:88/)).toBe(600);
    expect(leftovers(now)).toEqual([]);
  });

  it('a restart of containerd frees it', () => {
    const after = containerdRestarted(state);
    expect(rules(containerdDump(after))).toEqual(['healthy']);
    expect(rules(shimDump(after, target(after)))).toEqual(['healthy']);
  });
});

describe('with other releases', () => {
  it.each([
    ['1.5.7', '1.5.7', 'ttrpc-client-stuck-a'],
    ['1.7.13', '1.4.11', 'ttrpc-client-stuck-c'],
  ])('containerd %s hangs with shims of %s', async (containerd, release, rule) => {
    const world = await stormed(built(containerd, release), 400);
    expect(world.answers).toBe(false);
    const text = containerdDump(world.state);
    expect(rules(text)[0]).toBe(rule);
    expect(leftovers(text)).toEqual([]);
    const pod = target(world.state);
    expect(rules(shimDump(world.state, pod))[0]).toBe('ttrpc-server-stuck');
  });

  it.each(['1.5.8', '1.7.25', '2.0.4'])('containerd %s does not', async (containerd) => {
    const world = await stormed(built(containerd, '1.4.11'));
    expect(world.answers).toBe(true);
    expect(rules(containerdDump(world.state))).toEqual(['healthy']);
    expect(rules(shimDump(world.state, target(world.state)))).toEqual(['healthy']);
  });
});
