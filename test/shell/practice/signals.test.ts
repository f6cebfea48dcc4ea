import { describe, expect, it } from 'vitest';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { hungSince } from '../../../src/shell/practice/memory.ts';
import { signalOf } from '../../../src/shell/practice/signal-names.ts';
import { signalled } from '../../../src/shell/practice/signals.ts';
import type { NodeState } from '../../../src/shell/practice/state.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { atPrompt } from './at-prompt.ts';
import { built, stormed, target } from './hung.ts';

const DUMPS = {
  shimDump: (_: NodeState, { shim }: { shim: { pid: number } }) => `origin\nshim ${shim.pid}\n`,
  containerdLog: () => 'containerd\n',
};

/** Who is another process after a signal. */
function changed(before: NodeState, after: NodeState): string[] {
  const pidsOf = ({ containerd, kubelet, pods }: NodeState) => ({
    containerd: containerd.pid,
    kubelet: kubelet.pid,
    shim: target({ pods } as NodeState).shim.pid,
    pause: target({ pods } as NodeState).containers[0]?.pid,
    app: target({ pods } as NodeState).containers[1]?.pid,
  });
  const [one, other] = [pidsOf(before), pidsOf(after)];
  return Object.keys(one).filter((who) => one[who as 'shim'] !== other[who as 'shim']);
}

