import { defineCommand } from 'just-bash/browser';
import { describe, expect, it } from 'vitest';
import { typeNamed } from '../../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { containerdRestarted, kubeletRestarted } from '../../../src/shell/practice/changes.ts';
import { ctrPprof } from '../../../src/shell/practice/commands/ctr-pprof.ts';
import { curl } from '../../../src/shell/practice/commands/curl.ts';
import { pprof } from '../../../src/shell/practice/commands/pprof/pprof.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { pendingCalls } from '../../../src/shell/practice/memory.ts';
import { World } from '../../../src/shell/practice/world.ts';
import { only, readText } from '../../evidence/goroutine/evidence.ts';
import { stormed } from './hung.ts';
import { type Ran, shellOf } from './shell.ts';

const PKI = '/etc/kubernetes/pki/apiserver-kubelet-client';
const ADMIN = `--cert ${PKI}.crt --key ${PKI}.key`;

function shell(world: World): Promise<(line: string, signal?: AbortSignal) => Promise<Ran>> {
  const ctr = defineCommand('ctr', (args, ctx) => ctrPprof(world, args.slice(1), ctx));
  return shellOf([curl(world), pprof(world), ctr]);
}

async function at(line: string, world = new World(firstNode())): Promise<Ran> {
  return (await shell(world))(line);
}

