import { formatAt } from '../../evidence/ttrpc/at.ts';
import { factsOf, type Place, type Version } from '../../evidence/ttrpc/book.ts';
import { type PositionId, positionOf } from '../../evidence/ttrpc/positions.ts';
import { aboveHandler, belowAcceptor, belowCall } from './around.ts';
import {
  type Build,
  buildOf,
  type ChainName,
  type Edition,
  editionOf,
  type ProcessFrames,
  processOf,
} from './builds.ts';
import type { Lines } from './lines.ts';

/** Under which calls of the runtime a goroutine is parked. Where none stands here, a select of ttrpc's own parks it. */
const PARKED: Readonly<Partial<Record<PositionId, ChainName>>> = {
  'client.loop.write': 'write',
  'client.sender.write': 'write',
  'client.caller.write': 'write',
  'client.caller.writing': 'write',
  'server.loop.write': 'write',
  'client.receiver.read': 'read',
  'server.receiver.read': 'read',
  'server.acceptor.accept': 'accept',
  'client.closer.wait': 'waitGroup',
  'client.caller.lock': 'rwlock',
  'client.caller.forget': 'rwlock',
  'client.caller.hold': 'lock',
  'client.caller.sendlock': 'lock',
  'client.receiver.lock': 'rlock',
};

/** Puts whole stacks together for a process of one side and version. */
export class Stacks {
  readonly frames: ProcessFrames;
  private readonly build: Build;
  private readonly made = new Map<string, string>();

  constructor(side: 'client' | 'server', version: Version) {
    this.build = buildOf(side, version);
    this.frames = processOf(this.build, side, version);
  }

  /**
   * All frames of a goroutine that stands at a position, as a template (words.ts). The RPC matters to callers, and to
   * handlers inside the method.
   */
  at(lines: Lines, rpc: string): string {
    const key = `${lines.known.position} ${lines.version} ${rpc}`;
    let made = this.made.get(key);
    if (made === undefined) {
      made = this.compose(lines, rpc);
      this.made.set(key, made);
    }
    return made;
  }

  private compose({ known, version }: Lines, rpc: string): string {
    const { position, frames, createdBy } = known;
    const { build } = this;
    const { side, role } = positionOf(position);
    const edition = editionOf(build, factsOf(version)[side]);
    const chain = PARKED[position];
    const above =
      position === 'server.handler.call'
        ? aboveHandler(this.frames, rpc)
        : chain
          ? chainOf(build, chain)
          : [];
    const below =
      role === 'caller'
        ? belowCall(this.frames, rpc)
        : role === 'acceptor'
          ? belowAcceptor(this.frames)
          : createdBy
            ? [creation(createdBy, edition, version)]
            : [];
    return [...above, ...frames.map((place) => frame(place, edition, version)), ...below].join(
      '\n',
    );
  }
}

function chainOf(build: Build, name: ChainName): readonly string[] {
  const chain = build.chains[name];
  if (!chain) throw new Error(`no frames of ${name} for Go ${build.go}`);
  return chain;
}

function frame(place: Place, edition: Edition, version: Version): string {
  const words = edition.words[place.func];
  if (words === undefined) throw new Error(`no words of ${place.func} in ${version}`);
  return `${edition.package}.${place.func}(${words})${standing(place, edition, version)}`;
}

function creation(place: Place, edition: Edition, version: Version): string {
  return `created by ${edition.package}.${place.func}${standing(place, edition, version)}`;
}

function standing({ func, at }: Place, edition: Edition, version: Version): string {
  const where = formatAt(at);
  const offset = edition.offsets[`${func} ${where}`];
  const path = edition.path.replace('%version', version);
  return `\n\t${path}/${where}${offset === undefined ? '' : ` ${offset}`}`;
}
