import { describe, expect, it } from 'vitest';
import { containerdLog } from '../../../src/shell/practice/dumps.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { entriesBefore } from '../../../src/shell/practice/journal/before.ts';
import { journalOf, LINE_MAX } from '../../../src/shell/practice/journal/journal.ts';
import { momentOf } from '../../../src/shell/practice/journal/moments.ts';
import { BOOT } from '../../../src/shell/practice/state.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { atPrompt, linesOf } from './at-prompt.ts';
import { stormed } from './hung.ts';

const HEADER =
  '-- Journal begins at Sat 2021-10-30 07:50:02 UTC, ends at Tue 2021-11-09 07:00:23 UTC. --';

describe('journald', () => {
  it('cuts a record that is longer than LineMax, and loses nothing', async () => {
    const world = await stormed();
    const record = containerdLog(world.state)
      .split('\n')
      .find((line) => line.includes('=== BEGIN'));
    await atPrompt(world)('kill -10 812');
    const from = journalOf(world.state).findIndex(({ text }) => text.includes('=== BEGIN'));
    const pieces = journalOf(world.state).slice(from);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.map(({ text }) => text).join('')).toBe(record);
    expect(pieces.map(({ cut }) => cut)).toEqual(pieces.map((_, i) => i < pieces.length - 1));
    expect(pieces.slice(0, -1).every(({ text }) => text.length === LINE_MAX)).toBe(true);
  });

  it('held ordinary lines before the first moment, in order', () => {
    const times = entriesBefore().map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(0);
    expect(entriesBefore().every(({ text }) => text.length < 600)).toBe(true);
  });
});

describe('journalctl', () => {
  const prompt = atPrompt(new World(firstNode()));

  it('has the header of systemd 247, unless it is to be quiet', async () => {
    expect((await linesOf(prompt, 'journalctl -n 1'))[0]).toBe(HEADER);
    expect(await linesOf(prompt, 'journalctl -q -n 1')).toEqual([
      'Nov 09 07:00:23 lab systemd[1]: Finished Cleanup of Temporary Directories.',
    ]);
    expect(await linesOf(prompt, 'journalctl -u nothing')).toEqual([HEADER, '-- No entries --']);
  });

  it.each([
    ['-u containerd -n 1', /^Nov 07 \S+ lab containerd\[812\]: time="2021-11-07T/],
    ['-eu containerd', /^Oct 30 07:50:08 lab systemd\[1\]: Starting containerd/],
    ["-u 'kube*'", /^Oct 30 07:50:43 lab systemd\[1\]: Started kubelet/],
    ['-t kubelet', /^Oct 30 07:50:43 lab kubelet\[1031\]: I1030 /],
    ['-k', /^Oct 30 07:50:02 lab kernel: Linux version 5\.10/],
    ['-r -n 2', /Finished Cleanup of Temporary Directories/],
    ['-g "returns successfully"', /containerd\[812\].*StartContainer for \\"/],
    ['-n 1 -o short-iso', /^2021-11-09T07:00:23\+0000 lab systemd\[1\]: Finished/],
    ['-n 1 -o short-precise', /^Nov 09 07:00:23\.100000 lab systemd/],
    ['-n1 -o cat', /^Finished Cleanup of Temporary Directories\.$/],
    ['-S "1 hour ago"', /Starting Cleanup of Temporary Directories/],
    ['--since "2021-11-08 12:00" --until 06:06:43', /Starting .*/],
  ])('%s', async (args, first) => {
    expect((await linesOf(prompt, `journalctl -q ${args}`))[0]).toMatch(first);
  });

  it('prints JSON without long fields, as without --all', async () => {
    const world = await stormed();
    const ask = atPrompt(world);
    await ask('kill -10 2390');
    const [short] = await linesOf(ask, 'journalctl -n 1 -o json');
    const [whole] = await linesOf(ask, 'journalctl -n 1 -o json -a');
    expect(JSON.parse(short ?? '')).toMatchObject({ MESSAGE: null, _PID: '812' });
    expect(JSON.parse(whole ?? '').MESSAGE).toMatch(/=== BEGIN goroutine stack dump ===/);
  });

  it('explains systemd’s own messages with -x', async () => {
    const world = new World(firstNode());
    const ask = atPrompt(world);
    await ask('systemctl restart containerd');
    const lines = await linesOf(ask, 'journalctl -xeu containerd -n 1');
    expect(lines.slice(1)).toEqual([
      'Nov 09 07:50:45 lab systemd[1]: Started containerd container runtime.',
      '░░ Subject: A start job for unit containerd.service has finished successfully',
      '░░ Defined-By: systemd',
      '░░ Support: https://www.debian.org/support',
      '░░ ',
      '░░ A start job for unit containerd.service has finished successfully.',
    ]);
  });

  it.each([
    ['journalctl -f', /^journalctl: -f would wait for ever/],
    ['journalctl -o strange', /^Unknown output format 'strange'\./],
    ['journalctl -o constructor', /^Unknown output format 'constructor'\./],
    ['journalctl -n5x', /^Failed to parse lines '5x'/],
    ['journalctl -S soon', /^Failed to parse timestamp: soon/],
    ['journalctl --vacuum-size=1', /^journalctl: unrecognized option/],
    ['journalctl _PID=1', /^Failed to add match '_PID=1'/],
  ])('%s is refused', async (line, problem) => {
    const { stdout, stderr, exitCode } = await prompt(line);
    expect([stdout, exitCode]).toEqual(['', 1]);
    expect(stderr).toMatch(problem);
  });
});

describe('a moment', () => {
  const now = 3600;
  const at = (text: string) => (Date.parse(text) - BOOT) / 1000;

  it.each([
    ['now', now],
    ['10 minutes ago', now - 600],
    ['1h 30min ago', now - 5400],
    ['-90', now - 90],
    ['+2min', now + 120],
    ['today', at('2021-11-09T00:00Z')],
    ['yesterday', at('2021-11-08T00:00Z')],
    ['08:00', at('2021-11-09T08:00Z')],
    ['08:00:30', at('2021-11-09T08:00:30Z')],
    ['2021-11-08', at('2021-11-08T00:00Z')],
    ['2021-11-08 23:59:59', at('2021-11-08T23:59:59Z')],
    ['2021-11-08 23:59:59 UTC', at('2021-11-08T23:59:59Z')],
    ['@1636444243', 0],
    ['10 minutes', null],
    ['10 parsecs ago', null],
    ['25:99', null],
    ['', null],
  ])('%j', (text, time) => {
    expect(momentOf(text, now)).toBe(time);
  });
});
