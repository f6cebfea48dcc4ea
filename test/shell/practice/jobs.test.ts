import { describe, expect, it } from 'vitest';
import { interrupted, onNode, say } from './on-node.ts';

describe('the background', () => {
  it('announces a job at the prompt, and its end', async () => {
    const said = await say(onNode(), 'echo a & echo b');
    expect(said.stdout).toBe('b\na\n');
    expect(said.stderr).toMatch(/^\[1\] \d+\n\[1\]\+ {2}Done +echo a\n$/);
  });

  it('does not announce those of a script', async () => {
    const node = onNode();
    await say(node, "printf '#!/bin/bash\\necho in &\\nwait\\necho out\\n' > s.sh; chmod +x s.sh");
    expect(await say(node, './s.sh')).toMatchObject({ stdout: 'in\nout\n', stderr: '' });
  });

  it('gives each job the variables of its moment', async () => {
    const said = await say(onNode(), 'for i in 1 2 3; do (echo "n$i") & done; wait; echo end');
    expect(said.stdout).toBe('n1\nn2\nn3\nend\n');
  });

  it('lets a sleeper wake when time passes, not before', async () => {
    const node = onNode();
    await say(node, '(sleep 600; echo awake) &');
    expect((await say(node, 'jobs')).stdout).toMatch(
      /^\[1\]\+ {2}Running +\(sleep 600; echo awake\) &\n$/,
    );
    await node.later(300);
    expect((await say(node, 'true')).stdout).toBe('');
    await node.later(300);
    expect((await say(node, 'true')).stdout).toBe('awake\n');
  });

  it('lets `wait` jump to the end of what it waits for', async () => {
    const node = onNode();
    const before = node.view()?.time ?? 0;
    await say(node, 'sleep 3600 & wait');
    expect((node.view()?.time ?? 0) - before).toBeCloseTo(3601, 0);
  });

  it('names the last job in $!, and waits for it by number with its code', async () => {
    expect((await say(onNode(), 'false & wait $!; echo $?')).stdout).toBe('1\n');
    expect((await say(onNode(), 'wait 99999')).stderr).toBe(
      'bash: wait: pid 99999 is not a child of this shell\n',
    );
  });

  it('goes on after Ctrl-C of the line before', async () => {
    const node = onNode();
    await say(node, './exec.sh 200');
    expect(await interrupted(node, 'crictl stats')).toBe('stopped');
    expect(node.view()?.jobs).toBe(200);
  });
});

describe('a loop that is stopped', () => {
  /** Runs a line, presses Ctrl-C after a while, and gives what it said. */
  async function pressed(node: ReturnType<typeof onNode>, line: string) {
    const timer = setTimeout(() => node.stop(), 200);
    const ran = await node.run(line);
    clearTimeout(timer);
    if (ran.kind !== 'finished') throw new Error(ran.kind);
    return ran;
  }

  it('keeps what it has said, also where it only reckons', async () => {
    const node = onNode();
    const said = await pressed(node, 'while true; do echo turn; sleep 5; done');
    expect(said.stdout).toMatch(/^(turn\n){2,}\^C\n$/);
    expect(said.code).toBe(130);
    expect((await pressed(node, 'for ((;;)); do :; done')).stdout).toBe('^C\n');
    expect((await say(node, 'echo $?')).stdout).toBe('130\n');
  });

  it('ends the command that waits in it, and does not go on', async () => {
    const node = onNode();
    await say(node, './exec.sh 200');
    const said = await pressed(node, 'for i in 1 2 3; do echo $i; crictl stats; done');
    expect(said.stdout).toBe('1\n^C\n');
    expect(node.view()?.jobs).toBe(200);
  });

  it('is as before when nobody stops it', async () => {
    const { stdout } = await say(
      onNode(),
      'for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done; echo $?',
    );
    expect(stdout).toBe('1a\n2a\n0\n');
  });
});

describe('scripts and time', () => {
  it("refuses what bash refuses, in bash's words", async () => {
    const node = onNode();
    await say(node, 'echo true > plain');
    expect(await say(node, './plain')).toMatchObject({
      code: 126,
      stderr: 'bash: ./plain: Permission denied\n',
    });
    expect(await say(node, './none')).toMatchObject({
      code: 127,
      stderr: 'bash: ./none: No such file or directory\n',
    });
    expect(await say(node, '/tmp/')).toMatchObject({
      code: 126,
      stderr: 'bash: /tmp/: Is a directory\n',
    });
  });

  it("times by the node's clock", async () => {
    expect((await say(onNode(), 'time -p sleep 90')).stderr).toBe(
      'real 90.00\nuser 0.00\nsys 0.00\n',
    );
    const { stderr, code } = await say(onNode(), 'time (sleep 61; false)');
    expect(stderr).toBe('\nreal\t1m1.000s\nuser\t0m0.000s\nsys\t0m0.000s\n');
    expect(code).toBe(1);
  });

  it("hands on what a script's own jobs say, into a pipe and into a file", async () => {
    const node = onNode();
    expect((await say(node, './exec.sh 30 | sort | uniq -c')).stdout).toBe('     30 app\n');
    expect((await say(node, 'bash exec.sh 2 > out; cat out')).stdout).toBe('app\napp\n');
    expect((await say(node, "ls -l out | awk '{print $6, $7, $8}'")).stdout).toBe('Nov 9 07:50\n');
  });

  it('passes arguments and hands output on', async () => {
    const node = onNode();
    await say(node, 'printf \'#!/bin/bash\\necho "$#:$2"\\n\' > s.sh; chmod 755 s.sh');
    expect((await say(node, "./s.sh a 'b c' | tr b B")).stdout).toBe('2:B c\n');
  });
});
