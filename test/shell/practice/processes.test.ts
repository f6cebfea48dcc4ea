import { describe, expect, it } from 'vitest';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { memoryNow } from '../../../src/shell/practice/memory.ts';
import { type Client, processes } from '../../../src/shell/practice/processes.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { atPrompt, linesOf } from './at-prompt.ts';
import { stormed } from './hung.ts';

const WAITING: Client = { pid: 31_700, command: 'kubectl exec -i web -- ls', since: 0 };
const JOBS = {
  running: [
    { ...WAITING, text: '(kubectl exec -i "$pod" -- ls 2>&1 >/dev/null)', env: { pod: 'web' } },
  ],
  kill: () => false,
};

describe('the process table', () => {
  it('has one shim for each pod, and the containers of the pod below it', () => {
    const state = firstNode();
    const all = processes(state, []);
    for (const { shim, containers } of state.pods) {
      const own = all.find(({ pid }) => pid === shim.pid);
      expect(own?.args).toContain(`-id ${containers[0]?.id} `);
      const below = all.filter(({ ppid }) => ppid === shim.pid).map(({ pid }) => pid);
      expect(below).toEqual(containers.map(({ pid }) => pid));
    }
  });

  it('has no pid twice, and parents that are there', () => {
    const all = processes(firstNode(), [WAITING]);
    const pids = all.map(({ pid }) => pid);
    expect(new Set(pids).size).toBe(pids.length);
    expect(all.filter(({ ppid }) => ppid !== 0 && !pids.includes(ppid))).toEqual([]);
    expect(all.find(({ pid }) => pid === WAITING.pid)).toMatchObject({
      comm: 'kubectl',
      tty: 'pts/0',
    });
  });

  it('gives the daemons the memory of the model, and no process more than it maps', async () => {
    const { state } = await stormed();
    const all = processes(state, []);
    const now = memoryNow(state);
    expect(all.find(({ comm }) => comm === 'kubelet')?.rss).toBe(now.kubelet);
    expect(all.find(({ comm }) => comm === 'containerd')?.rss).toBe(now.containerd);
    expect(all.every(({ rss, vsz }) => vsz >= rss)).toBe(true);
  });
});

