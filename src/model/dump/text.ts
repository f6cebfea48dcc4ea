import { factsOf, type Version } from '../../evidence/ttrpc/book.ts';
import { type PositionId, positionOf } from '../../evidence/ttrpc/positions.ts';
import { nameOf } from '../ttrpc/words.ts';
import { idsOf, lackingBelow, writerOf } from './around.ts';
import { familyOf } from './family.ts';
import { numbersOf, presentIn, rpcOf } from './goroutines.ts';
import { type Lines, linesOf, nearestLines } from './lines.ts';
import type { Dumped, DumpedProcess, Gap, Substituted } from './process.ts';
import { Stacks } from './stack.ts';
import { statusOf } from './status.ts';
import { fill } from './words.ts';

/** The accept loop has no call in hand. */
const ACCEPTOR = { connection: 0, goroutine: 0, numbers: { id: 0, frame: 0, payload: 0, rpc: 0 } };

/**
 * What SIGUSR1 or debug=2 prints of a process: one goroutine for each of its side that is there in the given states,
 * the server's accept loop, and the goroutine that writes the dump, which comes first; then by id. Throws a RangeError
 * for numbers and names that no Go program prints.
 */
export function dumpText(process: DumpedProcess): Dumped {
  const { side, version, connections } = process;
  check(process);
  const family = factsOf(version)[side];
  const stranger = connections.findIndex(({ machine }) => familyOf(machine, side) !== family);
  if (stranger >= 0) {
    const at = `connection ${stranger + 1}, ${side} ${version}`;
    return { ok: false, problem: 'other-family', hint: 'other-version', at };
  }
  const stacks = new Stacks(side, version);
  const ids = idsOf(stacks.frames);
  const lines = new Finder(process);
  const texts = [textOf(process, ids.writer, 'running', writerOf(stacks.frames).join('\n'))];
  if (side === 'server') {
    const found = lines.at('server.acceptor.accept');
    if (!found) return lines.failed('server.acceptor accept', 'server.acceptor.accept');
    const stack = stacks.at(found, '');
    texts.push(textOf(process, ids.acceptor, 'IO wait', fill(stack, ACCEPTOR)));
  }
  const called = new Set<string>();
  for (const present of presentIn(connections, side, ids.first)) {
    const { connection, goroutine, line } = present;
    const at = `${nameOf(connection.machine, goroutine)} ${line.name}`;
    const position = line.source.at;
    const found = position && lines.at(position);
    if (!position || !found) return lines.failed(at, position);
    const rpc = rpcOf(present);
    if (positionOf(position).role === 'caller') called.add(rpc);
    const stack = fill(stacks.at(found, rpc), {
      connection: present.index,
      goroutine: present.place,
      numbers: numbersOf(present, side, rpc),
    });
    texts.push(textOf(process, present.id, statusOf(present, position), stack));
  }
  const gaps = [...called].flatMap((rpc): readonly Gap[] => {
    const lacks = lackingBelow(stacks.frames, rpc);
    return lacks === 'nothing' ? [] : [{ rpc, lacks }];
  });
  return { ok: true, text: texts.join('\n'), substituted: lines.substituted, gaps };
}

/** Lines by position, and which of them are another version's. */
class Finder {
  private readonly version: Version;
  private readonly substitute: boolean;
  private readonly known = new Map<PositionId, Lines | null>();

  constructor({ version, substitute = false }: DumpedProcess) {
    this.version = version;
    this.substitute = substitute;
  }

  at(position: PositionId): Lines | null {
    let found = this.known.get(position);
    if (found === undefined) {
      found = linesOf(position, this.version);
      if (!found && this.substitute) found = nearestLines(position, this.version);
      this.known.set(position, found);
    }
    return found;
  }

  get substituted(): readonly Substituted[] {
    return [...this.known].flatMap(([position, found]) =>
      found && found.version !== this.version ? [{ position, from: found.version }] : [],
    );
  }

  /** Why there is no dump: no line for a goroutine there. */
  failed(at: string, position: PositionId | null): Dumped {
    const elsewhere = position !== null && nearestLines(position, this.version) !== null;
    return {
      ok: false,
      problem: elsewhere ? 'no-lines' : 'no-position',
      hint: elsewhere ? 'substitute' : 'other-state',
      at: position === null ? at : `${at}, ${position}@${this.version}`,
    };
  }
}

function textOf({ minutes = 0 }: DumpedProcess, id: number, status: string, stack: string): string {
  const parked = status !== 'running' && status !== 'runnable';
  const waited = parked && minutes > 0 ? `, ${minutes} minutes` : '';
  return `goroutine ${id} [${status}${waited}]:\n${stack}\n`;
}

function check({ minutes = 0, connections }: DumpedProcess): void {
  if (!Number.isSafeInteger(minutes) || minutes < 0) throw new RangeError(`minutes: ${minutes}`);
  for (const { first = 1 } of connections) {
    if (!Number.isSafeInteger(first) || first < 1 || first % 2 === 0) {
      throw new RangeError(`first: ${first} is no odd stream id`);
    }
  }
}
