import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import { connections } from '../../../src/evidence/ttrpc/connections.ts';
import { connectionsOf, processAt } from '../../../src/model/dump/ends.ts';
import { dumpLog } from '../../../src/model/dump/log.ts';
import { postLoad, runPod } from '../../../src/model/simulate/pod.ts';
import { bytes, only, readText, serverLines } from '../../evidence/goroutine/evidence.ts';
import { fits, handlersOf, loads } from './find.ts';

/** The post's table as it stands in the evidence: `server.go` line → how often. */
function postLines(): Record<string, number> {
  const { tables } = readText(new TextDecoder().decode(bytes('post/shim-ttrpc-lines.txt')));
  const rows = tables.flatMap((table) => table.rows);
  return Object.fromEntries(rows.map(({ line, count }) => [line, count]));
}

function logOf(end: 'shim' | 'containerd'): string {
  const dumped = dumpLog(processAt(end, connectionsOf(runPod(), postLoad)));
  if (!dumped.ok) throw new Error(dumped.at);
  expect(dumped.substituted).toEqual([]);
  return dumped.text;
}

describe('the pod of the post', () => {
  const reading = readText(logOf('shim'));
  const shim = only(reading);

  it('leaves the post’s ten lines with its counts, but for one of the creations', () => {
    expect([reading.leftovers, reading.notices]).toEqual([[], []]);
    const [ours, post] = [serverLines(shim), postLines()];
    expect(Object.keys(post)).toHaveLength(10);
    // Each handler is created once: 164 + 6 of them stand at the two lines. The post has 169.
    expect(ours).toEqual({ ...post, 434: 170 });
    expect(ours).toMatchObject({ 444: 164, 438: 6, 127: 2, 332: 2, 434: 170 });
    expect(post).toMatchObject({ 434: 169 });
  });

  it('has the six in a Wait: five of the stuck container, one of the pause container', () => {
    const [idle, stuck] = connections(shim).connections.toSorted((one, other) =>
      one.status.localeCompare(other.status),
    );
    const count = (one: typeof idle) =>
      Object.fromEntries(one?.calls.map(({ at, members }) => [at.line, members.length]) ?? []);
    expect([idle?.status, count(idle)]).toEqual(['busy', { 438: 1 }]);
    expect([stuck?.status, count(stuck)]).toEqual(['deadlocked-half', { 438: 5, 444: 164 }]);
    const inMethods = [...shim].filter(({ stack }) =>
      stack.frames.some(({ file, line }) => file.endsWith('ttrpc/server.go') && line === 438),
    );
    expect(inMethods.map(({ stack }) => stack.frames[1]?.func)).toEqual(
      new Array(6).fill('github.com/containerd/containerd/runtime/v2/runc/v2.(*service).Wait'),
    );
  });

  it('is told from both ends: one circle of the stuck container', () => {
    const containerd = only(readText(logOf('containerd')));
    expect(diagnose(shim).map(({ rule }) => rule)).toEqual(['ttrpc-server-stuck']);
    const both = diagnose(shim, [{ dump: containerd, is: 'peer' }]);
    expect(both.map(({ rule, confidence }) => `${rule} ${confidence}`)).toEqual([
      'ttrpc-both likely',
    ]);
    const { connections: ends, unassigned } = connections(containerd);
    expect(ends.map(({ side, status }) => `${side} ${status}`).toSorted()).toEqual([
      'client busy',
      'client deadlocked-half',
    ]);
    expect(unassigned).toEqual([]);
  });

  it('gives the same text each time', () => {
    expect(logOf('shim')).toBe(logOf('shim'));
  });
});

describe('the search for the load', () => {
  it('has the load in its grid, and says yes to it and no to its neighbours', () => {
    const same = [...loads(postLoad.seed)].filter(
      ({ calls, longCalls, delay, seed }) =>
        calls === postLoad.calls &&
        longCalls === postLoad.longCalls &&
        delay === postLoad.delay &&
        seed === postLoad.seed,
    );
    expect(same).toEqual([postLoad]);
    expect(fits(handlersOf(postLoad))).toBe(true);
    expect(fits(handlersOf({ ...postLoad, longCalls: 4 }))).toBe(false);
    // Too few calls to fill the socket: no hang, nothing to compare.
    expect(handlersOf({ ...postLoad, calls: 100, callers: 100 })).toBeNull();
  });
});
