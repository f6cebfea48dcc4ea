import { describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../../src/shell/session.ts';
import { Desk, type DeskOptions } from '../../../src/widgets/console/desk.ts';
import { actionsIn } from '../../../src/widgets/console/keys.ts';
import { shellHere } from './shell-here.ts';

function sit(change: Partial<DeskOptions> = {}) {
  const shell = shellHere();
  const desk = new Desk({
    cwd: '/root/post',
    entries: [],
    open: async () => shell,
    changed: () => undefined,
    ran: () => undefined,
    ...change,
  });
  return { desk, shell };
}

const idle = (desk: Desk) => vi.waitFor(() => expect(desk.session.running).toBeNull());

describe('the desk', () => {
  it('opens no shell before it is asked to', async () => {
    const open = vi.fn(async () => shellHere());
    const { desk } = sit({ open });
    desk.act(actionsIn('echo'));
    expect(open).not.toHaveBeenCalled();
    desk.act(actionsIn(' a\r'));
    await vi.waitFor(() => expect(desk.session.entries.at(-1)?.stdout).toBe('a\n'));
    expect(open).toHaveBeenCalledOnce();
  });

  it("brings a new shell to where the page's lines end, without showing them again", async () => {
    const line = 'cd ../idle; n=5';
    const entries: Entry[] = [
      { cwd: '/root/post', line, stdout: '', stderr: '', code: 0, left: 0 },
    ];
    const { desk, shell } = sit({ entries, cwd: '/root/idle' });
    desk.act(actionsIn('echo $n $PWD\r'));
    await vi.waitFor(() => expect(desk.session.entries).toHaveLength(2));
    expect(desk.session.entries[1]?.stdout).toBe('5 /root/idle\n');
    expect(shell.ran).toEqual([line, 'echo $n $PWD']);
    expect(desk.lines).toEqual([line, 'echo $n $PWD']);
  });

  it('runs pasted lines in their order', async () => {
    const { desk } = sit();
    desk.act(actionsIn('cd ../idle\rpwd\rcd ../post\rpwd\r'));
    await vi.waitFor(() => expect(desk.session.entries).toHaveLength(4));
    expect(desk.session.entries.map(({ stdout }) => stdout)).toEqual([
      '',
      '/root/idle\n',
      '',
      '/root/post\n',
    ]);
  });

  it('stops what runs on Ctrl-C, and forgets what was typed after it', async () => {
    const { desk } = sit();
    desk.act(actionsIn('hang\rpwd\r'));
    await vi.waitFor(() => expect(desk.session.running).toBe('hang'));
    desk.act(actionsIn('\x03'));
    await idle(desk);
    expect(desk.session.entries.map(({ line }) => line)).toEqual(['hang']);
    expect(desk.lines).toEqual([]);
  });

  it('leaves the line on Ctrl-C at the prompt', async () => {
    const { desk, shell } = sit();
    desk.act(actionsIn('grep\x03'));
    await vi.waitFor(() => expect(desk.session.entries[0]?.stdout).toBe('^C\n'));
    expect(desk.session.line.text).toBe('');
    expect(shell.ran).toEqual([]);
  });

  it('completes a word, and shows the choices when there are several', async () => {
    const { desk } = sit();
    desk.act(actionsIn('cat ../captured/sh\t'));
    await vi.waitFor(() => expect(desk.session.line.text).toBe('cat ../captured/shim.'));
    desk.act(actionsIn('\t'));
    await vi.waitFor(() => expect(desk.choices).toHaveLength(2));
    desk.act(actionsIn('l\t'));
    await vi.waitFor(() => expect(desk.session.line.text).toBe('cat ../captured/shim.log '));
    expect(desk.choices).toEqual([]);
  });

  it('types an offered line and leaves the running of it to the reader', () => {
    const { desk, shell } = sit();
    desk.act(actionsIn('half a li'));
    desk.offer('pwd');
    expect(desk.session.line).toEqual({ text: 'pwd', cursor: 3 });
    expect(shell.ran).toEqual([]);
  });

  it('says why no shell came, keeps the line, and tries again', async () => {
    let broken = true;
    const shell = shellHere();
    const open = async () => {
      if (broken) throw new Error('HTTP 404');
      return shell;
    };
    const { desk } = sit({ open });
    desk.act(actionsIn('pwd\r'));
    await vi.waitFor(() => expect(desk.standing).toBe('failed'));
    expect(desk.problem).toBe('HTTP 404');
    expect(desk.session.line.text).toBe('pwd');
    broken = false;
    desk.act(actionsIn('\r'));
    await vi.waitFor(() => expect(desk.session.entries).toHaveLength(1));
    expect(desk.standing).toBe('open');
  });

  it('tells of each line that ended, and of none that waits for its rest', async () => {
    const ran = vi.fn();
    const { desk } = sit({ ran });
    desk.act(actionsIn('echo "a\r'));
    await idle(desk);
    expect(ran).not.toHaveBeenCalled();
    desk.act(actionsIn('b"\r'));
    await vi.waitFor(() => expect(ran).toHaveBeenCalledOnce());
    expect(ran.mock.calls[0]?.[1]).toMatchObject({ line: 'echo "a\nb"', stdout: 'a\nb\n' });
  });
});
