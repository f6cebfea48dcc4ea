import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { atPrompt, linesOf } from './at-prompt.ts';
import { stormed, target } from './hung.ts';

const CAPTURED = ['idle', 'pod-deadlock'].map(
  (name) => `content/evidence/containerd-1.4.11/${name}/ss-xmp.txt`,
);

/** A line without what differs from machine to machine: numbers, ids, blanks between columns, the lab's path of the socket. */
function shapeOf(line: string): string {
  return line
    .trim()
    .replace(/ +/g, ' ')
    .replace('/run/lab/c.sock', '/run/containerd/containerd.sock')
    .replace(/[0-9a-f]{64}/, '<id>')
    .replace(/\d+/g, 'N');
}

interface Row {
  readonly received: number;
  readonly charged: number;
  readonly inode: string;
  readonly peer: string;
  readonly allocated: number;
  readonly limit: number;
}

function rowOf(line: string): Row {
  const found =
    /^u_str ESTAB +(\d+) +(\d+) +\S+ (\d+) +\* (\d+).*skmem:\(r0,rb212992,t(\d+),tb(\d+),f0,w0,o0,bl0,d0\)/.exec(
      line,
    );
  if (!found) throw new Error(`not a socket: ${line}`);
  const [, received, charged, inode = '', peer = '', allocated, limit] = found;
  return {
    received: Number(received),
    charged: Number(charged),
    inode,
    peer,
    allocated: Number(allocated),
    limit: Number(limit),
  };
}

async function rowsOf(world: World): Promise<Row[]> {
  return (await linesOf(atPrompt(world), 'ss -xm')).slice(1).map(rowOf);
}

describe('ss -xmp', () => {
  it('has a line of every shape that was captured', async () => {
    const world = await stormed();
    const shapes = new Set((await linesOf(atPrompt(world), 'ss -xmp')).map(shapeOf));
    const lines = CAPTURED.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
    const captured = new Set(lines.filter((line) => line !== '').map(shapeOf));
    expect(captured.size).toBeGreaterThan(3);
    expect([...captured].filter((shape) => !shapes.has(shape))).toEqual([]);
  });

  it('shows two sockets for each container’s connection, and each knows its peer', async () => {
    const world = new World(firstNode());
    const rows = await rowsOf(world);
    const byInode = new Map(rows.map((row) => [row.inode, row]));
    expect(byInode.size).toBe(rows.length);
    for (const row of rows) expect(byInode.get(row.peer)?.peer).toBe(row.inode);
    const shim = target(world.state).shim.pid;
    const own = await linesOf(atPrompt(world), `ss -xp | grep pid=${shim},`);
    expect(own.filter((line) => line.includes('/run/containerd/s/'))).toHaveLength(2);
  });
});

describe('the sockets of a connection', () => {
  it('hold nothing while nothing hangs', async () => {
    const rows = await rowsOf(new World(firstNode()));
    expect(rows.every((row) => row.received + row.charged + row.allocated === 0)).toBe(true);
  });

  it('hold what nobody reads once it hangs: charged to the sender, to be read at its peer', async () => {
    const world = await stormed();
    const held = (await rowsOf(world)).filter(({ allocated }) => allocated > 0);
    expect(held).toHaveLength(2);
    const [one, other] = held as [Row, Row];
    expect(one.peer).toBe(other.inode);
    for (const [sender, reader] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(sender.charged).toBe(sender.allocated);
      // An skb is charged more than the bytes that it carries.
      expect(reader.received).toBeGreaterThan(0);
      expect(reader.received).toBeLessThan(sender.allocated);
    }
    // One writer found no room: the charge has passed its SO_SNDBUF.
    expect(Math.max(one.allocated, other.allocated)).toBeGreaterThanOrEqual(one.limit);
    await world.later(1800);
    expect((await rowsOf(world)).filter(({ allocated }) => allocated > 0)).toEqual(held);
  });

  it('keep the SO_SNDBUF that they were opened with, until containerd is started again', async () => {
    const world = new World(firstNode());
    const prompt = atPrompt(world);
    await prompt('sysctl -w net.core.wmem_default=425984');
    expect(new Set((await rowsOf(world)).map(({ limit }) => limit))).toEqual(new Set([212992]));
    await prompt('systemctl restart containerd');
    expect(new Set((await rowsOf(world)).map(({ limit }) => limit))).toContain(425984);
  });
});

describe('the options of ss', () => {
  const prompt = atPrompt(new World(firstNode()));

  it('lists listeners only when asked', async () => {
    const count = async (line: string, state: string) =>
      (await linesOf(prompt, line)).filter((row) => row.includes(` ${state} `)).length;
    expect(await count('ss -xH', 'LISTEN')).toBe(0);
    expect(await count('ss -xlH', 'ESTAB')).toBe(0);
    expect(await count('ss -xlH', 'LISTEN')).toBe(8);
    expect(await count('ss -xaH', 'LISTEN')).toBe(8);
  });

  it('gives a waiting crictl its connection to containerd', async () => {
    const running = [{ pid: 31_700, text: 'crictl stats', since: 0 }];
    const waits = atPrompt(new World(firstNode()), { running, kill: () => false });
    expect(await linesOf(waits, 'ss -xp | grep -c crictl')).toEqual(['1']);
  });

  it.each(['ss', 'ss -t', 'ss -xQ', 'ss -x src /run/x'])('%s is refused', async (line) => {
    const { stdout, stderr, exitCode } = await prompt(line);
    expect([stdout, exitCode]).toEqual(['', 255]);
    expect(stderr).toMatch(/^ss: .*\n(?:Usage.*\n)?\(the practice node knows: ss -x/);
  });
});

describe('sysctl', () => {
  const prompt = atPrompt(new World(firstNode()));

  it.each([
    ['sysctl net.core.wmem_default', 'net.core.wmem_default = 212992\n', '', 0],
    ['sysctl -n net/core/wmem_default', '212992\n', '', 0],
    ['sysctl -N net.core.wmem_default', 'net.core.wmem_default\n', '', 0],
    // The post's suspect: it bounds TCP, and these sockets are not TCP.
    ['sysctl net.ipv4.tcp_wmem', 'net.ipv4.tcp_wmem = 4096\t16384\t4194304\n', '', 0],
    [
      'sysctl net.nothing',
      '',
      'sysctl: cannot stat /proc/sys/net/nothing: No such file or directory\n',
      1,
    ],
    [
      'sysctl -w net.core.wmem_default=1',
      '',
      'sysctl: setting key "net.core.wmem_default": Invalid argument\n',
      1,
    ],
    [
      'sysctl -w net.core.wmem_default=x',
      '',
      'sysctl: setting key "net.core.wmem_default": Invalid argument\n',
      1,
    ],
  ])('%s', async (line, stdout, stderr, exitCode) => {
    expect(await prompt(line)).toMatchObject({ stdout, stderr, exitCode });
  });

  it('takes a write, also without -w', async () => {
    const world = new World(firstNode());
    await atPrompt(world)('sysctl net.core.wmem_default=425984');
    expect(world.state.wmem).toBe(425984);
  });
});
