import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { fromDisk } from './home.ts';

function begin(options: Partial<Parameters<typeof createEngine>[0]> = {}): Engine {
  return createEngine({ read: fromDisk, deadline: 20_000, ...options });
}

/** Runs lines one after another and gives what the last one said. */
async function last(engine: Engine, ...lines: string[]) {
  let said = '';
  for (const line of lines) {
    const ran = await engine.run(line);
    said = ran.kind === 'finished' ? ran.stdout + ran.stderr : ran.kind;
  }
  return said;
}

describe('a shell goes on where the last line ended', () => {
  it('keeps the folder, also for `cd -`', async () => {
    expect(await last(begin(), 'cd post', 'cd ../idle', 'cd -', 'pwd')).toBe('/root/post\n');
  });

  it('keeps variables, and hands them to commands inside commands', async () => {
    expect(await last(begin(), 'n=444', "echo a | xargs sh -c 'echo $n'")).toBe('444\n');
  });

  it('forgets a variable that was unset', async () => {
    expect(await last(begin(), 'n=1', 'unset n', 'echo "<$n>"')).toBe('<>\n');
  });

  it('keeps functions, and functions that call them', async () => {
    const said = await last(begin(), 'f() { echo "f $1"; }', 'g() { f "$1$1"; }', 'g x');
    expect(said).toBe('f xx\n');
  });

  it('keeps `set -o` options and aliases', async () => {
    expect(await last(begin(), 'set -o pipefail', 'false | true', 'echo $?')).toBe('1\n');
    expect(await last(begin(), 'alias ll="ls -1"', 'cd post', 'll')).toContain('README\n');
  });

  it('gives the exit code of the last line as `$?`', async () => {
    expect(await last(begin(), 'grep -q nothing README', 'echo $?')).toBe('1\n');
  });

  it('keeps files', async () => {
    expect(await last(begin(), 'echo one > a', 'echo two >> a', 'cat a')).toBe('one\ntwo\n');
  });

  it('goes on after `exit` and after an error that ends a line', async () => {
    const engine = begin();
    expect(await last(engine, 'cd post', 'n=1', 'exit 3', 'echo "$? $n $PWD"')).toBe(
      '3 1 /root/post\n',
    );
    expect(await last(engine, 'set -u', 'echo $nothing; echo never', 'pwd')).toBe('/root/post\n');
  });

  it('lists its lines in `history`', async () => {
    expect(await last(begin(), 'pwd', 'history')).toBe('    1  pwd\n    2  history\n');
  });
});

describe('a line that is not whole is not run', () => {
  it.each([
    'echo "a',
    "echo 'a",
    'for i in 1 2; do',
    'if true',
    'cat <<X',
    'cat <<X\nhi',
    'ls |',
    'true &&',
    'false ||',
    'echo \\',
    'f() {',
    '(ls',
    'echo $(ls',
  ])('waits for more after %j', async (line) => {
    expect(await begin().run(line)).toEqual({ kind: 'unfinished' });
  });

  it.each(['echo a\\\\', 'done', ';;', 'echo a &', '| ls', ''])(
    'runs %j as it is',
    async (line) => {
      expect(await begin().run(line)).toMatchObject({ kind: 'finished' });
    },
  );

  it('runs a loop once its end was typed', async () => {
    expect(await last(begin(), 'for i in 1 2\ndo echo $i\ndone')).toBe('1\n2\n');
  });
});

describe('arithmetic asks commands of the running shell', () => {
  it.each([
    ['n=2; echo $(( $(echo $n) + 1 ))', '3\n'],
    ['t=0; for i in 1 2 3; do t=$((t + $(echo "$i"))); done; echo $t', '6\n'],
    [
      'cd post; echo $(( $(grep -c 438 shim.goroutine.profile) + `grep -c 444 shim.goroutine.profile` ))',
      '170\n',
    ],
    ['(( $(echo "a  b" | wc -c) == 5 )) && echo five', 'five\n'],
    ['echo $(( $(echo ")" | wc -c) * 2 ))', '4\n'],
    ['echo "$(( 1 + $(echo 2 | { read x; echo $((x * 10)); }) ))"', '21\n'],
  ])('%s', async (line, said) => {
    expect(await last(begin(), line)).toBe(said);
  });

  it('leaves no names of its own behind', async () => {
    expect(await last(begin(), 'echo $(( $(echo 1) ))', 'set | grep -c __sum')).toBe('0\n');
  });
});

