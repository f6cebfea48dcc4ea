import { describe, expect, it } from 'vitest';
import { read as readDump } from '../../../src/evidence/goroutine/read.ts';
import { read } from '../../../src/evidence/pprof/read.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { FILES, samplesOf } from '../../../src/widgets/pprof-doors/captured.ts';
import {
  commandOf,
  DOORS,
  hasDoor,
  PROCESSES,
  secondsOf,
  WAYS,
} from '../../../src/widgets/pprof-doors/doors.ts';
import {
  answering,
  QUESTION_NAMES,
  type QuestionName,
  verdictOf,
} from '../../../src/widgets/pprof-doors/questions.ts';

describe('the doors', () => {
  it.each<[QuestionName, readonly string[]]>([
    ['grows', ['heap']],
    ['busy', ['profile']],
    ['crowd', ['goroutine-0', 'goroutine-1', 'goroutine-2', 'signal']],
    ['waits', ['goroutine-2', 'signal']],
    ['order', ['trace']],
    ['silent', ['signal']],
  ])('that answer %s', (question, doors) => {
    expect(answering(question)).toEqual(doors);
  });

  it('say what a profile of goroutines lacks', () => {
    expect(verdictOf('waits', 'goroutine-0')).toEqual({ is: 'lacks', lacks: ['states', 'ages'] });
    expect(verdictOf('grows', 'goroutine-2')).toEqual({ is: 'lacks', lacks: ['in-use'] });
  });

  it('are all shut at a shim but one', () => {
    const shut = DOORS.filter((door) => verdictOf('silent', door).is === 'shut');
    expect(shut).toEqual(DOORS.filter((door) => door !== 'signal'));
    expect(verdictOf('grows', 'signal')).toEqual({ is: 'shut' });
  });

  it('leave no question without an answer, and no door without a question but those that say so', () => {
    for (const question of QUESTION_NAMES) expect(answering(question)).not.toEqual([]);
    const used = new Set(QUESTION_NAMES.flatMap(answering));
    expect(DOORS.filter((door) => !used.has(door))).toEqual(['threadcreate']);
  });
});

describe('the commands', () => {
  it('are there where the door is, and write a file of the form that comes out', () => {
    for (const process of PROCESSES) {
      for (const door of DOORS) {
        const command = commandOf(process, door);
        expect(command !== '').toBe(hasDoor(process, door));
        if (command === '') continue;
        const file = command.split('> ').at(-1) ?? '';
        expect(file.startsWith(`${process}.`)).toBe(true);
        expect(file.endsWith('.pb.gz')).toBe(WAYS[door].form === 'profile.proto');
      }
    }
  });

  it.each([
    [
      'kubelet',
      'heap',
      'kubectl get --raw "/api/v1/nodes/$NODE/proxy/debug/pprof/heap" > kubelet.heap.pb.gz',
    ],
    [
      'kubelet',
      'goroutine-2',
      'kubectl get --raw "/api/v1/nodes/$NODE/proxy/debug/pprof/goroutine?debug=2" > kubelet.goroutine.txt',
    ],
    ['containerd', 'heap', 'ctr pprof heap > containerd.heap.pb.gz'],
    ['containerd', 'goroutine-2', 'ctr pprof goroutines > containerd.goroutine.txt'],
    [
      'containerd',
      'goroutine-0',
      'curl -s --unix-socket /run/containerd/debug.sock "http://./debug/pprof/goroutine" > containerd.goroutine.pb.gz',
    ],
    ['shim', 'heap', ''],
  ] as const)('of %s, %s', (process, door, command) => {
    expect(commandOf(process, door)).toBe(command);
  });

  it('watch as long as their program does', () => {
    expect(secondsOf('kubelet', 'trace')).toBe(1);
    expect(secondsOf('containerd', 'trace')).toBe(5);
    expect(secondsOf('containerd', 'profile')).toBe(30);
    expect(secondsOf('containerd', 'heap')).toBe(0);
  });
});

describe('what was captured behind them', () => {
  it('is of the form that the door gives', async () => {
    for (const door of ['heap', 'goroutine-0'] as const) {
      expect(WAYS[door].form).toBe('profile.proto');
      expect(await read(await evidenceFromDisk(FILES[door]))).toMatchObject({
        ok: true,
        value: { form: 'proto' },
      });
    }
    for (const door of ['goroutine-2', 'signal'] as const) {
      expect(WAYS[door].form).toBe('stacks');
      const bytes = await evidenceFromDisk(FILES[door]);
      expect(await read(bytes)).toMatchObject({ ok: false });
      expect(readDump(bytes).dumps).toHaveLength(1);
    }
  });

  it('is counted by the readers of the kit', async () => {
    const samples = await samplesOf(evidenceFromDisk);
    expect(samples.heap).toMatchObject({ kind: 'bytes', total: 26217928, stacks: 142 });
    expect(samples['goroutine-0']).toMatchObject({
      kind: 'stacks',
      total: 3049,
      stacks: 26,
      rows: [
        { value: 2991, name: 'ttrpc.(*Client).dispatch client.go:153' },
        { value: 9, name: 'ttrpc.(*Client).dispatch client.go:161' },
        {},
        {},
      ],
    });
    expect(samples['goroutine-2']).toMatchObject({
      total: 183,
      rows: [{ name: 'select', value: 177 }, {}, {}, {}],
    });
    expect(samples.signal).toMatchObject({ total: 47, oldest: 0 });
  });

  it('is not made up where a file is not what it is called', async () => {
    for (const path of Object.values(FILES)) {
      const wrong = (asked: string) =>
        asked === path
          ? Promise.resolve(new TextEncoder().encode('nothing here'))
          : evidenceFromDisk(asked);
      await expect(samplesOf(wrong)).rejects.toThrow(path);
    }
  });
});