describe('ps', () => {
  const prompt = atPrompt(new World(firstNode()), JOBS);

  it.each([
    ['ps', '    PID TTY          TIME CMD'],
    ['ps -ef', 'UID          PID    PPID  C STIME TTY          TIME CMD'],
    ['ps aux', 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND'],
    ['ps ax', '    PID TTY      STAT   TIME COMMAND'],
    ['ps -eo pid,rss,vsz,etime,nlwp', '    PID   RSS    VSZ     ELAPSED NLWP'],
    ['ps -eo pid=,rss=KB', '           KB'],
    ['ps -eo pid=A,rss=KB', '      A    KB'],
  ])('%s has the header of procps', async (line, header) => {
    expect((await linesOf(prompt, line))[0]).toBe(header);
  });

  it('sets its rows as procps does', async () => {
    const [, row] = await linesOf(prompt, 'ps -f -p 1');
    expect(row).toBe('root           1       0  0 Oct30 ?        00:01:17 /sbin/init');
    const [, wide] = await linesOf(prompt, 'ps u -p 1031 | cut -c1-66');
    // 1923072 KiB are wider than their column: what follows moves up.
    expect(wide).toBe('root        1031  1.9  0.5 1923072 90112 ?       Ssl  Oct30 269:16');
  });

  it('shows the reader’s own terminal: shell, clients and itself', async () => {
    const names = (await linesOf(prompt, 'ps')).slice(1).map((line) => line.split(/\s+/).at(-1));
    expect(names).toEqual(['bash', 'kubectl', 'ps']);
  });

  it('shows a client’s command line as its shell made it', async () => {
    expect(await linesOf(prompt, `ps -p ${WAITING.pid} -o args=`)).toEqual([WAITING.command]);
  });

  it('chooses and sorts', async () => {
    expect(await linesOf(prompt, 'ps -C kubelet -o pid=')).toEqual(['   1031']);
    expect(await linesOf(prompt, 'ps -o comm= --ppid 2390')).toEqual(['pause', 'sleep']);
    const sizes = (await linesOf(prompt, 'ps -eo rss --sort=-rss --no-headers')).map(Number);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect((await prompt('ps -p 99999')).exitCode).toBe(1);
  });

  it.each([
    ['ps -L', 'error: unsupported SysV option'],
    ['ps --forest', 'error: unknown gnu long option'],
    ['ps -eo nonsense', 'error: unknown user-defined format specifier "nonsense"'],
    ['ps -p x', 'error: process ID list syntax error'],
    ['ps -eo constructor', 'error: unknown user-defined format specifier "constructor"'],
  ])('%s is refused', async (line, problem) => {
    const { stdout, stderr, exitCode } = await prompt(line);
    expect([stdout, stderr.split('\n')[0], exitCode]).toEqual(['', problem, 1]);
  });
});

describe('pgrep, pidof and pkill', () => {
  const prompt = atPrompt(new World(firstNode()), JOBS);

  it.each([
    ['pgrep -x kubelet', '1031\n', 0],
    ['pgrep -lx kubelet', '1031 kubelet\n', 0],
    ['pgrep -fc containerd.sock', '6\n', 0],
    ['pgrep -n containerd-shim', '2447\n', 0],
    ['pgrep -o containerd', '812\n', 0],
    ['pgrep -P 2390 -d, .', '2409,2428\n', 0],
    ['pgrep nothing-of-that-name', '', 1],
    ['pidof kubelet', '1031\n', 0],
    ['pidof -s containerd-shim-runc-v2', '2447\n', 0],
  ])('%s', async (line, stdout, exitCode) => {
    expect(await prompt(line)).toMatchObject({ stdout, stderr: '', exitCode });
  });

  it('pkill sends what kill would', async () => {
    const world = new World(firstNode());
    const { exitCode } = await atPrompt(world)('pkill -9 -x kubelet');
    expect([exitCode, world.state.kubelet.pid === 1031]).toEqual([0, false]);
  });
});

describe('the leak in memory', () => {
  it('is seen in ps and top once kubelet has grown by a third, and not before', async () => {
    const world = await stormed();
    const prompt = atPrompt(world);
    await prompt('ps aux; top -b -n 1; free');
    expect(world.state.reached).not.toContain('memory');
    await world.later(3600);
    await prompt('ps -C kubelet -o pid,comm; ps -C containerd -o rss; top -b -n 1 -p 812');
    expect(world.state.reached).not.toContain('memory');
    await prompt('top -b -n 1 -o %MEM');
    expect(world.state.reached).toContain('memory');
  });

  it.each(['ps aux', 'ps -C kubelet -o rss=', 'ps -eo pid,pmem', 'top'])(
    'is seen in %s',
    async (line) => {
      const world = await stormed();
      await world.later(3600);
      await atPrompt(world)(line);
      expect(world.state.reached).toContain('memory');
    },
  );

  it('shows in free what it takes', async () => {
    const world = await stormed();
    const prompt = atPrompt(world);
    const used = async () => Number((await linesOf(prompt, 'free'))[1]?.split(/\s+/)[2]);
    const before = await used();
    const rss = memoryNow(world.state);
    await world.later(7200);
    // What has grown is heap: nothing of it is shared.
    const grown = memoryNow(world.state).kubelet + memoryNow(world.state).containerd;
    expect((await used()) - before).toBeCloseTo((grown - rss.kubelet - rss.containerd) / 1024, -1);
  });
});

describe('top, free and uptime', () => {
  const prompt = atPrompt(new World(firstNode()));

  it('prints frames so many seconds of the node apart', async () => {
    const { stdout } = await prompt('top -b -n 2 -d 60 -p 1031 -c -w 100');
    const clocks = [...stdout.matchAll(/^top - (\S+) up 10 days, \d+ min, {2}1 user,/gm)];
    expect(clocks.map(([, clock]) => clock)).toEqual(['07:50:43', '07:51:43']);
    expect(stdout).toContain(
      '\n    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n',
    );
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('has columns of memory that add up', async () => {
    const [total, used, free, , cache] = ((await linesOf(prompt, 'free'))[1] ?? '')
      .split(/\s+/)
      .slice(1)
      .map(Number);
    expect((used ?? 0) + (free ?? 0) + (cache ?? 0)).toBe(total);
  });

  it.each([
    ['top -H', "top: invalid option -- 'H'"],
    ['top -b -n x', "top: bad iterations argument 'x'"],
    ['top -b -o NOPE', "top: unrecognized field name 'NOPE'"],
    ['free -q', "free: invalid option -- 'q'"],
    ['uptime -x', "uptime: unrecognized option '-x'"],
  ])('%s is refused', async (line, problem) => {
    const { stderr, exitCode } = await prompt(line);
    expect([stderr.split('\n')[0], exitCode]).toEqual([problem, 1]);
  });
});
