import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toText } from '../../../src/evidence/goroutine/export.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { stacks, type Version } from '../../../src/evidence/ttrpc/book.ts';
import { place } from '../../../src/evidence/ttrpc/place.ts';
import type { PositionId } from '../../../src/evidence/ttrpc/positions.ts';
import { dumpText } from '../../../src/model/dump/text.ts';
import { slots } from '../../../src/model/ttrpc/connection.ts';
import { only, readText } from '../../evidence/goroutine/evidence.ts';
import { combinations, machineFor, picks, standing, stuck, textOf, walk } from './states.ts';

const any = fc.record({
  combination: fc.constantFrom(...combinations),
  walked: fc.array(fc.nat(), { maxLength: 90 }),
  deadlines: fc.boolean(),
  callers: fc.integer({ min: 2, max: 8 }),
});

/** The line that names a position in a version, by the book's own rows. */
function lineAt(position: PositionId, version: Version): string | null {
  const row = stacks.find((one) => one.position === position && one.versions.includes(version));
  return row ? `${row.names.at.file}:${row.names.at.line}` : null;
}

/** Whether the book has all frames of a position: of two versions it lacks the service's. */
function isWhole(position: PositionId, version: Version): boolean {
  const cut = position === 'server.handler.call' && (version === '1.0.2' || version === '1.1.2');
  return !cut && lineAt(position, version) !== null;
}

function counted(names: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[String(name)] = (counts[String(name)] ?? 0) + 1;
  return counts;
}

/** The text as it can be read back: without offsets, which the reader does not keep. */
function withoutOffsets(text: string): string {
  return text.replace(/ \+0x[0-9a-f]+$/gm, '');
}

describe('the text of any state', () => {
  it('is read whole, goroutine by goroutine, each at the position where the machine has it', () => {
    let dumps = 0;
    fc.assert(
      fc.property(any, ({ combination, walked, deadlines, callers }) => {
        const { side, version } = combination;
        const machine = machineFor(combination, { deadlines, callers });
        const state = walk(machine, walked);
        const dumped = dumpText({ side, version, connections: [{ machine, state }] });
        const always: readonly PositionId[] = side === 'server' ? ['server.acceptor.accept'] : [];
        const wanted = [...always, ...standing(machine, state, side)];
        expect(dumped.ok).toBe(wanted.every((one) => one !== null && isWhole(one, version)));
        if (!dumped.ok) return;
        dumps++;
        const reading = readText(dumped.text);
        expect(reading.leftovers).toEqual([]);
        expect(reading.notices).toEqual([]);
        expect(reading.forms).toEqual(['text']);
        const dump = only(reading);
        expect([dump.size, dump.headers]).toEqual([wanted.length + 1, wanted.length + 1]);
        const placed = [...dump].flatMap((one) => place(one.stack, one.state, [version]));
        expect(counted(placed.map(({ position }) => position))).toEqual(counted(wanted));
        expect(placed.every(({ by }) => by === 'line')).toBe(true);
        expect(counted(placed.map(({ at }) => `${at.file}:${at.line}`))).toEqual(
          counted(wanted.map((one) => one && lineAt(one, version))),
        );
      }),
      { seed: 4, numRuns: 600 },
    );
    expect(dumps).toBeGreaterThan(300);
  });

  it('comes back from the reader as it was, but for the offsets', () => {
    for (const combination of combinations) {
      const { side, version } = combination;
      const machine = machineFor(combination);
      for (const seed of [1, 2, 3]) {
        const connections = [{ machine, state: walk(machine, picks(seed, 40)) }];
        const text = textOf({ side, version, connections, minutes: 3, substitute: true });
        const { dumps } = read(new TextEncoder().encode(text), { keepArgs: () => true });
        expect(dumps.flatMap((dump) => [...toText(dump)]).join('')).toBe(
          `${withoutOffsets(text)}\n`,
        );
      }
    }
  });

  it('numbers goroutines in the order of their creation, and keeps a number from state to state', () => {
    const machine = machineFor({ client: 'A', server: 'S1' }, { toServer: slots(8) });
    const names = new Map<number, string>();
    for (const seed of [5, 6, 7, 8]) {
      for (const steps of [0, 10, 20, 30, 40, 50]) {
        const one = { machine, state: walk(machine, picks(seed, steps)) };
        const dump = only(
          readText(textOf({ side: 'server', version: '1.0.1', connections: [one, one] })),
        );
        const ids = [...dump].map(({ id }) => id);
        expect(ids.slice(1)).toEqual(ids.slice(1).toSorted((a, b) => a - b));
        expect(new Set(ids).size).toBe(ids.length);
        for (const goroutine of dump) {
          // Who made it, and the words that its outermost frame was called with.
          const name = `${goroutine.stack.createdBy?.line} ${goroutine.args.at(-1)}`;
          expect([goroutine.id, names.get(goroutine.id) ?? name]).toEqual([goroutine.id, name]);
          names.set(goroutine.id, name);
        }
      }
    }
    expect(names.size).toBe(2 + 2 * (2 + 8));
  });

  it('says runnable of who can go on, and parks everyone in a deadlock', () => {
    const machine = machineFor({ client: 'A', server: 'S1' });
    const states = (side: 'client' | 'server', state = machine.initial()): string[] =>
      [
        ...only(
          readText(
            textOf({ side, version: '1.0.1', connections: [{ machine, state }], minutes: 2 }),
          ),
        ),
      ].map((one) => `${one.state} ${one.minutes}`);
    // At first every caller is parked, its call in hand, and the loop could take any of them.
    expect(states('client')).toEqual([
      'running 0',
      'runnable 0',
      'semacquire 2',
      'IO wait 2',
      ...new Array(8).fill('select 2'),
    ]);
    const dead = stuck(machine);
    expect(states('client', dead).slice(0, 4)).toEqual([
      'running 0',
      'IO wait 2',
      'semacquire 2',
      'select 2',
    ]);
    expect([...states('client', dead), ...states('server', dead)].join()).not.toContain('runnable');
  });

  it('keeps callers with a deadline parked while it has not passed', () => {
    const machine = machineFor({ client: 'A', server: 'S1' }, { deadlines: true });
    const text = textOf({
      side: 'client',
      version: '1.0.1',
      connections: [{ machine, state: machine.initial() }],
    });
    expect(text.match(/\[select\]:\n.*dispatch/g)).toHaveLength(8);
  });

  it('prints request ids as Go does, odd and two apart, from the one that is asked for', () => {
    const machine = machineFor({ client: 'A', server: 'S1' }, { longCalls: 8 });
    const one = { machine, state: walk(machine, picks(9, 200)) };
    const handlers = (first: number): RegExpMatchArray[] => [
      ...textOf({
        side: 'server',
        version: '1.0.1',
        connections: [{ ...one, first }],
      }).matchAll(
        /run\.func2\(0x9f6ec0, 0xc0\w+, (0x\w+), 0xc0\w+, 0xc0\w+, 0xc0\w+, 0xc0\w+, (0x\w+)\)/g,
      ),
    ];
    expect(handlers(0x4bb).map(([, id]) => Number(id))).toEqual(
      handlers(1).map(([, id]) => Number(id) + 0x4ba),
    );
    const ids = handlers(1).map(([, id]) => Number(id));
    expect(ids.length).toBeGreaterThan(3);
    expect(ids.every((id) => id % 2 === 1)).toBe(true);
    // The word behind it holds the id once more, in the lower half of what stood there before.
    expect(
      handlers(0x4bb).every(([, id, word]) => Number(word) === 0xc000000000 + Number(id)),
    ).toBe(true);
  });
});
