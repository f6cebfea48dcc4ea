import { beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/shell/engine.ts';
import { readNode, writeNode } from '../../../src/shell/practice/file.ts';
import { fromDisk } from '../home.ts';
import { interrupted, onNode, say } from './on-node.ts';

let node: Engine;

beforeEach(() => {
  node = onNode();
});

describe('files', () => {
  it('are listed with their modes and by the clock of the node', async () => {
    await say(node, 'touch now');
    expect((await say(node, 'ls exec.sh now')).stdout).toBe('exec.sh\nnow\n');
    const { stdout } = await say(node, 'ls -l exec.sh README now');
    expect(stdout).toMatch(/^-rwxr-xr-x 1 root root +\d+ Oct 30 09:12 exec\.sh$/m);
    expect(stdout).toMatch(/^-rw-r--r-- 1 root root +\d+ Oct 30 09:12 README$/m);
    expect(stdout).toMatch(/^-rw-r--r-- 1 root root +0 Nov {2}9 07:50 now$/m);
    expect((await say(node, 'ls -l /etc/kubernetes')).stdout).toMatch(
      /^total 8\n-rw------- 1 root root +\d+ .* admin\.conf\ndrwxr-xr-x 1 root root +4096 .* pki\n$/,
    );
    expect((await say(node, 'ls /nope')).stderr).toBe(
      "ls: cannot access '/nope': No such file or directory\n",
    );
  });

  it('keep their mode when they are written anew, copied, moved, and saved', async () => {
    await say(node, "sed -i 's/opt/etc/' exec.sh", 'cp exec.sh a; mv a b; chmod -x exec.sh');
    expect((await say(node, 'stat -c %a exec.sh b README')).stdout).toBe('644\n755\n644\n');
    const saved = await node.save();
    if (!saved.node) throw new Error('not on the practice node');
    const read = readNode(writeNode({ ...saved, node: saved.node }));
    if (!read.ok) throw new Error(read.at);
    const again = createEngine({ read: fromDisk, saved: read.saved, deadline: 60_000 });
    expect((await say(again, 'stat -c %a exec.sh b README')).stdout).toBe('644\n755\n644\n');
  });

  it('are safe from rm -rf /', async () => {
    expect((await say(node, 'rm -rf /')).stderr).toMatch(
      /dangerous to operate recursively on '\/'/,
    );
    expect((await say(node, 'rm README; ls')).stdout).toBe('README.zh-cn\nexec.sh\n');
  });

  it('a setting and its file agree within a line', async () => {
    const file = '/proc/sys/net/core/wmem_default';
    const written = await say(node, `echo 425984 > ${file}; sysctl -n net.core.wmem_default`);
    expect(written.stdout).toBe('425984\n');
    const set = await say(node, `sysctl -qw net.core.wmem_default=212992; cat ${file}`);
    expect(set.stdout).toBe('212992\n');
  });
});

describe('the machine', () => {
  it('is one: its kernel and its shell are the same everywhere', async () => {
    const { stdout } = await say(node, 'uname -r');
    expect(stdout).toBe('5.10.0-9-amd64\n');
    expect((await say(node, 'cat /proc/version')).stdout).toContain(stdout.trim());
    expect((await say(node, 'kubectl get node -o wide')).stdout).toContain(stdout.trim());
    expect((await say(node, 'dmesg | head -n 1')).stdout).toContain(stdout.trim());
    expect((await say(node, 'echo $$')).stdout.trim()).toBe(
      (await say(node, 'ps -C bash -o pid=')).stdout.trim(),
    );
    expect((await say(node, 'uname -x')).code).toBe(1);
  });

  it('has in /proc what ps and free show', async () => {
    await say(node, './exec.sh 200', 'sleep 3600');
    const rss = 'grep VmRSS /proc/$(pidof kubelet)/status | tr -dc 0-9';
    const { stdout } = await say(node, `${rss}; echo; ps -o rss= -C kubelet`);
    const [status, ps] = stdout.split('\n').map(Number);
    expect(status).toBe(ps);
    expect(status).toBeGreaterThan(150 * 1024);
    const total = await say(node, "awk '/MemTotal/ {print $2}' /proc/meminfo");
    expect((await say(node, "free | awk '/Mem/ {print $2}'")).stdout).toBe(total.stdout);
    expect((await say(node, 'cat /proc/812/comm /proc/loadavg')).stdout).toMatch(
      /^containerd\n0\./,
    );
    expect((await say(node, 'cat /proc/812/cmdline')).stdout).toBe('/usr/bin/containerd\0');
    expect((await say(node, 'cat /proc/99999/comm')).stderr).toMatch(/No such file/);
  });

  it('tells one time of a start: journal, systemctl and ps', async () => {
    for (const unit of ['containerd', 'kubelet']) {
      const journal = `journalctl -u ${unit} | grep -m1 Started | awk '{print $3}'`;
      const active = `systemctl status ${unit} | grep -o 'since .* UTC' | awk '{print $4}'`;
      const ps = `ps -C ${unit} -o lstart= | awk '{print $4}'`;
      const { stdout } = await say(node, `(${journal}; ${active}; ${ps}) | uniq | wc -l`);
      expect(stdout, unit).toBe('1\n');
    }
    const { stdout } = await say(node, 'journalctl -o cat | grep "starting containerd"');
    expect(stdout).toMatch(/msg="starting containerd" revision=1\.4\.11-1 version=1\.4\.11\n$/);
  });

  it('names its own tools, and not those of what it is made of', async () => {
    const { stdout } = await say(node, 'help');
    expect(stdout).toContain('crictl');
    expect(stdout).not.toContain('just-bash');
  });

  it.each([
    ['sudo crictl ps -q | wc -l', '5\n'],
    ['nohup ./exec.sh 2', 'app\napp\n'],
    ['kubelet --version', 'Kubernetes v1.22.3\n'],
  ])('takes %s', async (line, stdout) => {
    expect(await say(node, line)).toMatchObject({ stdout, stderr: '', code: 0 });
  });

  it.each([
    ['sudo nope', 'sudo: nope: command not found', 1],
    ['nohup nope', "nohup: failed to run command 'nope': No such file or directory", 127],
    ['vim', 'bash: vim: command not found', 127],
  ])('says that %s is not there', async (line, words, code) => {
    expect(await say(node, line)).toMatchObject({ stderr: `${words}\n`, code });
  });

  it('does not watch: a line speaks when it has ended', async () => {
    expect((await say(node, 'watch -n 1 date')).stderr).toMatch(/^watch: .*\n.*for i in/);
  });
});

describe('a script', () => {
  it('is given the variables set for it and those exported, and no others', async () => {
    await say(node, "printf 'echo x=$x y=$y z=$z $1\\n' > t.sh; chmod +x t.sh");
    await say(node, 'export z=3');
    const { stdout } = await say(node, 'x=1; y="a b" ./t.sh q; y=2 bash t.sh');
    expect(stdout).toBe('x= y=a b z=3 q\nx= y=2 z=3\n');
    expect((await say(node, 'POD=web-6b7f6db7f-2xq8l ./exec.sh 1')).stdout).toBe('site\n');
  });

  it('that forks without end is refused, and the node lives', async () => {
    const { stderr } = await say(node, ':(){ :|:& };:');
    expect(stderr).toContain('bash: fork: Resource temporarily unavailable\n');
    expect(node.view()?.jobs).toBe(0);
    expect((await say(node, 'sleep 1 & wait; echo on')).stdout).toBe('on\n');
  }, 60_000);
});

it('a failure under set -e ends one shell, and not every one after it', async () => {
  await say(node, 'set -e', 'false');
  expect((await say(node, 'echo on')).stdout).toBe('on\n');
  await say(node, 'set -e');
  expect((await say(node, 'echo $-')).stdout).toContain('e');
});

describe('a job', () => {
  it('in the foreground is ended by Ctrl-C, without a word', async () => {
    await say(node, './exec.sh 200', 'crictl stats &');
    expect(await interrupted(node, 'fg')).toBe('stopped');
    expect((await say(node, 'jobs; ps -C crictl -o pid=')).stdout).toBe('');
  });

  it('in the foreground says what it says, and no Done', async () => {
    expect(await say(node, '(sleep 3; echo hi) &', 'fg')).toMatchObject({
      stdout: '(sleep 3; echo hi)\nhi\n',
      stderr: '',
    });
  });

  it('is in the background already for bg', async () => {
    expect((await say(node, 'bg')).stderr).toBe('bash: bg: current: no such job\n');
    expect((await say(node, 'sleep 9 &', 'bg')).stderr).toMatch(/job 1 already in background/);
  });
});