describe('a shell can begin anew where another was', () => {
  it('with folder, variables, functions, history and files, written or removed', async () => {
    const first = begin();
    await last(
      first,
      'cd idle',
      'n=5',
      'f() { echo f; }',
      'mkdir -p /root/notes/deep',
      'echo hi > /root/notes/deep/a',
    );
    await last(first, 'rm shim.log', 'mv ss-xmp.txt sockets');
    // Plain data only: it crosses from a worker to the page and back.
    const second = begin({ saved: structuredClone(await first.save()) });
    expect(await last(second, 'f; echo $n; pwd; cat /root/notes/deep/a; ls')).toBe(
      'f\n5\n/root/idle\nhi\nREADME\nREADME.zh-cn\nshim.goroutine.profile\nsockets\n',
    );
    expect(await last(second, 'history 1')).toBe('    9  history 1\n');
    expect(await last(second, 'wc -l < sockets')).toBe('6\n');
  });

  it('says only what changed since it was last asked', async () => {
    const engine = begin();
    await last(engine, 'echo a > a');
    expect((await engine.save()).written.map(({ path }) => path)).toEqual(['/root/a']);
    await last(engine, 'echo b > b');
    expect((await engine.save()).written.map(({ path }) => path)).toEqual(['/root/b']);
  });
});

describe('nothing is fetched before a command needs it', () => {
  it('reads a file once, when it is first touched', async () => {
    const fetched: string[] = [];
    const engine = begin({ fetched: (path) => fetched.push(path) });
    await last(engine, 'pwd', 'echo *');
    expect(fetched).toEqual([]);
    await last(engine, 'wc -l post/shim.goroutine.profile', 'cat post/shim.goroutine.profile');
    expect(fetched).toEqual(['post/shim-ttrpc-lines.txt']);
  });

  it('says so in the shell when the evidence does not come', async () => {
    const engine = begin({ read: () => Promise.reject(new Error('no answer from the site')) });
    expect(await last(engine, 'sort post/shim.goroutine.profile')).toContain(
      'no answer from the site',
    );
  });
});

describe('limits', () => {
  it('ends a loop without end by itself', async () => {
    const ran = await begin({ deadline: 1_500 }).run('while true; do :; done');
    expect(ran).toMatchObject({ kind: 'finished' });
    if (ran.kind === 'finished') expect(ran.code).not.toBe(0);
  }, 20_000);

  it('lets awk read more than 100,000 records', async () => {
    expect(await last(begin(), "seq 250000 | awk '{n++} END{print n}'")).toBe('250000\n');
  });

  it('has no network and no other language inside', async () => {
    for (const name of ['curl', 'wget', 'python3', 'node', 'js-exec', 'sqlite3']) {
      expect(await last(begin(), name)).toBe(`bash: ${name}: command not found\n`);
    }
  });
});

describe('completion', () => {
  const words = async (line: string) =>
    (await begin({ cwd: '/root/post' }).complete(line, line.length)).words;

  it('offers commands where a command stands', async () => {
    expect(await words('uni')).toEqual(['uniq']);
    expect(await words('cat x | so')).toEqual(['sort']);
  });

  it('offers files elsewhere, folders with a slash, also from ~ and ..', async () => {
    expect(await words('cat sh')).toEqual(['shim.goroutine.profile']);
    expect(await words('cd ../id')).toEqual(['../idle/']);
    expect(await words('cat ~/idle/shim')).toEqual([
      '~/idle/shim.goroutine.profile',
      '~/idle/shim.log',
    ]);
    expect(await words('grep x <sh')).toEqual(['shim.goroutine.profile']);
  });
});
