import { describe, expect, it, vi } from 'vitest';
import { readNode, type SavedNode } from '../../../src/shell/practice/file.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { actionsIn } from '../../../src/widgets/console/keys.ts';
import { newNode, nodeOf } from '../../../src/widgets/practice-node/data.ts';
import { told } from '../../../src/widgets/practice-node/phrases.ts';
import { Seat, type SeatOptions } from '../../../src/widgets/practice-node/seat.ts';
import { shellHere } from '../console/shell-here.ts';

const MIB = 2 ** 20;
const word = wordsOf('en');

/** A seat at a node, over the real engine on this thread, and what its reader is told. */
async function sit(saved?: SavedNode, change: Partial<SeatOptions> = {}) {
  const heard: string[] = [];
  const seat = new Seat({
    data: saved ? await nodeOf(saved) : await newNode([]),
    open: async ({ cwd, node }) => shellHere(cwd, node),
    changed: () => undefined,
    seen: (at, occasion, reached) => heard.push(told(at, occasion, reached, word)),
    ...change,
  });
  return { seat, heard };
}

async function run(seat: Seat, line: string): Promise<void> {
  const before = seat.desk.session.entries.length;
  seat.desk.act(actionsIn(`${line}\r`));
  await vi.waitFor(() => expect(seat.data.entries).toHaveLength(before + 1), 10_000);
}

const now = (seat: Seat) => seat.data.view.memory.at(-1);

describe('a seat at the practice node', () => {
  it('begins at a node on which nothing hangs and no time passes', async () => {
    const { seat, heard } = await sit();
    expect(seat.used).toBe(false);
    expect(seat.data.view).toMatchObject({ time: 0, containerd: '1.4.11', reached: [], jobs: 0 });
    expect(heard).toEqual([]);
  });

  it('tells of a line and of the step that it reached, once', async () => {
    const { seat, heard } = await sit();
    await run(seat, './exec.sh 200');
    // On a busy machine the line is slow enough to be spoken of while it runs, and the step with it.
    const ended = heard.filter((text) => !text.startsWith('This line does not come back'));
    const step = 'Step 1 is done. The execs hang, and none of them comes back.';
    const early = heard.length > 1 && heard[0]?.endsWith(step);
    expect(ended).toEqual([`No output, exit code 0${early ? '' : ` ${step}`}`]);
    expect(seat.data.view).toMatchObject({ reached: ['storm'], jobs: 200 });
    await run(seat, 'echo on');
    expect(heard.at(-1)).toBe('1 line of output');
  });

  it('lets time pass while a line waits, says that it waits, and goes on after Ctrl-C', async () => {
    const { seat, heard } = await sit();
    await run(seat, './exec.sh 200');
    const before = now(seat)?.kubelet ?? 0;
    seat.desk.act(actionsIn('crictl stats\r'));
    await vi.waitFor(() => expect(seat.waits).toBe(true), 10_000);
    await vi.waitFor(() => expect(heard.at(-1)).toMatch(/^This line does not come back\./));
    await seat.later(28_800);
    expect(seat.desk.session.running).toBe('crictl stats');
    expect((now(seat)?.kubelet ?? 0) - before).toBeGreaterThan(500 * MIB);
    expect(heard.at(-1)).toMatch(/^It is 15:50:\d\d\. kubelet takes [\d,]+ MiB/);
    expect(readNode((await seat.save()) ?? '')).toMatchObject({ ok: true });
    seat.desk.act(actionsIn('\x03'));
    await vi.waitFor(() => expect(seat.data.entries).toHaveLength(2), 10_000);
    expect(seat.waits).toBe(false);
    expect(seat.data.view.reached).toEqual(['storm', 'stats']);
    await run(seat, 'echo on');
    expect(seat.data.entries.at(-1)?.stdout).toBe('on\n');
  });

  it('saves a node that comes back as it was, with its files and its history', async () => {
    const { seat } = await sit();
    await run(seat, './exec.sh 200');
    await run(seat, 'echo kept > note');
    await seat.later(1_800);
    const read = readNode((await seat.save()) ?? '');
    if (!read.ok) throw new Error(read.at);
    const { seat: again } = await sit(read.saved);
    expect(again.data.view).toEqual({ ...seat.data.view, jobs: 0 });
    again.desk.act(actionsIn('\x1b[A'));
    expect(again.desk.session.line.text).toBe('echo kept > note');
    again.desk.act(actionsIn('\x15'));
    await run(again, 'cat note');
    expect(again.data.entries.at(-1)?.stdout).toBe('kept\n');
    expect(again.data.view.reached).toEqual(['storm']);
  });

  it('neither runs time nor saves where the shell does not start, and says why at the desk', async () => {
    const open = async () => {
      throw new Error('HTTP 404');
    };
    const { seat, heard } = await sit(undefined, { open });
    await seat.later(60);
    expect(await seat.save()).toBeNull();
    expect(seat.desk).toMatchObject({ standing: 'failed', problem: 'HTTP 404' });
    expect([seat.used, heard]).toEqual([false, []]);
  });

  it('lets an event of a drill happen: it stands in the terminal, and the reader is told its number alone', async () => {
    const data = await newNode([], 'morning');
    const { seat, heard } = await sit(undefined, { data });
    await seat.inject('begin');
    expect(heard.at(-1)).toBe('The drill has begun.');
    seat.desk.act(actionsIn('echo half'));
    await seat.inject(4);
    expect(heard.at(-1)).toBe('Event 4 has happened.');
    expect(seat.data.entries.at(-1)).toMatchObject({ line: '', code: 0 });
    expect(seat.data.entries.at(-1)?.stdout).toContain('Broadcast message from alex@lab');
    // What was being typed is still there.
    expect(seat.desk.session.line.text).toBe('echo half');
    expect(seat.data.view.drill?.log.map(({ what }) => what)).toEqual(['delete-asked']);
    await seat.inject(6);
    await seat.inject(6);
    expect(heard.at(-1)).toBe('Event 6 would change nothing now. Nothing happened.');
  });

  it('gives the lines of a link one by one', async () => {
    const data = await newNode(['crictl ps', 'pwd']);
    const { seat } = await sit(undefined, { data });
    expect(seat.release(1)).toEqual(['crictl ps']);
    expect(seat.data.waiting).toEqual(['pwd']);
  });
});
