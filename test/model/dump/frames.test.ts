import { describe, expect, it } from 'vitest';
import { formatAt } from '../../../src/evidence/ttrpc/at.ts';
import { type Place, stacks, type Version } from '../../../src/evidence/ttrpc/book.ts';
import type { PositionId, Side } from '../../../src/evidence/ttrpc/positions.ts';
import { builds } from '../../../src/model/dump/builds.ts';
import { dumpText } from '../../../src/model/dump/text.ts';
import { bytes, hasShared, KEPT, SHARED } from '../../evidence/goroutine/evidence.ts';
import { combinations, machineFor, picks, standing, stuck, walk } from './states.ts';

/** Which capture shows which version's side. Those of 1.6.20 are only where the shared evidence is. */
const captures: readonly {
  readonly side: Side;
  readonly version: Version;
  readonly files: readonly string[];
  readonly at: readonly PositionId[];
  readonly shared?: boolean;
}[] = [
  {
    side: 'server',
    version: '1.0.1',
    files: ['containerd-1.4.11/pod-deadlock/shim.usr1.log'],
    at: [
      'server.acceptor.accept',
      'server.handler.call',
      'server.handler.respond',
      'server.loop.idle',
      'server.loop.write',
      'server.receiver.handoff',
      'server.receiver.read',
    ],
  },
  {
    side: 'client',
    version: '1.0.1',
    files: ['containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz'],
    at: [
      'client.caller.await',
      'client.caller.queue',
      'client.closer.wait',
      'client.loop.idle',
      'client.loop.write',
      'client.receiver.handoff',
      'client.receiver.read',
    ],
  },
  {
    side: 'client',
    version: '1.0.2',
    files: ['families/ttrpc-102-client-deadlock.txt.gz'],
    at: [
      'client.caller.await',
      'client.caller.queue',
      'client.closer.wait',
      'client.loop.idle',
      'client.loop.write',
      'client.receiver.handoff',
      'client.receiver.read',
    ],
  },
  {
    side: 'client',
    version: '1.1.0',
    files: ['families/ttrpc-110-client-busy.txt.gz'],
    at: [
      'client.caller.await',
      'client.caller.queue',
      'client.receiver.read',
      'client.sender.idle',
      'client.sender.write',
      'client.supervisor.idle',
    ],
  },
  {
    side: 'server',
    version: '1.1.0',
    files: ['families/ttrpc-110-server-deadlock.txt.gz'],
    at: [
      'server.acceptor.accept',
      'server.handler.call',
      'server.handler.respond',
      'server.loop.idle',
      'server.loop.write',
      'server.receiver.handoff',
      'server.receiver.read',
    ],
  },
  {
    side: 'client',
    version: '1.1.1',
    files: ['containerd-1.6.20/idle/containerd.usr1.log'],
    at: ['client.receiver.read', 'client.sender.idle', 'client.supervisor.idle'],
    shared: true,
  },
  {
    side: 'server',
    version: '1.1.1',
    files: ['containerd-1.6.20/idle/shim.usr1.log'],
    at: ['server.acceptor.accept', 'server.loop.idle', 'server.receiver.read'],
    shared: true,
  },
  {
    side: 'client',
    version: '1.2.2',
    files: ['families/ttrpc-122-client-deadlock.txt.gz'],
    at: [
      'client.caller.await',
      'client.caller.hold',
      'client.caller.lock',
      'client.caller.write',
      'client.receiver.lock',
      'client.receiver.read',
    ],
  },
  {
    side: 'client',
    version: '1.2.5',
    files: ['families/ttrpc-125-client-busy.txt.gz'],
    at: ['client.caller.await', 'client.caller.sendlock', 'client.receiver.read'],
  },
];

/** A goroutine as text without what differs from one to the next: id, minutes, argument words. */
function shapes(text: string): readonly string[] {
  return text.split(/\n\n/).flatMap((block) => {
    const found = /goroutine \d+ \[([^\],]+).*\]:\n([\s\S]+?)\n?$/.exec(block);
    return found ? [`${found[1]}\n${found[2]?.replace(/\([^()]*\)\n/g, '()\n')}`] : [];
  });
}

/**
 * What of a small program's goroutine is ttrpc's and Go's: not the program's own frames, and not where it was built.
 * The generated client keeps its line but not its offset, which the model does not print for it.
 */
function plain(shape: string): string {
  const [state = '', ...lines] = shape.split('\n');
  const frames: string[] = [];
  for (let at = 0; at < lines.length; at += 2) {
    const [func = '', place = ''] = [lines[at], lines[at + 1]];
    if (/^(?:created by )?(?:main\.|stuck-in-send\/)/.test(func)) continue;
    const where = /\/runtime\/(?:v2\/)?task\//.test(place) ? place.replace(/ \+0x\w+$/, '') : place;
    frames.push(func, where);
  }
  return [state, ...frames]
    .join('\n')
    .replaceAll('github.com/containerd/containerd/vendor/', '')
    .replaceAll('/usr/local/go/src/', '');
}

/** A caller's shape in two: up to ttrpc's `Call`, and who called that. Any other is one piece. */
function halves(shape: string): readonly [string, ...string[]] {
  const cut = /^[\s\S]*\.\(\*Client\)\.Call\(\)\n.*/.exec(shape)?.[0] ?? shape;
  return cut === shape ? [shape] : [cut, shape.slice(cut.length + 1)];
}

/** Shapes of the goroutines of a dump that stand at a position: parked there, as every capture has them. */
function shapesAt(all: readonly string[], position: PositionId, version: Version): string[] {
  const row = stacks.find((one) => one.position === position && one.versions.includes(version));
  if (!row) throw new Error(`${position} ${version}`);
  return all.filter(
    (shape) => !shape.startsWith('run') && row.frames.every((place) => holds(shape, place)),
  );
}

