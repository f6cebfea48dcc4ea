import { describe, expect, it } from 'vitest';
import type { Finished } from '../../src/shell/engine.ts';
import {
  abandon,
  beginSession,
  clear,
  entryOf,
  MOST_LINES,
  plain,
  promptOf,
  recall,
  type Session,
  settle,
  submit,
  transcriptOf,
  type,
  wasStopped,
} from '../../src/shell/session.ts';

function finished(stdout: string, change: Partial<Finished> = {}): Finished {
  return { kind: 'finished', stdout, stderr: '', code: 0, cwd: '/root/post', ...change };
}

function ran(session: Session, line: string, result: Finished = finished('')): Session {
  return settle(submit(type(session, line)), result);
}

const start = beginSession('/root/post');

describe('a session', () => {
  it('shows a prompt with the folder under ~', () => {
    expect(promptOf(start)).toBe('root@lab:~/post# ');
    expect(promptOf(beginSession('/root'))).toBe('root@lab:~# ');
    expect(promptOf(beginSession('/tmp'))).toBe('root@lab:/tmp# ');
  });

  it('keeps what a line said, and goes where it went', () => {
    const session = ran(start, 'cd ../idle; pwd', finished('/root/idle\n', { cwd: '/root/idle' }));
    expect(session.entries).toEqual([
      {
        cwd: '/root/post',
        line: 'cd ../idle; pwd',
        stdout: '/root/idle\n',
        stderr: '',
        code: 0,
        left: 0,
      },
    ]);
    expect(promptOf(session)).toBe('root@lab:~/idle# ');
    expect(session.running).toBeNull();
  });

  it('waits with a second prompt for the rest of a line, and runs the whole', () => {
    const waiting = settle(submit(type(start, 'for i in 1')), { kind: 'unfinished' });
    expect(promptOf(waiting)).toBe('> ');
    expect(waiting.entries).toEqual([]);
    const whole = submit(type(waiting, 'do echo $i; done'));
    expect(whole.running).toBe('for i in 1\ndo echo $i; done');
    expect(promptOf(settle(whole, finished('1\n')))).toBe('root@lab:~/post# ');
  });

  it('takes no second line while one runs', () => {
    const running = submit(type(start, 'sleep 5'));
    expect(submit(type(running, 'ls')).running).toBe('sleep 5');
  });

  it('leaves a trace of what was stopped, at the prompt and in the middle', () => {
    const left = abandon(type(start, 'grep'));
    const stopped = settle(submit(type(left, 'sleep 5')), { kind: 'stopped' });
    expect(stopped.entries.map(({ line }) => line)).toEqual(['grep', 'sleep 5']);
    expect(stopped.entries.every(wasStopped)).toBe(true);
    expect(stopped.line.text).toBe('');
    expect(stopped.history).toEqual(['sleep 5']);
  });

  it('forgets the page on Ctrl-L and on `clear`, not the history and not the line', () => {
    const session = type(ran(start, 'pwd', finished('x\n')), 'gre');
    expect(clear(session)).toMatchObject({ entries: [], history: ['pwd'], line: { text: 'gre' } });
    expect(ran(session, '', finished('\x1b[2J\x1b[H')).entries).toEqual([]);
  });
});

describe('history', () => {
  const session = type(ran(ran(ran(start, 'a'), 'b'), 'b'), 'draft');

  it('goes back and forth, and ends at what was being typed', () => {
    const back = recall(session, -1);
    expect(back.line).toEqual({ text: 'b', cursor: 1 });
    expect(recall(back, -1).line.text).toBe('a');
    expect(recall(recall(recall(back, -1), 1), 1).line.text).toBe('draft');
  });

  it('stops at its ends', () => {
    expect(recall(recall(recall(session, -1), -1), -1).line.text).toBe('a');
    expect(recall(session, 1)).toBe(session);
  });

  it('keeps a line once when it runs twice in a row, and no empty lines', () => {
    expect(session.history).toEqual(['a', 'b']);
    expect(ran(session, '').history.at(-1)).not.toBe('');
  });

  it('brings a line of several parts back as one', () => {
    const loop = { ...start, history: ['for i in 1 2\ndo\necho $i\ndone'] };
    expect(recall(loop, -1).line.text).toBe('for i in 1 2; do echo $i; done');
  });
});

describe('output as the page keeps it', () => {
  it('has no escape sequences, and shows control characters', () => {
    expect(plain('\x1b[31mred\x1b[0m\ta\x00b\x7f\r\n\x1b]0;title\x07end')).toBe('red\ta^@b^?\nend');
  });

  it('keeps the beginning and the end of a long output and says how much it leaves out', () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i}`);
    const { stdout, left } = entryOf('/root', 'cat x', finished(`${lines.join('\n')}\n`));
    expect(left).toBe(5_000 - MOST_LINES);
    expect(stdout.startsWith('line 0\nline 1\n')).toBe(true);
    expect(stdout.endsWith('line 4998\nline 4999\n')).toBe(true);
    expect(stdout.split('\n')).toHaveLength(MOST_LINES + 2);
  });

  it('keeps a single endless line short', () => {
    const { stdout, left } = entryOf('/root', 'cat x', finished('x'.repeat(1_000_000)));
    expect(stdout.length).toBeLessThan(250_000);
    expect(left).toBeGreaterThan(0);
  });

  it('copies as prompts, lines and what they said', () => {
    const session = ran(
      ran(start, 'printf a', finished('a')),
      'ls x',
      finished('', { stderr: 'no\n', code: 2 }),
    );
    expect(transcriptOf(session.entries)).toBe(
      'root@lab:~/post# printf a\na\nroot@lab:~/post# ls x\nno\n',
    );
  });
});
