import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reaches } from '../../src/lesson/goal.ts';
import { machineOf } from '../../src/lesson/machine.ts';
import { readSource } from '../../src/lesson/source.ts';
import { goAsFar, scriptOf } from '../../src/lesson/way.ts';
import { explore, findEscape, walk } from '../../src/model/explore/explore.ts';
import { search } from '../../src/model/explore/search.ts';
import { capacity, chargeOfFrame, SNDBUF } from '../../src/model/kernel/charge.ts';
import type { Machine, State } from '../../src/model/kernel/machine.ts';
import { waitsFor } from '../../src/model/kernel/waits.ts';
import { type Connection, connect, slots } from '../../src/model/ttrpc/connection.ts';
import { rpcSizes } from '../../src/model/ttrpc/rpc-sizes.ts';
import { sockets } from './evidence.ts';

/** What the exercises of The circle hold to be right, asked of the model and of the captures. */

function found(id: string): readonly string[] {
  const source = read(id);
  if (source.kind !== 'prediction') throw new Error(`${id} is no prediction`);
  return source.options.filter((one) => source.found.includes(one.id)).map(({ code }) => code);
}

function read(id: string) {
  const path = new URL(`../../content/exercises/${id}.yaml`, import.meta.url);
  const source = readSource(readFileSync(path, 'utf8'), id);
  if (!source.ok) throw new Error(`${id}: ${source.problem}`);
  return source.value;
}

const BRINK = { reach: 'brink' } as const;
const SINGLES = ['client.loop', 'server.receiver', 'server.loop', 'client.receiver'] as const;
type Single = (typeof SINGLES)[number];

const cell = (more: Partial<Connection> = {}) =>
  connect({ client: 'A', server: 'S1', calls: 6, toServer: slots(1), toClient: slots(1), ...more });

function goroutine(machine: Machine, kind: Single): number {
  const all = Array.from({ length: machine.goroutines }, (_, at) => at);
  return all.find((at) => machine.kindOf(at).kind === kind) ?? -1;
}

/** What each of the four does: `client.loop.write` by its place, with `waits` behind it while it cannot go on. */
function pose(machine: Machine, state: State): Readonly<Record<Single, string>> {
  const waits = new Set(waitsFor(machine, state).map((wait) => wait.goroutine));
  const told = SINGLES.map((kind) => {
    const at = goroutine(machine, kind);
    const place = machine.lineOf(state, at)?.source.at ?? 'gone';
    return [kind, waits.has(at) ? `${place} waits` : place] as const;
  });
  return Object.fromEntries(told) as Record<Single, string>;
}

/** Every reachable state of a machine in which the four stand like this. */
function statesLike(machine: Machine, like: Readonly<Partial<Record<Single, RegExp>>>): State[] {
  const all: State[] = [];
  search(machine, {
    target(state) {
      const now = pose(machine, state);
      if (Object.entries(like).every(([kind, form]) => form.test(now[kind as Single])))
        all.push(state.slice());
      return false;
    },
  });
  return all;
}

const hung = (machine: Machine) => walk(machine, explore(cell()).steps, machine.initial()).at(-1);

describe('the socket', () => {
  const answer = rpcSizes.State.response;

  it('holds as many answers as the prediction finds, and the tempting numbers are what they are called', () => {
    expect(found('the-circle-full')).toEqual([String(capacity(answer))]);
    const tcpDefault = 16_384;
    const source = read('the-circle-full');
    if (source.kind !== 'prediction') throw new Error('not a prediction');
    const code = (id: string) => source.options.find((one) => one.id === id)?.code;
    expect(code('by-bytes')).toBe(String(Math.floor(SNDBUF / answer)));
    expect(code('eighteen')).toBe(String(Math.floor(tcpDefault / answer)));
  });

  it('with twice the limit holds what the exercise says', () => {
    const source = read('the-circle-frames');
    if (source.kind !== 'number') throw new Error('not a number');
    expect(source.task.solution).toBe(capacity(answer, 2 * SNDBUF));
    expect(source.task.wrong.map((one) => one.answer)).toEqual([
      Math.floor((2 * SNDBUF) / answer),
      Math.ceil((2 * SNDBUF) / answer),
      2 * capacity(answer),
      capacity(answer, 2 * SNDBUF) - 1,
      capacity(answer),
      1,
    ]);
  });

  it('of the captured pod is full to the last frame, in both directions', () => {
    const full = sockets('containerd-1.4.11/pod-deadlock/ss-xmp.txt').filter(
      ({ charged }) => charged > 0,
    );
    const frames = full.map(({ charged }) =>
      [768, 1280].filter((each) => charged % each === 0).map((each) => [each, charged / each]),
    );
    const capacities = [54, 222].map((bytes) => [chargeOfFrame(bytes), capacity(bytes)]);
    expect(frames.flat()).toEqual(capacities);
  });

  it('of the captured pair is far below its limit at one end', () => {
    const [far] = sockets('ttrpc-pair/n5000-dead/ss-xmp.txt')
      .filter(({ charged }) => charged > 0)
      .map(({ charged, allowed }) => charged / allowed)
      .sort();
    expect(far).toBeLessThan(0.5);
    expect(far).toBeGreaterThan(0.25);
  });
});