describe('what a signal does', () => {
  it.each([
    ['kubelet', 1031, 'TERM', ['kubelet']],
    ['kubelet', 1031, 'KILL', ['kubelet']],
    // A Go program that does not ask for USR1 catches it and does nothing.
    ['kubelet', 1031, 'USR1', []],
    ['containerd', 812, 'TERM', ['containerd']],
    ['containerd', 812, 'HUP', ['containerd']],
    ['containerd', 812, 'USR1', []],
    ['containerd', 812, 'USR2', []],
    ['a shim of 1.4.11', 2390, 'TERM', []],
    ['a shim of 1.4.11', 2390, 'INT', []],
    ['a shim', 2390, 'KILL', ['shim', 'pause', 'app']],
    ['pause', 2409, 'TERM', ['shim', 'pause', 'app']],
    // sleep is process 1 of its namespace and has no handler.
    ['sleep', 2428, 'TERM', []],
    ['sleep', 2428, 'KILL', ['app']],
  ] as const)('to %s (%i): %s', (_, pid, signal, ended) => {
    const before = firstNode();
    const { state, error } = signalled(before, pid, signal, DUMPS);
    expect(error).toBeNull();
    expect(changed(before, state)).toEqual(ended);
  });

  it('ends a shim of 1.5.10 on TERM, which heeds it', () => {
    const before = built('1.5.10', '1.5.10');
    const { shim } = target(before);
    expect(changed(before, signalled(before, shim.pid, 'TERM', DUMPS).state)).toContain('shim');
  });

  it('leaves a container’s shim and the pod’s other connections when its program ends', () => {
    const before = firstNode();
    const { state } = signalled(before, 2428, 'KILL', DUMPS);
    expect(target(state)).toMatchObject({ restarts: 1, shim: target(before).shim });
    expect(target(state).containers[0]).toEqual(target(before).containers[0]);
    expect(target(state).containers[1]?.id).not.toBe(target(before).containers[1]?.id);
  });

  it('writes the dumps to containerd’s journal, a record a line, under containerd’s pid', () => {
    const { state } = signalled(firstNode(), 2390, 'USR1', DUMPS);
    expect(state.journal).toEqual([
      { at: 0, unit: 'containerd', pid: 812, text: 'origin' },
      { at: 0, unit: 'containerd', pid: 812, text: 'shim 2390' },
    ]);
    const own = signalled(state, 812, 'USR1', DUMPS).state.journal.at(-1);
    expect(own?.text).toBe('containerd');
  });

  it('knows no more than it should', () => {
    const state = firstNode();
    expect(signalled(state, 99, 'TERM', DUMPS)).toEqual({ state, error: 'No such process' });
    expect(signalled(state, 812, '0', DUMPS)).toEqual({ state, error: null });
    for (const [pid, signal] of [
      [1, 'TERM'],
      [812, 'STOP'],
      [1031, 'QUIT'],
    ] as const) {
      expect(signalled(state, pid, signal, DUMPS).error).toMatch(
        /^\(the practice node does not know/,
      );
    }
  });

  it('does not tell the end of a program whose pod’s connection hangs', async () => {
    const { state } = await stormed();
    expect(signalled(state, 2428, 'KILL', DUMPS).error).toMatch(/while its pod's connection hangs/);
  });
});

describe('the goals', () => {
  it('counts a dump of the shim that hangs, and of no other', async () => {
    const world = await stormed();
    const prompt = atPrompt(world);
    await prompt('kill -10 2447');
    expect(world.state.reached).not.toContain('shim');
    await prompt('kill -s USR1 2390');
    expect(world.state.reached).toContain('shim');
  });

  it('counts callers of ttrpc in containerd’s own dump as read when they are shown', async () => {
    const world = await stormed();
    const prompt = atPrompt(world);
    await prompt('kill -10 2390; journalctl -eu containerd; kill -10 812');
    expect(world.state.reached).not.toContain('containerd');
    await prompt('journalctl -eu containerd');
    expect(world.state.reached).toContain('containerd');
  });

  it('is no cure to start the same release again', async () => {
    const world = await stormed();
    await atPrompt(world)('systemctl restart containerd');
    expect(hungSince(world.state)).toBeNull();
    expect(world.state.reached).not.toContain('cure');
  });

  it('is a cure to start 1.5.8, by systemctl or by a signal', async () => {
    for (const end of ['systemctl restart containerd', 'pkill -x containerd']) {
      const world = await stormed();
      const prompt = atPrompt(world);
      await prompt("apt-get update; apt-get install -y 'containerd=1.5.8*'");
      expect([world.state.containerd.running, world.state.reached.includes('cure')]).toEqual([
        '1.4.11',
        false,
      ]);
      await prompt(end);
      expect(world.state.containerd.running).toBe('1.5.8');
      expect(world.state.reached).toContain('cure');
    }
  });

  it('is a cure to start 1.7.13 only when the last shim of before is gone', async () => {
    const world = await stormed();
    const prompt = atPrompt(world);
    await prompt(
      'apt-get update; apt-get install -y containerd=1.7.13-1; systemctl restart containerd',
    );
    expect(world.state.reached).not.toContain('cure');
    await prompt('pkill -9 containerd-shim');
    expect(world.state.reached).toContain('cure');
  });
});

describe('kill', () => {
  const killed: string[] = [];
  const jobs = {
    running: [{ pid: 31_700, text: 'sleep 100', since: 0 }],
    kill: (spec: string, signal: string) => {
      if (spec !== '%1' && spec !== '31700') return false;
      killed.push(`${spec} ${signal}`);
      return true;
    },
  };
  const prompt = atPrompt(new World(firstNode()), jobs);

  it.each([
    ['kill 99999', 'bash: kill: (99999) - No such process\n', 1],
    ['kill x', 'bash: kill: x: arguments must be process or job IDs\n', 1],
    ['kill -FOO 1', 'bash: kill: FOO: invalid signal specification\n', 1],
    ['kill %2', 'bash: kill: %2: no such job\n', 1],
    [
      'kill',
      'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
      2,
    ],
    ['kill -0 812', '', 0],
  ])('%s', async (line, stderr, exitCode) => {
    expect(await prompt(line)).toMatchObject({ stdout: '', stderr, exitCode });
  });

  it('goes to the shell’s jobs by number and by pid', async () => {
    await prompt('kill %1; kill -9 31700');
    expect(killed).toEqual(['%1 TERM', '31700 KILL']);
  });

  it('knows only signals that end a job', async () => {
    const { stderr } = await prompt('kill -STOP %1; kill -USR1 31700; kill -0 31700');
    expect(stderr.split('\n')).toEqual([
      'bash: kill: %1: (the practice node does not know what SIGSTOP does to a job)',
      'bash: kill: (31700) - (the practice node does not know what SIGUSR1 does to a job)',
      '',
    ]);
    expect(killed).toHaveLength(2);
  });

  it('lists signals, and turns their numbers into names', async () => {
    expect((await prompt('kill -l 10 USR2')).stdout).toBe('USR1\n12\n');
    expect((await prompt('kill -l')).stdout.split('\n')[1]).toBe(
      ' 6) SIGABRT\t 7) SIGBUS\t 8) SIGFPE\t 9) SIGKILL\t10) SIGUSR1',
    );
  });

  it('reads a signal in each of its forms', () => {
    expect(['10', 'USR1', 'SIGUSR1', 'usr1', '0', '77', 'X'].map(signalOf)).toEqual([
      'USR1',
      'USR1',
      'USR1',
      'USR1',
      '0',
      null,
      null,
    ]);
  });
});
