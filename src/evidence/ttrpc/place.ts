import type { Stack } from '../goroutine/types.ts';
import { type At, readPath } from './at.ts';
import { type KnownStack, linesAt, type Version } from './book.ts';
import type { Sighting } from './narrow.ts';
import { type Family, type PositionId, positionOf, type Role, type Side } from './positions.ts';

/** Where a goroutine stands in ttrpc. A handler that itself calls out through ttrpc stands at two places. */
export interface Placed {
  readonly side: Side;
  readonly role: Role;
  /** Null: a goroutine of this role, but at none of the known positions (it was running, most likely). */
  readonly position: PositionId | null;
  /** The line that names the position, or the innermost line of ttrpc. */
  readonly at: At;
  /** Index into `stack.frames` of the frames of this side, innermost first. */
  readonly frames: readonly number[];
  /** The outermost function of this side: what the goroutine was started as, or the call it makes. */
  readonly outer: string;
  /** The book knew the line, or only the functions told. */
  readonly by: 'line' | 'shape';
  /** The family that the functions alone betray, or null. */
  readonly family: Family | null;
}

interface OwnFrame {
  readonly index: number;
  readonly func: string;
  readonly at: At;
}

const PACKAGE = /(?:^|\/)ttrpc\.(.+)$/;

/** `(*Client).run` from the full name of a function of ttrpc, null for other packages. */
export function ttrpcFunc(func: string): string | null {
  return PACKAGE.exec(func)?.[1] ?? null;
}

/** Every line of ttrpc in a stack, with its function: what `narrow` wants. */
export function sightings(stack: Stack): readonly Sighting[] {
  const found: Sighting[] = ownFrames(stack).map(({ func, index }) => ({
    func,
    file: stack.frames[index]?.file ?? '',
    line: stack.frames[index]?.line ?? 0,
  }));
  const created = stack.createdBy;
  const func = created && ttrpcFunc(created.func);
  if (created && func) found.push({ func, file: created.file, line: created.line });
  return found;
}

/**
 * Where the goroutine of this stack stands. Known lines of the versions in `fits` decide; where the book has
 * no line, the functions do, as far as they tell. `state` is the goroutine's state as printed, '' if unknown.
 */
export function place(stack: Stack, state: string, fits: readonly Version[]): readonly Placed[] {
  return parts(ownFrames(stack)).map((part) => {
    const frames = part.frames.map((frame) => frame.index);
    const outer = part.frames.at(-1)?.func ?? '';
    const family = familyByShape(part);
    const known = byLine(part.frames, fits);
    if (known) {
      const { side, role } = positionOf(known.position);
      return {
        side,
        role,
        position: known.position,
        at: known.names.at,
        frames,
        outer,
        by: 'line',
        family,
      };
    }
    const inner = part.frames[0];
    const parked = state === 'select' && inner?.index === 0;
    const shape = byShape(part, parked, stack);
    const at = inner?.at ?? { file: '', line: 0 };
    return { ...shape, side: part.side, at, frames, outer, by: 'shape', family };
  });
}

function ownFrames(stack: Stack): readonly OwnFrame[] {
  return stack.frames.flatMap((frame, index) => {
    const func = ttrpcFunc(frame.func);
    if (func === null) return [];
    const file = readPath(frame.file)?.file ?? frame.file;
    return [{ index, func, at: { file, line: frame.line } }];
  });
}

interface Part {
  readonly side: Side;
  /** Innermost first. */
  readonly frames: readonly OwnFrame[];
}

const CLIENT =
  /^(?:\(\*Client\)|\(\*receiver\)|\(\*clientStream\)|defaultClientInterceptor|NewClient)/;
const SERVER =
  /^(?:\(\*Server\)|\(\*serverConn\)|\(\*serviceSet\)|\(\*streamHandler\)|defaultServerInterceptor)/;

