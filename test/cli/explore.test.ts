import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { isWord } from '../../src/cli/words.ts';
import { clientFamilies, serverFamilies } from '../../src/model/ttrpc/connection.ts';
import { stuck, stuckInside, stuckJson } from './stuck.ts';

interface Answer {
  readonly verdict: string;
  readonly states: number;
  readonly transitions: number;
  readonly shortest: number | null;
  readonly trace: readonly { goroutine: string; at: string | null; says: string; text: string }[];
  readonly cycle: readonly { goroutine: string; at: string; waits: string; on: string[] }[];
  readonly waiting: readonly { goroutine: string; waits: string; text: string }[];
  readonly unanswered: number;
  readonly lastEscape: number | null;
  readonly bounds: Readonly<Record<string, unknown>>;
}

const ask = (...args: string[]) => stuckJson<Answer>(['explore', ...args]);

describe('stuck explore', { timeout: 30_000 }, () => {
  it('finds the deadlock of six calls, with its shortest way, its circle and its last way out', async () => {
    const args = '--client A --server S1 --calls 6 --request-slots 1 --response-slots 1';
    const { code, err, value } = await ask(...args.split(' '));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(value).toMatchObject({ verdict: 'deadlock', shortest: 27, unanswered: 6 });
    expect(value.states).toBeGreaterThan(100);
    expect(value.transitions).toBeGreaterThan(value.states);
    expect(value.trace).toHaveLength(27);
    for (const { at, text } of value.trace) {
      expect(at).toMatch(/^(client|server)\.go:\d+$/);
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/\{|\[/);
    }
    expect(value.cycle.map(({ goroutine, at }) => `${goroutine} ${at}`)).toEqual([
      'client.loop client.go:259',
      'server.receiver server.go:404',
      'server.loop server.go:459',
      'client.receiver client.go:209',
    ]);
    // Each waits for the next one, and the last for the first.
    const names = value.cycle.map(({ goroutine }) => goroutine);
    expect(value.cycle.map(({ on }) => on)).toEqual(
      names.map((_, at) => [names[(at + 1) % names.length]]),
    );
    expect(value.lastEscape).toBeGreaterThan(20);
    expect(value.lastEscape).toBeLessThan(27);
  });

  it.each([
    ['--calls 5', 'free'],
    ['--client B --calls 9', 'free'],
    ['--client 1.1.2 --calls 9', 'free'],
    ['--client C --calls 6', 'free'],
    ['--client C --calls 7', 'deadlock'],
    ['--client v1.2.3 --calls 7', 'deadlock'],
    ['--client D --calls 7', 'free'],
    ['--client 1.2.9 --calls 7', 'free'],
    ['--server S2 --calls 9', 'free'],
    ['--server 1.2.0 --calls 9', 'free'],
    ['--server 1.1.0 --calls 6', 'deadlock'],
    ['--calls 40 --callers 6', 'deadlock'],
    ['--calls 12 --callers 5', 'free'],
    ['--calls 4 --request-slots 0 --response-slots 0', 'deadlock'],
    ['--calls 3 --request-slots 0 --response-slots 0', 'free'],
    ['--calls 6 --incoming 1', 'free'],
    ['--calls 7 --incoming 1', 'deadlock'],
    ['--calls 7 --request-slots 4', 'free'],
    ['--calls 7 --request-slots 4 --quarter', 'deadlock'],
    ['--calls 6 --no-merge', 'deadlock'],
  ])('%s: %s', async (args, verdict) => {
    const { code, out, err } = await stuckInside(['explore', ...args.split(' '), '--json']);
    expect(err).toBe('');
    const value = JSON.parse(out) as Answer;
    expect([value.verdict, code]).toEqual([verdict, verdict === 'deadlock' ? 1 : 0]);
    expect(value.trace.length).toBe(value.shortest ?? 0);
  });

  it('says for which bounds a proof holds', async () => {
    const args = '--client 1.2.7 --calls 5 --callers 4 --response-slots 2 --deadline --no-merge';
    const { value } = await ask(...args.split(' '));
    expect(value).toMatchObject({ verdict: 'free', shortest: null, trace: [], cycle: [] });
    expect(value.lastEscape).toBeNull();
    expect(value.bounds).toEqual({
      client: { family: 'D', lines: '1.2.5' },
      server: { family: 'S1', lines: '1.0.1' },
      calls: 5,
      callers: 4,
      requestSlots: 1,
      responseSlots: 2,
      incoming: 0,
      quarter: false,
      deadline: true,
      failures: false,
      merged: false,
      maxStates: 5_000_000,
    });
  });

  it('merging calls that stand alike changes the number of states and nothing else', async () => {
    const [merged, apart] = await Promise.all([ask('--calls', '6'), ask('--no-merge')]);
    expect(apart.value.states).toBeGreaterThan(100 * merged.value.states);
    expect(apart.value.shortest).toBe(merged.value.shortest);
  });

  it('says neither yes nor no when it gave up, and ends with 2', async () => {
    const { code, err, value } = await ask('--max-states', '100');
    expect(code).toBe(2);
    expect(value).toMatchObject({ verdict: 'unknown', shortest: null });
    expect(err).toContain('Given up after 101 states');
    expect(err).toContain('Raise --max-states');
  });

  it('tells it for people: the steps by number and line, the circle, the bounds', async () => {
    const { code, out } = await stuck(['explore', '--client', '1.0.2', '--calls', '6']);
    expect(code).toBe(1);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Deadlock: after 27 steps nobody can go on, and 6 calls have no answer.');
    const steps = lines.filter((line) =>
      /^[› ] {1,2}\d+ {2}(client|server)\.go:\d+ {2}/.test(line),
    );
    expect(steps.map((line) => Number(line.slice(2, 4)))).toEqual(
      Array.from({ length: 27 }, (_, at) => at + 1),
    );
    expect(steps.filter((line) => line.startsWith('›'))).toHaveLength(1);
    // The lines are those of 1.0.2, which moved.
    expect(out).toMatch(/client\.loop +client\.go:273 +waits for room in the socket/);
    expect(out).toContain('client A (1.0.2), server S1 (1.0.1)');
  });

  it('keeps within the width of a terminal, in both languages', async () => {
    for (const lang of ['en', 'zh-cn']) {
      const run = await stuckInside(['explore', '--lang', lang], {
        columns: 60,
        env: { NO_COLOR: '1' },
      });
      expect(run.out).not.toMatch(/undefined|\{\w+\}|\[\w+\./);
      for (const line of run.out.split('\n').filter((one) => /\d {2}\w+\.go:\d/.test(one))) {
        expect(line.length, line).toBeLessThanOrEqual(60);
      }
    }
  });

  it('tells what nobody can end where there is no circle', async () => {
    const args = ['explore', '--client', 'B', '--calls', '3', '--failures'];
    const { code, out } = await stuckInside(args);
    expect(code).toBe(1);
    expect(out).toContain('every caller has returned, but a goroutine can never go on');
    expect(out).toContain('From outside: Client.Close.');
    expect(out).toMatch(/client\.sender +client\.go:276 +waits for room in the channel of a call/);
  });

  it('shows how far it is on a terminal, on stderr, and takes that away', async () => {
    const written = { out: '', err: '' };
    const streamOf = (name: 'out' | 'err', isTTY: boolean) => ({
      isTTY,
      write: (text: string) => {
        written[name] += text;
        return true;
      },
      on: () => undefined,
      once: () => undefined,
    });
    const terminal = (isTTY: boolean) =>
      new Terminal({
        stdin: Readable.from([]),
        stdout: streamOf('out', false),
        stderr: streamOf('err', isTTY),
        env: {},
        folder: '/',
      });
    await run(['explore', '--no-merge'], terminal(false));
    expect(written.err).toBe('');
    await run(['explore', '--no-merge'], terminal(true));
    const ESC = String.fromCharCode(27);
    expect(written.err).toMatch(/\d+ states, \d+ steps deep/);
    expect(written.err.endsWith(`\r${ESC}[K`)).toBe(true);
    expect(written.out).not.toContain('steps deep');
  });
});

describe('the words of steps', () => {
  const goroutines = [...Object.values(clientFamilies), ...Object.values(serverFamilies)].flat();
  const said = goroutines.flatMap(({ name, lines }) =>
    Object.values(lines).flatMap(({ do: op }) => [
      ...('says' in op ? [`${name}.${op.says}`] : []),
      ...(op.op === 'select' ? op.cases.map(({ says }) => `${name}.${says}`) : []),
      ...(op.op === 'write' ? [`${name}.parks`, `${name}.fails`] : []),
      ...(op.op === 'read' ? [`${name}.ends`] : []),
    ]),
  );

  it('are there for whatever any goroutine can do', () => {
    expect(new Set(said).size).toBeGreaterThan(40);
    expect(said.filter((one) => !isWord(`model.step.${one}`))).toEqual([]);
  });
});

describe('what cannot be explored ends with 2, and says what, where and what to do', () => {
  it.each([
    ['--calls 0', '--calls does not take 0.', 'from 1 to 100'],
    ['--calls six', '--calls does not take six.', 'without it, 6'],
    ['--request-slots 65', '--request-slots does not take 65.', 'from 0 to 64'],
    ['--client S1', '--client does not take S1.', 'A, B, C, or D'],
    ['--server A', '--server does not take A.', 'S1 or S2'],
    // A release of containerd is no ttrpc, though its number looks like one.
    ['--client 1.4.12', '--client does not take 1.4.12.', 'stuck -- affected'],
    ['--client D --incoming 1', 'Client family D has no channel incoming.', 'take client A'],
    ['somewhere', 'more than this command takes', 'explore --help'],
  ])('%s', async (args, problem, hint) => {
    const { code, out, err } = await stuckInside(['explore', ...args.split(' ')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(problem);
    expect(err).toContain(hint);
  });
});