describe('the circle', () => {
  it('takes as many calls as the prediction finds, and one fewer never closes it', () => {
    const calls = [1, 2, 3, 4, 5, 6].filter((n) => explore(cell({ calls: n })).shortest !== null);
    expect(calls.map(String)).toEqual(found('the-circle-calls'));
  });

  it('is the order of the exercise: each waits for the next, the last for the second', () => {
    const source = read('the-circle-four-waits');
    if (source.kind !== 'order') throw new Error('not an order');
    const machine = cell({ calls: 7 });
    const state = walk(machine, explore(machine).steps).at(-1);
    if (!state) throw new Error('no state');
    const name = (at: number) => machine.kindOf(at).kind.replace('client.caller', 'caller');
    const waits = waitsFor(machine, state);
    const first = waits.find(
      ({ goroutine: at, for: why }) => name(at) === 'caller' && why === 'hand-off',
    );
    const order: string[] = [];
    for (let one = first; one && order.length < 6; ) {
      order.push(name(one.goroutine).replace('.', '-'));
      const [next] = one.on;
      one = waits.find(({ goroutine: at }) => at === next);
    }
    expect(order).toEqual([...source.task.solution, 'client-loop']);
  });

  it('has a way out until all four wait: of every state of the small cell, by the states of the exercise', () => {
    const source = read('the-circle-way-out');
    if (source.kind !== 'choose') throw new Error('not a choice');
    const write = / waits$/;
    const holds = /handoff/;
    const states = {
      'answer-reader-free': {
        'client.loop': write,
        'server.loop': write,
        'server.receiver': holds,
        'client.receiver': /receiver\.read$/,
      },
      'answer-taker-free': {
        'client.loop': /write waits$/,
        'server.loop': /loop\.idle$/,
        'server.receiver': holds,
        'client.receiver': holds,
      },
      'all-four': {
        'client.loop': /write waits$/,
        'server.loop': /write waits$/,
        'server.receiver': /handoff waits$/,
        'client.receiver': /handoff waits$/,
      },
      'request-reader-free': {
        'client.loop': write,
        'server.loop': write,
        'server.receiver': /receiver\.read$/,
        'client.receiver': holds,
      },
    } as const;
    for (const [id, like] of Object.entries(states)) {
      const machine = cell();
      const escapes = statesLike(machine, like).map((from) => findEscape(machine, from).possible);
      expect([id, ...new Set(escapes)]).toEqual([id, !source.task.solution.includes(id)]);
    }
    expect(source.task.options).toEqual([...Object.keys(states), 'half-empty']);
  });

  it('has none either when a socket that wakes at a quarter is half empty and its writer sleeps', () => {
    const room = slots(4, true);
    const machine = cell({ calls: 10, toServer: room, toClient: room });
    const half = statesLike(machine, {
      'client.loop': /write waits$/,
      'server.loop': /write waits$/,
      'server.receiver': /handoff waits$/,
      'client.receiver': /handoff waits$/,
    }).filter((state) => machine.inSocket(state, 'toServer').calls.length === 2);
    expect(half.length).toBeGreaterThan(0);
    expect(new Set(half.map((from) => findEscape(machine, from).possible))).toEqual(
      new Set([false]),
    );
  });
});

describe('what opens it', () => {
  /** Who is still there, and whether every caller has returned, in all the ends that a state can come to. */
  function endsFrom(machine: Machine, from: State): readonly string[] {
    const ends = new Set<string>();
    search(machine, {
      from,
      target(state, steps) {
        const stuck = SINGLES.filter((kind) => /waits$/.test(pose(machine, state)[kind]));
        if (steps === 0)
          ends.add(`${machine.finished(state) ? 'callers back' : 'callers stuck'}; ${stuck}`);
        return false;
      },
    });
    return [...ends];
  }

  it.each([
    ['clientDies', ['callers back; ']],
    ['serverDies', ['callers back; ']],
    ['close', ['callers back; client.loop,server.receiver,server.loop']],
  ] as const)('%s', (what, ends) => {
    const machine = cell({ failures: true });
    const state = hung(machine);
    if (!state) throw new Error('no state');
    expect(endsFrom(machine, machine.intervene(state, what))).toEqual(ends);
  });

  it('not a deadline: the callers come back, and the four stay', () => {
    const machine = cell({ deadlines: true });
    const state = hung(machine);
    if (!state) throw new Error('no state');
    expect(endsFrom(machine, state)).toEqual([`callers back; ${SINGLES}`]);
  });
});

describe('the steps that readers take', () => {
  it('begin at a machine whose shortest way to the hang is the solution', () => {
    const source = read('the-circle-close-it');
    if (source.kind !== 'schedule') throw new Error('not a schedule');
    const machine = machineOf(source.task.machine);
    expect(source.task.solution).toBe(scriptOf(machine, explore(machine).steps));
  });

  it('stand on the brink nowhere on the second way but where the solution says', () => {
    const source = read('the-circle-step-back');
    if (source.kind !== 'schedule') throw new Error('not a schedule');
    const { machine: spec, start, solution } = source.task;
    const machine = machineOf(spec);
    const { recording, steps } = goAsFar(machine, start);
    const states = Array.from({ length: steps + 1 }, (_, at) => recording.at(at));
    expect(machine.deadlocked(states.at(-1) as State)).toBe(true);
    const brinks = states.flatMap((state, at) => (reaches(machine, state, BRINK) ? [at] : []));
    expect(brinks).toEqual([goAsFar(machine, solution).steps]);
    expect(steps - (brinks[0] ?? 0)).toBe(3);
  });

  it.each(['en', 'zh-cn'])('open the lab of %s at the end of the first way', (locale) => {
    const page = `../../content/${locale}/chapters/08-the-circle.mdx`;
    const text = readFileSync(new URL(page, import.meta.url), 'utf8');
    const source = read('the-circle-close-it');
    const script = /name="ttrpc-lab"[^>]*script: '(\w+)'/.exec(text)?.[1];
    expect(script).toBe(source.kind === 'schedule' ? source.task.solution : null);
  });
});