/** Splits by side, from the outside in: `channel` and `codec` belong to whoever called them. */
function parts(frames: readonly OwnFrame[]): readonly Part[] {
  const found: { side: Side; frames: OwnFrame[] }[] = [];
  for (const frame of frames.toReversed()) {
    const side = CLIENT.test(frame.func) ? 'client' : SERVER.test(frame.func) ? 'server' : null;
    const current = found.at(-1);
    if (side !== null && side !== current?.side) found.push({ side, frames: [frame] });
    else current?.frames.unshift(frame);
  }
  return found;
}

/** The known stack that shares the most frames with this one, among those whose naming line is in it. */
function byLine(frames: readonly OwnFrame[], fits: readonly Version[]): KnownStack | null {
  let best: KnownStack | null = null;
  let most = 0;
  for (const frame of frames) {
    for (const line of linesAt(frame.at)) {
      if (line.kind !== 'stands' || line.func !== frame.func) continue;
      if (fits.length > 0 && !line.stack.versions.some((one) => fits.includes(one))) continue;
      const shared = line.stack.frames.filter((known) =>
        frames.some((one) => one.func === known.func && one.at.line === known.at.line),
      ).length;
      if (shared > most) {
        best = line.stack;
        most = shared;
      }
    }
  }
  return best;
}

/** What the functions alone tell. A parked select with nothing above it tells more than a running goroutine. */
function byShape(
  { side, frames }: Part,
  parked: boolean,
  stack: Stack,
): { readonly role: Role; readonly position: PositionId | null } {
  const outer = frames.at(-1)?.func ?? '';
  const has = (func: string): boolean => frames.some((frame) => frame.func === func);
  const sends = has('(*channel).send');
  const reads = has('(*channel).recv');
  if (side === 'server') {
    if (outer === '(*Server).Serve')
      return { role: 'acceptor', position: 'server.acceptor.accept' };
    if (outer === '(*serverConn).run') {
      const position = sends ? 'server.loop.write' : parked ? 'server.loop.idle' : null;
      return { role: 'loop', position };
    }
    if (reads) return { role: 'receiver', position: 'server.receiver.read' };
    if (outer === '(*serverConn).run.func1') {
      return { role: 'receiver', position: parked ? 'server.receiver.handoff' : null };
    }
    if (has('(*serviceSet).call') || has('(*serviceSet).unaryCall')) {
      return { role: 'handler', position: 'server.handler.call' };
    }
    return { role: 'handler', position: parked ? 'server.handler.respond' : null };
  }
  if (outer === '(*receiver).run' || has('(*Client).receiveLoop')) {
    const held = outer === '(*receiver).run' && parked ? 'client.receiver.handoff' : null;
    const locked = has('(*Client).getStream') && locks(stack) ? 'client.receiver.lock' : held;
    return { role: 'receiver', position: reads ? 'client.receiver.read' : locked };
  }
  if (outer === '(*Client).run') {
    return { role: 'loop', position: sends ? 'client.loop.write' : null };
  }
  if (outer === '(*Client).run.func1') {
    const position = sends ? 'client.sender.write' : parked ? 'client.sender.idle' : null;
    return { role: 'sender', position };
  }
  if (outer === '(*Client).run.func2') {
    if (reads) return { role: 'receiver', position: 'client.receiver.read' };
    return stack.frames.some((frame) => frame.func === 'sync.(*WaitGroup).Wait')
      ? { role: 'closer', position: 'client.closer.wait' }
      : { role: 'receiver', position: null };
  }
  return { role: 'caller', position: null };
}

function locks(stack: Stack): boolean {
  return stack.frames.some((frame) => /^sync\.\(\*(?:RW)?Mutex\)\.R?Lock/.test(frame.func));
}

/** Functions that only one family has. */
function familyByShape({ side, frames }: Part): Family | null {
  const outer = frames.at(-1)?.func ?? '';
  const has = (func: string): boolean => frames.some((frame) => frame.func === func);
  if (side === 'client') {
    if (outer === '(*receiver).run') return 'A';
    return outer === '(*Client).run.func1' ? 'B' : null;
  }
  if (outer === '(*serverConn).run.func1' && has('(*channel).recv')) return 'S1';
  if (has('(*serviceSet).handle.func1')) return 'S2';
  return outer === '(*serverConn).run.func2' && has('(*channel).recv') ? 'S2' : null;
}