describe("kubelet's server", () => {
  it.each([
    ['http://127.0.0.1:10248/healthz', 'ok'],
    ['localhost:10248/healthz', 'ok'],
    [`-k ${ADMIN} https://localhost:10250/healthz`, 'ok'],
    [`--cacert /var/lib/kubelet/pki/kubelet.crt ${ADMIN} https://lab:10250/healthz`, 'ok'],
    ['-k https://lab:10250/healthz', 'Unauthorized'],
    ["-k -H 'Authorization: Bearer abc' https://lab:10250/healthz", 'ok'],
    [
      '-k --cert /var/lib/kubelet/pki/kubelet-client-current.pem https://lab:10250/stats/summary',
      'Forbidden (user=system:node:lab, verb=get, resource=nodes, subresource=stats)',
    ],
    ['http://lab:10250/healthz', 'Client sent an HTTP request to an HTTPS server.\n'],
    [`-k ${ADMIN} https://lab:10250/nothing`, '404 page not found\n'],
    [`-sk -o /dev/null -w '%{http_code}' ${ADMIN} https://lab:10250/metrics/cadvisor`, '501'],
    [`-sk -o /dev/null -w '%{http_code}\\n' https://lab:10250/healthz`, '401\n'],
  ])('%s', async (words, body) => {
    expect(await at(`curl ${words}`)).toMatchObject({ stdout: body, exitCode: 0 });
  });

  it.each([
    [
      'https://localhost:10250/healthz',
      60,
      /^curl: \(60\) SSL certificate problem: self signed certificate in certificate chain\nMore details here: https:\/\/curl\.se\/docs\/sslcerts\.html\n\ncurl failed/,
    ],
    [
      `--cacert /var/lib/kubelet/pki/kubelet.crt https://localhost:10250/healthz`,
      60,
      /no alternative certificate subject name matches target host name 'localhost'/,
    ],
    ['http://nohost/x', 6, /^curl: \(6\) Could not resolve host: nohost\n$/],
    [
      'http://localhost:10255/pods',
      7,
      /^curl: \(7\) Failed to connect to localhost port 10255: Connection refused\n$/,
    ],
    ['http://lab:10248/healthz', 7, /port 10248: Connection refused/],
    ['https://localhost:10248/healthz', 35, /^curl: \(35\) error:1408F10B:SSL/],
    [
      '-k --cert /nofile --key /nofile https://lab:10250/',
      58,
      /^curl: \(58\) could not load PEM client certificate/,
    ],
    [
      `-k --cert ${PKI}.crt https://lab:10250/`,
      58,
      /^curl: \(58\) unable to set private key file: '.*client\.crt' type PEM\n$/,
    ],
    ['-k --cacert /nofile https://lab:10250/', 77, /CAfile: \/nofile/],
    [
      '-fk https://lab:10250/healthz',
      22,
      /^curl: \(22\) The requested URL returned error: 401 \n$/,
    ],
    ['ftp://lab/x', 1, /^curl: \(1\) Protocol "ftp" not supported/],
    ['-Q x http://lab/', 2, /^curl: option -Q: is unknown\n.*\n\(the practice node knows: /],
    ['--nosuch http://lab/', 2, /^curl: option --nosuch: is unknown\n/],
    ['-m', 2, /^curl: option -m: requires parameter\n/],
    ['-X POST http://lab/', 2, /GET only/],
    ['', 2, /^curl: try 'curl --help'/],
  ])('%s leaves with %i', async (words, code, said) => {
    const { stdout, stderr, exitCode } = await at(`curl ${words}`);
    expect(exitCode).toBe(code);
    expect(stderr).toMatch(said);
    expect(stdout).toBe('');
  });

  it('-s says nothing, -sS does', async () => {
    expect((await at('curl -s http://nohost/x')).stderr).toBe('');
    expect((await at('curl -sS http://nohost/x')).stderr).toBe(
      'curl: (6) Could not resolve host: nohost\n',
    );
  });

  it('-i and -I show the head, which says what made it', async () => {
    const both = await at(`curl -i -k ${ADMIN} https://lab:10250/debug/pprof/heap`);
    expect(both.stdout).toMatch(
      /^HTTP\/2 200 \r\ncontent-type: application\/octet-stream\r\ncontent-disposition: attachment; filename="heap"\r\n/,
    );
    expect(both.stdout).toContain('x-made-by: the model of Stuck in Send\r\n');
    const head = await at('curl -I http://localhost:10248/healthz');
    expect(head.stdout).toMatch(
      /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/plain; charset=utf-8\r\n/,
    );
    expect(head.stdout).toMatch(/\r\n\r\n$/);
  });

  it('-o and -O write files, byte by byte', async () => {
    const world = await stormed();
    const run = await shell(world);
    const { stderr } = await run(`curl -k ${ADMIN} -o k.heap https://lab:10250/debug/pprof/heap`);
    expect(stderr).toMatch(/^ {2}% Total {4}% Received[\s\S]*\n100 +\d+ {2}100 +\d+ /);
    const shown = await run('pprof -comments k.heap');
    expect(shown.stdout).toContain('made by the model of Stuck in Send, not captured: kubelet\n');
    await run(`curl -skO ${ADMIN} https://lab:10250/debug/pprof/goroutine`);
    expect((await run('pprof -top goroutine')).stdout).toContain('waitOnHeader');
    await run(`curl -sk ${ADMIN} https://lab:10250/debug/pprof/goroutine > again`);
    expect((await run('pprof -top again')).stdout).toContain('waitOnHeader');
  });

  it('tells its pods, its stats and its metrics while nothing hangs', async () => {
    const world = new World(firstNode());
    const run = await shell(world);
    const pods = JSON.parse((await run(`curl -sk ${ADMIN} https://lab:10250/pods`)).stdout) as {
      items: {
        metadata: { name: string };
        status: { containerStatuses: { containerID: string }[] };
      }[];
    };
    expect(pods.items.map(({ metadata }) => metadata.name)).toEqual(
      world.pods().map(({ name }) => name),
    );
    expect(pods.items[0]?.status.containerStatuses[0]?.containerID).toMatch(
      /^containerd:\/\/[0-9a-f]{64}$/,
    );
    const stats = JSON.parse(
      (await run(`curl -sk ${ADMIN} https://lab:10250/stats/summary`)).stdout,
    ) as {
      node: { systemContainers: { name: string; memory: { workingSetBytes: number } }[] };
      pods: unknown[];
    };
    expect(stats.pods).toHaveLength(5);
    expect(stats.node.systemContainers[0]).toMatchObject({
      name: 'kubelet',
      memory: { workingSetBytes: 88 * 2 ** 20 },
    });
    const { stdout } = await run(`curl -sk ${ADMIN} https://lab:10250/metrics`);
    expect(stdout).toMatch(/\nprocess_resident_memory_bytes 9\.2274688e\+07\n/);
    expect(world.state.kubelet.own).toBe(0);
  });
});

const STATS = `curl -sk ${ADMIN} https://lab:10250/stats/summary`;

describe('while a connection hangs', () => {
  it('stats do not come; after Ctrl-C the call is still there', async () => {
    const world = await stormed();
    const run = await shell(world);
    const before = pendingCalls(world.state);
    const stop = new AbortController();
    const ran = run(STATS, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pendingCalls(world.state)).toBe(before + 1);
    stop.abort();
    await ran.catch(() => undefined);
    expect(world.state.kubelet.own).toBe(1);
    expect(world.state.reached).toContain('stats');
  });

  it('-m gives up after its time, and leaves its call behind', async () => {
    const world = await stormed();
    const began = world.time;
    const { stderr, exitCode } = await (await shell(world))(STATS.replace('-sk', '-sSk -m 5'));
    expect(stderr).toBe(
      'curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received\n',
    );
    expect(exitCode).toBe(28);
    expect(world.time - began).toBeCloseTo(5, 0);
    expect(world.state.kubelet.own).toBe(1);
  });

  it('metrics hang as well, health does not', async () => {
    const world = await stormed();
    const run = await shell(world);
    expect((await run(`curl -sk -m 2 ${ADMIN} https://lab:10250/metrics`)).exitCode).toBe(28);
    expect((await run('curl -s http://localhost:10248/healthz')).stdout).toBe('ok');
  });

  it('an answer comes when containerd is started again, none when kubelet is', async () => {
    const world = await stormed();
    const run = await shell(world);
    const answered = run(STATS);
    await new Promise((resolve) => setTimeout(resolve, 20));
    world.set(containerdRestarted(world.state));
    expect((await answered).stdout).toContain('"podRef"');
    const again = await stormed();
    const broken = (await shell(again))(STATS.replace('-sk', '-sSk'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    again.set(kubeletRestarted(again.state));
    expect(await broken).toMatchObject({ exitCode: 56, stdout: '' });
  });

  it('profiles are answered, and what is read is a step of the investigation', async () => {
    const world = await stormed();
    await world.later(600);
    const run = await shell(world);
    const url = 'https://lab:10250/debug/pprof';
    await run(`curl -sk ${ADMIN} ${url}/heap > k.heap`);
    expect(world.state.reached).not.toContain('kubelet');
    const dump = await run(`curl -sk ${ADMIN} '${url}/goroutine?debug=2'`);
    const waiting = [...only(readText(dump.stdout))].filter(({ stack }) =>
      /waitOnHeader$/.test(stack.frames[0]?.func ?? ''),
    );
    expect(waiting).toHaveLength(pendingCalls(world.state));
    expect(world.state.reached).toContain('kubelet');
    const text = await run(`curl -sk ${ADMIN} '${url}/heap?debug=1'`);
    const printed = readPlain(new TextEncoder().encode(text.stdout));
    if (!printed.ok) throw new Error(printed.problem);
    expect(printed.leftovers).toEqual([]);
    const scaled = Number(top(printed.value, typeNamed(printed.value, 'inuse_space')).total);
    const bytes = await run('cat k.heap');
    expect(bytes.stdout.length).toBeGreaterThan(500);
    const head = (await run('pprof -top -unit=B k.heap')).stdout;
    const exact = Number(/ of (\d+)B total/.exec(head)?.[1]);
    // A sampling sees few of the small objects: what it stands for is near, not the same.
    expect(Math.abs(scaled / exact - 1)).toBeLessThan(0.05);
  });

  it.each([
    ['', /Types of profiles available/],
    ['cmdline', /^\/usr\/bin\/kubelet$/],
    ['threadcreate?debug=1', /^threadcreate profile: total 14\n14 @ /],
    ['mutex?debug=1', /^--- mutex:\n/],
    ['trace', /makes no traces/],
    ['nothing', /^Unknown profile\n$/],
  ])('/debug/pprof/%s', async (path, body) => {
    const { stdout } = await at(`curl -sk ${ADMIN} 'https://lab:10250/debug/pprof/${path}'`);
    expect(stdout).toMatch(body);
  });
});

describe("containerd's debug socket", () => {
  it('ctr pprof goroutines shows who waits', async () => {
    const world = await stormed();
    const { stdout, exitCode } = await at('ctr pprof goroutines', world);
    expect(exitCode).toBe(0);
    expect(only(readText(stdout)).size).toBeGreaterThan(3800);
    expect(world.state.reached).toContain('containerd');
  });

  it('ctr pprof heap is a profile: reading it is the step', async () => {
    const world = await stormed();
    const run = await shell(world);
    await run('ctr pprof heap > c.heap');
    expect(world.state.reached).not.toContain('containerd');
    const { stdout } = await run('pprof -top -nodecount=3 c.heap');
    expect(stdout).toMatch(/128\.96MB .* compress\/flate\.NewWriter\n/);
    const found = await run('pprof -top -focus=spdystream c.heap');
    expect(found.stdout).toContain('spdystream');
    expect(world.state.reached).toContain('containerd');
  });

  it('answers curl over its socket', async () => {
    const words =
      '--unix-socket /run/containerd/debug.sock http://localhost/debug/pprof/goroutine?debug=1';
    const { stdout } = await at(`curl -s ${words}`);
    expect(stdout).toMatch(/^goroutine profile: total \d+\n/);
    expect((await at('curl -s --unix-socket /x http://localhost/')).exitCode).toBe(7);
  });

  it('takes its time for a profile over time', async () => {
    const world = new World(firstNode());
    const { exitCode } = await at('ctr pprof profile -s 10s > cpu', world);
    expect(exitCode).toBe(0);
    expect(world.time).toBeCloseTo(10, 0);
  });

  it.each([
    ['pprof', /^No help topic for ''\n\(the practice node's ctr pprof knows/],
    ['pprof nothing', /^No help topic for 'nothing'/],
    ['pprof -x 1 heap', /flag provided but not defined: -x/],
    [
      'pprof -d /x heap',
      /^ctr: Get "http:\/\/\.\/debug\/pprof\/heap": dial unix \/x: connect: no such file or directory/,
    ],
    ['pprof trace', /^ctr: http get failed with status: 500 .*makes no traces/],
  ])('ctr %s is refused', async (words, said) => {
    const { stderr, exitCode } = await at(`ctr ${words}`);
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(1);
  });
});