/** Whether a shape has a frame of ttrpc's function at that file and line. */
function holds(shape: string, { func, at }: Place): boolean {
  const lines = shape.split('\n');
  return lines.some((line, index) => {
    const [where = ''] = (lines[index + 1] ?? '').split(' +');
    return line.endsWith(`ttrpc.${func}()`) && where.trimEnd().endsWith(`/${formatAt(at)}`);
  });
}

/** Every goroutine that the model prints for a version in many states, each shape once. */
function printed(side: Side, version: Version): readonly string[] {
  const combination = combinations.find((one) => one.side === side && one.version === version);
  if (!combination) throw new Error(`${side} ${version}`);
  const found = new Set<string>();
  const short = side === 'client' ? ['Wait', 'Stats', 'Exec'] : ['Wait'];
  const rpcs = version === '1.0.1' ? short.slice(0, 2) : short;
  for (const deadlock of [false, true]) {
    const machine = machineFor(deadlock ? { ...combination, server: 'S1' } : combination);
    const states = picks(7, 60).map((seed) => walk(machine, picks(seed, seed % 60)));
    if (deadlock && !/[BD]/.test(combination.client)) states.push(stuck(machine));
    for (const state of states) {
      const rpc = (call: number): string => rpcs[call % rpcs.length] ?? '';
      const dumped = dumpText({ side, version, connections: [{ machine, state, rpc }] });
      if (dumped.ok) for (const shape of shapes(dumped.text)) found.add(shape);
    }
  }
  return [...found];
}

describe('each goroutine has the frames of the captured one, function by function and line by line', () => {
  for (const { side, version, files, at, shared } of captures) {
    it.skipIf(shared && !hasShared)(`${side} ${version}`, () => {
      const text = files
        .map((file) => new TextDecoder().decode(bytes(file, shared ? SHARED : KEPT)))
        .join('\n\n')
        .replaceAll('\\n', '\n')
        .replaceAll('\\t', '\t');
      // Of the daemon and the shim of 1.4.11 nothing may differ, not even an offset or who made the call.
      const compared = version === '1.0.1' ? (shape: string) => shape : plain;
      const real = shapes(text).map(compared);
      const ours = printed(side, version).map(compared);
      // A capture has not every RPC at every line of a caller, so the two halves of a caller are looked for apart.
      const callers = new Set(real.flatMap((shape) => halves(shape).slice(1)));
      for (const position of at) {
        const wanted = new Set(shapesAt(real, position, version).map((shape) => halves(shape)[0]));
        const shown = [...new Set(shapesAt(ours, position, version))].map(halves);
        expect([position, shown.length]).not.toEqual([position, 0]);
        for (const [inner, ...outer] of shown) {
          expect([...wanted]).toContain(inner);
          for (const caller of outer) expect([...callers]).toContain(caller);
        }
      }
    });
  }
});

describe('a caller that no capture shows', () => {
  const file = 'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';
  const real = shapes(
    new TextDecoder().decode(bytes(file)).replaceAll('\\n', '\n').replaceAll('\\t', '\t'),
  ).flatMap((shape) => halves(shape).slice(1));
  const machine = machineFor({ client: 'A', server: 'S1' });
  const dumped = dumpText({
    side: 'client',
    version: '1.0.1',
    connections: [{ machine, state: stuck(machine), rpc: () => 'State' }],
  });
  const text = dumped.ok ? dumped.text : '';

  it('has under its task client only what every captured caller has there, in that order', () => {
    const ours = new Set(shapes(text).flatMap((shape) => halves(shape).slice(1)));
    expect(ours.size).toBe(1);
    const [client = '', where = '', ...request] = [...ours].join().split('\n');
    expect(`${client} ${where.trim()}`).toMatch(
      /\.\(\*taskClient\)\.State\(\) .*shim\.pb\.go:3540$/,
    );
    expect(request.length).toBeGreaterThan(8);
    for (const captured of new Set(real)) {
      let rest = captured.split('\n');
      for (let at = 0; at < request.length; at += 2) {
        const found = rest.findIndex(
          (line, i) => line === request[at] && rest[i + 1] === request[at + 1],
        );
        expect([request[at], found]).not.toEqual([request[at], -1]);
        rest = rest.slice(found + 2);
      }
      expect(rest).toEqual([]);
    }
  });

  it('is never in the model’s name, and the dump says whose way it lacks', () => {
    expect(text).not.toMatch(/created by stuck-in-send\/model\.caller/);
    expect(dumped).toMatchObject({ gaps: [{ rpc: 'State', lacks: 'between' }] });
    const stats = dumpText({
      side: 'client',
      version: '1.0.1',
      connections: [{ machine, state: stuck(machine), rpc: () => 'Stats' }],
    });
    expect(stats).toMatchObject({ gaps: [] });
  });
});

describe('the data of frames', () => {
  it('has words for every function of the book, in every family', () => {
    for (const combination of combinations) {
      const { side, version } = combination;
      const machine = machineFor(combination);
      const seen = new Set<PositionId | null>();
      for (const seed of picks(3, 80)) {
        const state = walk(machine, picks(seed, seed % 70));
        for (const position of standing(machine, state, side)) seen.add(position);
        dumpText({ side, version, substitute: true, connections: [{ machine, state }] });
      }
      expect(seen.size).toBeGreaterThan(2);
    }
  });

  it('names captured files that are there', () => {
    const named = Object.values(builds).flatMap(
      ({ source }) => source.match(/(?:containerd-|families\/|ttrpc-pair\/)[\w./-]*[\w/]/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(4);
  });
});
