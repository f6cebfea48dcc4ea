import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { CAPTURED, capturedCalls } from '../../../src/widgets/exec-flow/captured.ts';
import {
  aliveAt,
  allCalls,
  callsUntil,
  type Exec,
  FLOW,
  heldAt,
  type Rpc,
  STEPS,
  streamsOf,
  sum,
} from '../../../src/widgets/exec-flow/flow.ts';

const plain: Exec = { stdin: true, tty: false, execs: 1 };
const terminal: Exec = { ...plain, tty: true };
const mute: Exec = { ...plain, stdin: false };

const counts = (calls: readonly string[]) =>
  Object.fromEntries(calls.map((rpc) => [rpc, calls.filter((one) => one === rpc).length]));

describe('the goroutines of an exec', () => {
  it.each<[Exec, (typeof STEPS)[number], number]>([
    [plain, 'token', 0],
    [plain, 'serve', 1],
    [plain, 'streams', 13],
    [plain, 'exec', 19],
    [plain, 'select', 18],
    [plain, 'delete', 0],
    [terminal, 'select', 19],
    [terminal, 'exec', 18],
    [mute, 'exec', 17],
    [mute, 'select', 17],
  ])('%j at %s: %i', (exec, step, expected) => {
    expect(sum(aliveAt(exec, step))).toBe(expected);
  });

  it('are, while the command runs, those of the inventory', () => {
    expect([...aliveAt(plain, 'select')]).toEqual([
      ['handler', 1],
      ['monitor', 1],
      ['serve', 1],
      ['worker', 5],
      ['drain', 5],
      ['wait', 1],
      ['copy', 3],
      ['copied', 1],
    ]);
  });

  it('end all, and each kind at a step after the one that started it', () => {
    for (const exec of [plain, terminal, mute]) {
      expect(aliveAt(exec, 'delete').size).toBe(0);
      for (const [at, step] of STEPS.entries()) {
        for (const kind of Object.keys(FLOW[step].starts(exec))) {
          const end = STEPS.findIndex((other) => FLOW[other].ends.some((one) => one === kind));
          expect(end).toBeGreaterThan(at);
        }
      }
    }
  });
});

describe('the calls of an exec', () => {
  it('are seventeen with stdin and fifteen without', () => {
    expect(counts(allCalls(plain))).toEqual({
      State: 10,
      Exec: 1,
      Wait: 2,
      Start: 1,
      CloseIO: 1,
      Kill: 1,
      Delete: 1,
    });
    expect(allCalls(plain)).toHaveLength(17);
    expect(allCalls(mute)).toHaveLength(15);
  });

  it('grow from step to step, and begin with the container’s own State', () => {
    const lengths = STEPS.map((step) => callsUntil(plain, step).length);
    expect(lengths).toEqual([0, 0, 0, 2, 4, 7, 9, 9, 17]);
    expect(allCalls(plain)[0]).toBe('State');
  });

  it('hold every kind of call that a real exec made, at least as often', async () => {
    const text = new TextDecoder().decode(await evidenceFromDisk(CAPTURED));
    const real = capturedCalls(text);
    expect(real).toHaveLength(13);
    expect(real).not.toContain('Kill');
    const model = counts(allCalls(plain));
    for (const [rpc, times] of Object.entries(counts(real))) {
      expect(model[rpc as Rpc]).toBeGreaterThanOrEqual(times);
    }
    // What must come before what, in both.
    for (const calls of [real, allCalls(plain) as readonly string[]]) {
      const order = ['Exec', 'Start', 'CloseIO', 'Delete'].map((rpc) => calls.indexOf(rpc));
      expect(order).toEqual(order.toSorted((one, other) => one - other));
      expect(Math.min(...order)).toBeGreaterThan(-1);
    }
  });

  it('are not made up where the table is none', () => {
    expect(() => capturedCalls('')).toThrow(CAPTURED);
    expect(() => capturedCalls('direction,method\nc2s,Exec')).toThrow('no exec in it');
  });
});

describe('the streams of an exec', () => {
  it('are four with stdin, and a terminal has one for its size in place of stderr', () => {
    expect(streamsOf(plain)).toEqual(['error', 'stdin', 'stdout', 'stderr']);
    expect(streamsOf(terminal)).toEqual(['error', 'stdin', 'stdout', 'resize']);
    expect(streamsOf(mute)).toEqual(['error', 'stdout', 'stderr']);
  });
});

describe('what SPDY holds', () => {
  it('is 0.82 to 0.86 MB for each, from the streams to the end', () => {
    expect(heldAt({ ...plain, execs: 1000 }, 'exec')).toEqual([815_641_000, 860_421_000]);
    expect(heldAt(plain, 'serve')).toEqual([0, 0]);
    expect(heldAt(plain, 'delete')).toEqual([0, 0]);
  });
});
