import { describe, expect, test } from 'vitest';
import { commandsIn } from '../../../src/site/appendix/shell-lines.ts';

const texts = (script: string) => commandsIn(script).map(({ text }) => text);

describe('the commands of a script', () => {
  test.each([
    [
      'a pipe',
      'cat dump |grep ttrpc | sort |uniq -c',
      ['cat dump', 'grep ttrpc', 'sort', 'uniq -c'],
    ],
    ['several in a row', 'date -u; sleep 2 && echo $?', ['date -u', 'sleep 2', 'echo $?']],
    ['a loop', 'for i in $(seq 3); do crictl stats; done', ['seq 3', 'crictl stats']],
    [
      'a substitution in an argument',
      'kill -USR1 "$(pidof containerd)"',
      ['kill -USR1 "$(pidof containerd)"', 'pidof containerd'],
    ],
    ['a substitution in an assignment', "since=$(date '+%F %T')", ["date '+%F %T'"]],
    ['a comment', 'ss -xmp  # kill -9 1', ['ss -xmp']],
    [
      'a program that runs another',
      'timeout 10 crictl stats',
      ['timeout 10 crictl stats', 'crictl stats'],
    ],
    ['such a one with an option', 'timeout -v 10 sleep 3', ['timeout -v 10 sleep 3', 'sleep 3']],
    ['a program alone', 'timeout', ['timeout']],
    ['a place to fill', 'kill -10 {pid}', ['kill -10 {pid}']],
    ['a line over two rows', 'grep a b |\n  sort', ['grep a b', 'sort']],
  ])('%s', (_, script, expected) => {
    expect(texts(script)).toEqual(expected);
  });

  test('leave out where output goes, and variables that are set before', () => {
    expect(texts('A=1 ctr pprof heap > h.gz 2>&1')).toEqual(['ctr pprof heap']);
  });

  test('leave out calls of a function of the script, and keep what it does', () => {
    expect(texts('look() { curl -s $1; }; look one; look two')).toEqual(['curl -s $1']);
  });

  test('keep quotes, and split words as the shell does', () => {
    const [command] = commandsIn("grep -A1 '^goroutine 1' dump");
    expect(command?.words).toEqual(['grep', '-A1', "'^goroutine 1'", 'dump']);
  });

  test('of a script that bash cannot read are refused', () => {
    expect(() => commandsIn('for i in 1 2; do echo $i')).toThrow();
  });
});
