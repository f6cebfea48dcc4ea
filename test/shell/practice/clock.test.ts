import { describe, expect, it } from 'vitest';
import { formatted } from '../../../src/shell/practice/commands/date.ts';
import { secondsOf } from '../../../src/shell/practice/commands/sleep.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { atPrompt } from './at-prompt.ts';

describe('date', () => {
  // Made by `date -u -d 2021-11-09T07:50:43Z +FORMAT` of coreutils 9.1 in the C locale.
  it.each([
    ['%c', 'Tue Nov  9 07:50:43 2021'],
    ['%x %X %r', '11/09/21 07:50:43 07:50:43 AM'],
    ['%F %T %R %D', '2021-11-09 07:50:43 07:50 11/09/21'],
    ['%p %P %I %l %k %e %j', 'AM am 07  7  7  9 313'],
    ['%u %w %Z %z %:z', '2 2 UTC +0000 +00:00'],
    ['%s %N %3N', '1636444243 000000000 000'],
    ['%a %A %b %h %B %y %C %Y', 'Tue Tuesday Nov Nov November 21 20 2021'],
    ['%-d %_d %-I %%%n', '9  9 7 %\n'],
    ['%Q', '%Q'],
  ])('%s', (format, text) => {
    expect(formatted(format, 0)).toBe(text);
  });

  it('is the node’s, in each of its forms', async () => {
    const prompt = atPrompt(new World(firstNode()));
    const { stdout } = await prompt('date; date -R; date -Iseconds; date --iso-8601; date -u +%H');
    expect(stdout.split('\n')).toEqual([
      'Tue Nov  9 07:50:43 UTC 2021',
      'Tue, 09 Nov 2021 07:50:43 +0000',
      '2021-11-09T07:50:43+00:00',
      '2021-11-09',
      '07',
      '',
    ]);
    expect((await prompt('date -s 10:00')).stderr).toMatch(/^date: unrecognized option '-s'\n\(/);
    expect((await prompt('date tomorrow')).stderr).toMatch(/^date: invalid date ‘tomorrow’\n/);
  });
});

describe('sleep and timeout', () => {
  it.each([
    ['1', 1],
    ['1.5m', 90],
    ['.5', 0.5],
    ['2h', 7200],
    ['1d', 86_400],
    ['inf', Number.POSITIVE_INFINITY],
    ['', null],
    ['-1', null],
    ['1w', null],
  ])('a duration of %j', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it.each([
    ['sleep 90', 90, 0],
    ['sleep 1m 30s .5', 90.5, 0],
    ['timeout 5 sleep 60', 5, 124],
    ['timeout 60 sleep 5', 5, 0],
    ['timeout 10 sleep infinity', 10, 124],
    ['timeout -s KILL 5 sleep 60', 5, 137],
    ['timeout -k 1 --preserve-status 1m sleep 1h', 60, 143],
    ['timeout 0 sleep 7', 7, 0],
    ['timeout 20 timeout 5 sleep 60', 5, 124],
    ['timeout 5 timeout 20 sleep 60', 5, 124],
    ["timeout 10 bash -c 'sleep 3; sleep 30'", 10, 124],
    ['timeout 5 false', 0, 1],
    ['timeout 5 no-such-command', 0, 127],
  ])('%s', async (line, seconds, code) => {
    const world = new World(firstNode());
    const { exitCode } = await atPrompt(world)(line);
    expect([world.time, exitCode]).toEqual([seconds, code]);
  });

  it('hands on standard input and arguments as they are', async () => {
    const prompt = atPrompt(new World(firstNode()));
    expect((await prompt("echo 'a b' | timeout 1 cat")).stdout).toBe('a b\n');
    expect((await prompt("timeout 1 printf '%s|' 'a b' '$x' c")).stdout).toBe('a b|$x|c|');
  });

  it.each([
    ['sleep', "sleep: missing operand\nTry 'sleep --help' for more information.\n", 1],
    ['sleep x', "sleep: invalid time interval ‘x’\nTry 'sleep --help' for more information.\n", 1],
    ['timeout 1', "Try 'timeout --help' for more information.\n", 125],
    [
      'timeout x true',
      "timeout: invalid time interval ‘x’\nTry 'timeout --help' for more information.\n",
      125,
    ],
    [
      'timeout -s FOO 1 true',
      "timeout: ‘FOO’: invalid signal\nTry 'timeout --help' for more information.\n",
      125,
    ],
  ])('%s is refused', async (line, stderr, exitCode) => {
    expect(await atPrompt(new World(firstNode()))(line)).toMatchObject({
      stdout: '',
      stderr,
      exitCode,
    });
  });
});
