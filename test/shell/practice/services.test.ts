import { describe, expect, it } from 'vitest';
import { PACKAGES } from '../../../src/shell/practice/families.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { atPrompt, linesOf } from './at-prompt.ts';

const ARCHIVE = 'http://packages.example/debian bullseye/main amd64 Packages';

describe('apt', () => {
  it('knows only what is installed until it is updated', async () => {
    const prompt = atPrompt(new World(firstNode()));
    expect(await linesOf(prompt, 'apt-cache policy containerd')).toEqual([
      'containerd:',
      '  Installed: 1.4.11-1',
      '  Candidate: 1.4.11-1',
      '  Version table:',
      ' *** 1.4.11-1 100',
      '        100 /var/lib/dpkg/status',
    ]);
    expect(await prompt("apt-get install -y 'containerd=1.5.8*'")).toMatchObject({
      stderr:
        "E: Version '1.5.8*' for 'containerd' was not found\n(the practice node knows only what is installed: apt-get update first)\n",
      exitCode: 100,
    });
    await prompt('apt-get update');
    const rows = await linesOf(prompt, 'apt-cache madison containerd');
    expect(rows).toHaveLength(PACKAGES.length);
    expect(rows).toContain(`containerd |    1.5.8-1 | ${ARCHIVE}`);
  });

  it('puts a release on the disk, and what runs goes on', async () => {
    const world = new World(firstNode());
    const prompt = atPrompt(world);
    const { stdout, stderr, exitCode } = await prompt(
      "apt-get update; apt-get install -y 'containerd=1.5.8*'",
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Unpacking containerd (1.5.8-1) over (1.4.11-1) ...\n');
    expect(stderr).toBe(
      '(the practice node: containerd is still running 1.4.11 until it is restarted)\n',
    );
    expect(world.state.containerd).toMatchObject({ installed: '1.5.8', running: '1.4.11' });
    expect(world.state.pods.every(({ shim }) => shim.release === '1.4.11')).toBe(true);
    expect(await linesOf(prompt, 'containerd --version')).toEqual([
      'containerd github.com/containerd/containerd 1.5.8 1.5.8-1',
    ]);
    expect((await linesOf(prompt, 'dpkg -l containerd')).at(-1)).toBe(
      'ii  containerd     1.5.8-1      amd64        daemon to control runC',
    );
    expect((await prompt('apt-get install containerd=1.5.8-1')).stdout).toContain(
      'containerd is already the newest version (1.5.8-1).\n0 upgraded',
    );
  });

  it('goes back only when it is told so twice', async () => {
    const world = new World(firstNode());
    const prompt = atPrompt(world);
    const line = 'containerd=1.4.10-1';
    await prompt('apt-get update');
    expect(await prompt(`apt-get install -y ${line}`)).toMatchObject({
      stderr: 'E: Packages were downgraded and -y was used without --allow-downgrades.\n',
      exitCode: 100,
    });
    expect((await prompt(`apt-get install ${line}`)).stdout).toMatch(/\[Y\/n\] Abort\.\n$/);
    expect((await prompt(`echo n | apt-get install ${line}`)).exitCode).toBe(1);
    expect(world.state.containerd.installed).toBe('1.4.11');
    await prompt(`apt-get install -y --allow-downgrades ${line}`);
    expect(world.state.containerd.installed).toBe('1.4.10');
    await prompt('echo y | apt-get install containerd=1.4.9-1');
    expect(world.state.containerd.installed).toBe('1.4.9');
  });

  it.each([
    ['apt-get install containerd=9.9', "E: Version '9.9' for 'containerd' was not found\n"],
    ['apt-get install nothing', 'E: Unable to locate package nothing\n'],
    [
      'apt-get install containerd=1.5.8',
      "E: Version '1.5.8' for 'containerd' was not found\n(the practice node knows: containerd=1.5.8-1, or containerd=1.5.8*)\n",
    ],
    ['apt-get purge containerd', /^E: Invalid operation purge\n\(/],
    ['apt-get --force install containerd', /^E: Command line option --force is not understood/],
    ['apt-get upgrade', /^E: the practice node upgrades by name only/],
  ])('%s is refused', async (line, problem) => {
    const prompt = atPrompt(new World(firstNode()));
    await prompt('apt-get update');
    const { stderr, exitCode } = await prompt(line);
    expect(exitCode).toBe(100);
    if (typeof problem === 'string') expect(stderr).toBe(problem);
    else expect(stderr).toMatch(problem);
  });

  it('simulates', async () => {
    const world = new World(firstNode());
    const { stdout } = await atPrompt(world)(
      'apt-get update; apt-get install -s containerd=1.7.17-1',
    );
    expect(stdout).toMatch(
      /\nInst containerd \[1\.4\.11-1\] \(1\.7\.17-1 .*\)\nConf containerd .*\n$/,
    );
    expect(world.state.containerd.installed).toBe('1.4.11');
  });
});

describe('systemctl', () => {
  const world = new World(firstNode());
  const prompt = atPrompt(world);

  it('shows a service as systemd 247 does, with its processes and its last ten lines', async () => {
    const lines = await linesOf(prompt, 'systemctl status containerd');
    expect(lines.slice(0, 6)).toEqual([
      '● containerd.service - containerd container runtime',
      '     Loaded: loaded (/lib/systemd/system/containerd.service; enabled; vendor preset: enabled)',
      '     Active: active (running) since Sat 2021-10-30 07:50:29 UTC; 1 weeks 3 days ago',
      '       Docs: https://containerd.io',
      '   Main PID: 812 (containerd)',
      '      Tasks: 79',
    ]);
    const shims = lines.filter((line) => /─\d+ \/usr\/bin\/containerd-shim-runc-v2 /.test(line));
    expect(shims).toHaveLength(world.state.pods.length);
    expect(lines.slice(lines.indexOf('') + 1)).toHaveLength(10);
    expect(lines.every((line) => line.length <= 120)).toBe(true);
    const full = await linesOf(prompt, 'systemctl status -l containerd');
    expect(full.some((line) => line.length > 120)).toBe(true);
  });

  it.each([
    ['systemctl is-active containerd', 'active\n', 0],
    ['systemctl is-active nothing', 'inactive\n', 3],
    ['systemctl -q is-active kubelet', '', 0],
    ['systemctl is-enabled kubelet.service', 'enabled\n', 0],
    ['systemctl show -p MainPID containerd', 'MainPID=812\n', 0],
    ['systemctl show -p MainPID --value kubelet', '1031\n', 0],
    ['systemctl start containerd', '', 0],
  ])('%s', async (line, stdout, exitCode) => {
    expect(await prompt(line)).toMatchObject({ stdout, stderr: '', exitCode });
  });

  it.each([
    ['systemctl status nothing', 'Unit nothing.service could not be found.\n', 4],
    [
      'systemctl restart nothing',
      /^Failed to restart nothing\.service: Unit nothing\.service not/,
      5,
    ],
    ['systemctl stop containerd', /^systemctl: the practice node has no state for a service/, 1],
    ['systemctl mask containerd', /^Unknown command verb mask\.\n\(/, 1],
    ['systemctl restart', /^Too few arguments\./, 1],
  ])('%s is refused', async (line, problem, code) => {
    const { stderr, exitCode } = await prompt(line);
    expect(exitCode).toBe(code);
    if (typeof problem === 'string') expect(stderr).toBe(problem);
    else expect(stderr).toMatch(problem);
  });

  it('starts services again, as other processes', async () => {
    const own = new World(firstNode());
    await atPrompt(own)('systemctl restart containerd kubelet');
    const { containerd, kubelet, journal } = own.state;
    expect([containerd.pid, kubelet.pid]).not.toContain(812);
    expect(kubelet.started).toBeGreaterThan(containerd.started);
    expect(journal.map(({ text }) => text)).toContain('Started containerd container runtime.');
    const said = await linesOf(atPrompt(own), 'systemctl status containerd');
    expect(said).toContain(`   Main PID: ${containerd.pid} (containerd)`);
    expect(said[2]).toMatch(/; \d+s ago$/);
  });
});

describe('what is about the machine only', () => {
  const prompt = atPrompt(new World(firstNode()));

  it.each([
    ['nproc', /^4$/],
    ['lscpu | grep "^CPU(s)"', /^CPU\(s\): {26}4$/],
    ['dmesg | head -1', /^\[ {4}0\.000000\] Linux version 5\.10/],
    ['df -h /', /^$/],
    ['df -h | head -1', /^Filesystem {6}Size {2}Used Avail Use% Mounted on$/],
    ['runc --version | head -1', /^runc version 1\.0\.2$/],
    ['containerd-shim-runc-v2 -v | head -2 | tail -1', /^ {2}Version: {2}1\.4\.11$/],
  ])('%s', async (line, first) => {
    expect((await prompt(line)).stdout.split('\n')[0]).toMatch(first);
  });
});
