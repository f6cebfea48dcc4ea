import { describe, expect, it } from 'vitest';
import en from '../../content/strings/en.json' with { type: 'json' };
import zh from '../../content/strings/zh-cn.json' with { type: 'json' };
import { EVIDENCE, stuck, stuckInside } from './stuck.ts';

const COMMANDS = ['goroutines', 'profile', 'decode', 'affected', 'frames', 'explore', 'simulate'];
const ESC = String.fromCharCode(27);

describe('help', { timeout: 30_000 }, () => {
  it('names every command, and how to call it through npm', async () => {
    const { code, out, err } = await stuck(['--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const name of COMMANDS) expect(out).toContain(`\n  ${name} `);
    expect(out).toContain('npm run -s stuck -- COMMAND');
  });

  it.each(COMMANDS)(
    '%s --help has options, examples and exit codes, and reads nothing',
    async (name) => {
      const { code, out } = await stuckInside([name, '--help']);
      expect(code).toBe(0);
      expect(out).toContain('--json');
      expect(out).toContain(`npm run -s stuck -- ${name} `);
      expect(out).toMatch(/Exit code: /);
      const same = await stuckInside(['help', name]);
      expect(same.out).toBe(out);
    },
  );

  it('tells that profile writes values beyond a number as texts', async () => {
    const { out } = await stuckInside(['profile', '--help']);
    expect(out.replaceAll('\n', ' ')).toContain('else (from 2^53 on) a text of digits');
  });

  it('speaks Chinese when asked', async () => {
    const { code, out } = await stuckInside(['goroutines', '--help', '--lang', 'zh-cn']);
    expect(code).toBe(0);
    expect(out).toContain('用法');
    expect(out).not.toMatch(/\[cli\.|undefined/);
  });
});

describe('a call that cannot be understood ends with 2, and says what, where and what to do', () => {
  const calls: [args: string[], problem: string, rest: string][] = [
    [[], 'No command was named.', 'decode, affected, frames, explore, or simulate.'],
    [['gorutines', 'x'], 'There is no command gorutines.', 'Did you mean goroutines?'],
    [['goroutines'], 'Something is missing: FILE|-', '--help'],
    [['goroutines', 'a', 'b'], 'more than this command takes (1)', 'at: b'],
    [['goroutines', 'a', '--gruop', 'top'], 'There is no option --gruop.', 'Did you mean --group?'],
    [['goroutines', 'a', '--xyzzy'], 'There is no option --xyzzy.', 'goroutines --help'],
    [['goroutines', 'a', '-q'], 'There is no option -q.', 'goroutines --help'],
    [['goroutines', 'a', '--group', 'stak'], '--group does not take stak.', 'Did you mean stack?'],
    [['goroutines', 'a', '--group'], '--group needs a value.', 'stack, locations'],
    [['goroutines', 'a', '--filter', '--json'], '--filter needs a value.', 'at: --json'],
    [['goroutines', 'a', '--json=yes'], '--json takes no value.', 'at: --json=yes'],
    [['goroutines', 'a', '--top', '-1'], '--top takes a whole number, not -1.', '0 stands for all'],
    [['goroutines', 'a', '--json', '--export', 'md'], '--json and --export', ''],
    [['goroutines', '-', '--peer', '-'], 'can be read only once', 'Save one of the two'],
    [['goroutines', 'a', '--lang', 'fr'], 'not there in that language', 'en or zh-cn'],
    [['profile', 'no/such/file'], 'There is no file no/such/file.', '/no/such/file'],
    [['goroutines', 'content/evidence'], 'content/evidence is a folder.', 'Name a file'],
    [['goroutines', 'package.json'], 'This is JSON, not a profile.', 'at: package.json'],
    [['goroutines', 'LICENSE'], 'There is no goroutine and no table', 'debug=1 or 2'],
  ];
  it.each(calls)('%j', { timeout: 30_000 }, async (args, problem, rest) => {
    const { code, out, err } = await stuckInside(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`stuck: `);
    expect(err).toContain(problem);
    expect(err).toContain(rest);
  });
});

describe('where the output goes', { timeout: 30_000 }, () => {
  it('writes no colours into a pipe, whatever the terminal is', async () => {
    const env = { TERM: 'xterm-256color', FORCE_COLOR: '1' };
    const { out } = await stuck(['affected', '1.4.12'], { env });
    expect(out).toContain('can deadlock');
    expect(out).not.toContain(ESC);
  });

  it('writes colours on a terminal, and none where NO_COLOR or a dumb terminal says so', async () => {
    const args = ['affected', '1.4.12'];
    const on = (env: Readonly<Record<string, string>>) => stuckInside(args, { env, columns: 100 });
    expect((await on({ TERM: 'xterm' })).out).toContain(`${ESC}[31mcan deadlock${ESC}[39m`);
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      const { out } = await on(env);
      expect(out).toContain('can deadlock');
      expect(out).not.toContain(ESC);
    }
  });

  it.each([80, 120])('keeps tables and prose within %i cells of a terminal', async (columns) => {
    const env = { NO_COLOR: '1' };
    const { out } = await stuckInside(['goroutines', EVIDENCE.pair], { columns, env });
    const rows = out.split('\n').filter((line) => !line.includes('npm run') && !line.includes('·'));
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row.length, row).toBeLessThanOrEqual(columns);
  });

  it('ends quietly when the reader of a pipe goes away', async () => {
    const args = ['goroutines', EVIDENCE.containerd, '--export', 'csv'];
    const whole = await stuck(args);
    const { code, err } = await stuck(args, { readOnly: 1 });
    expect(err).toBe('');
    expect(code).toBe(whole.code);
  });

  it('reads files from where npm was called, and from the own folder elsewhere', async () => {
    const folder = new URL('../../content/', import.meta.url).pathname;
    const file = EVIDENCE.post.replace('content/', '');
    const env = { npm_lifecycle_event: 'stuck', INIT_CWD: folder };
    const called = await stuck(['goroutines', file], { env });
    expect(called.out).toContain('server.go:444');
    const inside = await stuck(['goroutines', file], { folder });
    expect(inside.out).toBe(called.out);
    expect((await stuck(['goroutines', file])).code).toBe(2);
  });
});

describe('the words of the command line', () => {
  const keys = Object.keys(en).filter((key) => /^(cli|affected)\./.test(key));
  const places = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)].map(([, name]) => name))].sort();

  it.each(keys)('%s has the same places in both languages', (key) => {
    const [one, other] = [en, zh].map((words) => (words as Record<string, string>)[key] ?? '');
    expect(other).not.toBe('');
    expect(places(other ?? '')).toEqual(places(one ?? ''));
  });
});
