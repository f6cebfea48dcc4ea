import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { go, pprof } from '../../../src/shell/practice/commands/pprof/pprof.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { kubeletHeap } from '../../../src/shell/practice/profiles.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { stormed } from './hung.ts';
import { type Ran, shellOf } from './shell.ts';

const GOLDEN = new URL('../../golden/practice-pprof/', import.meta.url);
const golden = (name: string) => readFileSync(new URL(name, GOLDEN), 'utf8');

const cases = golden('cases.txt')
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', ...words] = line.split(' ');
    return { name, words };
  });
const files = cases.flatMap(({ words }) =>
  words
    .map((word) => word.replace(/^-\w+=/, ''))
    .filter((word) => /^(?:content|test)\//.test(word)),
);

const HEAP = 'content/evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz';

describe('as go tool pprof of Go 1.19 prints it', () => {
  let run: (line: string) => Promise<Ran>;
  beforeAll(async () => {
    const world = new World(firstNode());
    run = await shellOf([pprof(world), go(world)], files);
  });

  it.each(cases)('$name', async ({ name, words }) => {
    const line = words.map((word) => `'${word}'`).join(' ');
    const { stdout, exitCode } = await run(`go tool pprof -symbolize=none ${line}`);
    expect(stdout).toBe(golden(`${name}.txt`));
    expect(exitCode).toBe(0);
  });

  it('both names are one tool, and a program may stand before the profile', async () => {
    const { stdout } = await run(`pprof -top /usr/bin/containerd ${HEAP}`);
    expect(stdout).toBe(golden('top.txt'));
  });

  it.each([
    [
      '-top nofile',
      'nofile: open nofile: no such file or directory\nfailed to fetch any source profiles\n',
    ],
    [
      '-top /etc/hostname',
      '/etc/hostname: parsing profile: unrecognized profile format\nfailed to fetch any source profiles\n',
    ],
    ['-top', 'no profile source specified\n'],
    [`-top -comments ${HEAP}`, 'must set at most one output format\n'],
    [`-peek=zzzz ${HEAP}`, 'no matches found for regexp: zzzz\n'],
    [
      `-top -sample_index=foo ${HEAP}`,
      'sample_index "foo" must be one of: [alloc_objects alloc_space inuse_objects inuse_space]\n',
    ],
    [`-top -sample_index=9 ${HEAP}`, 'sample_index 9 is outside the range [0..3]\n'],
    [
      `-top -base nofile ${HEAP}`,
      'nofile: open nofile: no such file or directory\nfailed to fetch any base profiles\n',
    ],
    [
      '-top http://127.0.0.1:9/x',
      'Fetching profile over HTTP from http://127.0.0.1:9/x\nhttp://127.0.0.1:9/x: Get "http://127.0.0.1:9/x": dial tcp 127.0.0.1:9: connect: connection refused\nfailed to fetch any source profiles\n',
    ],
  ])('says of %s what the real one says, and leaves with 2', async (words, said) => {
    expect(await run(`pprof ${words}`)).toEqual({ stdout: '', stderr: said, exitCode: 2 });
  });

  it.each([
    ['-http=: x', /no browser here/],
    ['-svg x', /-svg does not work here\n\(the practice node knows: -top /],
    ['-nonsense x', /^flag provided but not defined: -nonsense\nusage:/],
    ['-nodecount=a x', /^invalid value "a" for flag -nodecount: parse error\n/],
    ['-top -nodecount', /^flag needs an argument: -nodecount\n/],
  ])('refuses %s', async (words, said) => {
    const { stderr, exitCode } = await run(`pprof ${words}`);
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(2);
  });

  it('without a format it has no mode of its own', async () => {
    const { stdout, stderr, exitCode } = await run(`pprof ${HEAP}`);
    expect(stdout).toContain('Type: inuse_space');
    expect(stderr).toContain('no interactive mode');
    expect(exitCode).toBe(2);
  });
});

const KEYS =
  '-tls_ca /var/lib/kubelet/pki/kubelet.crt -tls_cert /etc/kubernetes/pki/apiserver-kubelet-client.crt -tls_key /etc/kubernetes/pki/apiserver-kubelet-client.key';

describe("kubelet's heap over HTTP", () => {
  it('is fetched, kept and shown; while nothing hangs it proves nothing', async () => {
    const world = new World(firstNode());
    const run = await shellOf([pprof(world)]);
    const { stdout, stderr } = await run(`pprof -top ${KEYS} https://lab:10250/debug/pprof/heap`);
    expect(stderr).toBe(
      'Fetching profile over HTTP from https://lab:10250/debug/pprof/heap\n' +
        'Saved profile in /root/pprof/pprof.alloc_objects.alloc_space.inuse_objects.inuse_space.001.pb.gz\n',
    );
    expect(stdout).toMatch(/^made by the model of Stuck in Send, not captured: kubelet\n/);
    expect(stdout).not.toContain('listPodStats');
    expect(world.state.reached).not.toContain('kubelet');
    const again = await run('pprof -comments /root/pprof/*.001.pb.gz');
    expect(again.stdout).toContain('is chosen');
  });

  it('shows who holds it once calls wait, and that is a step of the investigation', async () => {
    const world = await stormed();
    await world.later(30 * 60);
    const run = await shellOf([pprof(world)]);
    const { stdout } = await run(
      `pprof -top -cum -nodecount=5 ${KEYS} https://lab:10250/debug/pprof/heap 2>/dev/null`,
    );
    expect(stdout).toMatch(/\d+MB .*\(\*criStatsProvider\)\.listPodStats/);
    expect(world.state.reached).toContain('kubelet');
    expect(world.state.reached).not.toContain('containerd');
  });

  it.each([
    ['https://lab:10250/debug/pprof/heap', 'x509: certificate signed by unknown authority'],
    [
      `${KEYS} https://localhost:10250/debug/pprof/heap`,
      'x509: certificate is valid for lab, not localhost',
    ],
    ['https+insecure://lab:10250/debug/pprof/heap', 'server response: 401 Unauthorized'],
    [
      '-tls_ca=/nofile https://lab:10250/debug/pprof/heap',
      'could not load CA specified by -tls_ca: open /nofile: no such file',
    ],
    [
      '-tls_cert=/nofile https://lab:10250/debug/pprof/heap',
      '-tls_cert is specified, so -tls_key must also be specified',
    ],
    ['http://nohost:1/debug/pprof/heap', 'dial tcp: lookup nohost: no such host'],
  ])('%s: %s', async (words, said) => {
    const run = await shellOf([pprof(new World(firstNode()))]);
    const { stderr, exitCode } = await run(`pprof -top ${words}`);
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });

  it('a profile over time takes its time', async () => {
    const world = new World(firstNode());
    const run = await shellOf([pprof(world)]);
    const insecure = `-tls_cert /etc/kubernetes/pki/apiserver-kubelet-client.crt -tls_key /etc/kubernetes/pki/apiserver-kubelet-client.key`;
    const { stdout, stderr } = await run(
      `pprof -top -seconds 5 ${insecure} https+insecure://localhost:10250/debug/pprof/profile`,
    );
    expect(stderr).toContain('Please wait... (5s)');
    expect(stdout).toContain('\nDuration: 5s, Total samples = 100ms ( 2.00%)\n');
    expect(world.time).toBeCloseTo(5, 0);
  });

  it('two moments compared show what grew', async () => {
    const world = await stormed();
    await world.later(10 * 60);
    const first = await kubeletHeap(world.state);
    await world.later(10 * 60);
    const second = await kubeletHeap(world.state);
    const run = await shellOf([pprof(world)], [], { '/root/a': first, '/root/b': second });
    const { stdout } = await run('pprof -top -cum -nodecount=3 -base a b');
    expect(stdout).toMatch(/Showing nodes accounting for \d/);
    expect(stdout).toContain('listPodStats');
    expect(stdout).not.toContain('cadvisor');
  });
});
