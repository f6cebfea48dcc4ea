import { type At, formatAt } from '../../evidence/ttrpc/at.ts';
import { versions } from '../../evidence/ttrpc/book.ts';
import type { Connection } from '../../evidence/ttrpc/connections.ts';
import type { Decoded } from '../../evidence/ttrpc/decode.ts';
import type { Actor, PositionId } from '../../evidence/ttrpc/positions.ts';
import type { RowTag } from '../../evidence/ttrpc/table.ts';
import type { Locale, Word } from '../contract.ts';

/** `a, b or c` in the reader's language; `and` where all of them are meant. */
export function list(
  parts: readonly string[],
  locale: Locale,
  type: 'conjunction' | 'disjunction' = 'disjunction',
): string {
  return new Intl.ListFormat(locale, { type }).format(parts);
}

export function places(ats: readonly At[], locale: Locale): string {
  return list(ats.map(formatAt), locale);
}

export function actors(which: readonly Actor[], word: Word, locale: Locale): string {
  return list(
    which.map((actor) => word(`ttrpc.actor.${actor}`)),
    locale,
  );
}

/** The problem with a line and what to try instead, as two sentences. */
export function refusal(
  decoded: Extract<Decoded, { ok: false }>,
  word: Word,
  locale: Locale,
): string {
  const values = {
    at: formatAt(decoded.at),
    lines: places(decoded.nearest, locale) || '-',
    versions: list(decoded.elsewhere.length > 0 ? decoded.elsewhere : versions, locale),
  };
  const hint =
    decoded.problem === 'not-in-version' && decoded.nearest.length === 0 ? 'empty' : decoded.hint;
  return [
    word(`ttrpc.problem.${decoded.problem}`, values),
    word(`ttrpc.hint.${hint}`, values),
  ].join(gap(locale));
}

/** How a tag looks; its word says the same. */
export const TAG_LOOK: Readonly<Record<RowTag, string>> = {
  rest: 'tag',
  await: 'tag tag-flow',
  method: 'tag tag-flow',
  victim: 'tag tag-wait',
  pressed: 'tag tag-wait',
  circle: 'tag tag-stuck',
  pass: 'tag tag-flow',
  creation: 'tag ld-tag-plain',
  path: 'tag ld-tag-plain',
  unknown: 'tag ld-tag-plain',
  foreign: 'tag ld-tag-plain',
};

type Told = Exclude<
  PositionId,
  | `client.caller.${'queue' | 'await' | 'lock' | 'forget' | 'sendlock' | 'writing' | 'sent' | 'decode'}`
  | `server.handler.${string}`
  | `server.acceptor.${string}`
>;

const TOLD: readonly string[] = [
  'client.caller.write',
  'client.caller.hold',
  'client.loop.idle',
  'client.loop.write',
  'client.supervisor.idle',
  'client.sender.idle',
  'client.sender.write',
  'client.receiver.read',
  'client.receiver.body',
  'client.receiver.handoff',
  'client.receiver.lock',
  'client.receiver.deliver',
  'client.closer.wait',
  'server.loop.idle',
  'server.loop.write',
  'server.receiver.read',
  'server.receiver.body',
  'server.receiver.handoff',
] satisfies readonly Told[];

/** What a goroutine at this position does, in the few words that a box has room for. */
export function doing(id: PositionId, word: Word): string {
  return isTold(id) ? word(`line-decoder.does.${id}`) : '';
}

function isTold(id: PositionId): id is Told {
  return TOLD.includes(id);
}

/**
 * What tells a connection from others of its side: 2 of `client-2`, B of `server-2`. A server's have letters, so that
 * a client's 1 and a server's 1 are not taken for two ends of one connection.
 */
export function markOf({ id, side }: Pick<Connection, 'id' | 'side'>): string {
  const n = Number(id.split('-')[1]);
  return side === 'server' && n <= 26 ? String.fromCodePoint(0x40 + n) : String(n);
}

/** What stands between two sentences. */
export function gap(locale: Locale): string {
  return locale === 'zh-cn' ? '' : ' ';
}

/** The number of a step as it stands in its box: ①. */
export function circled(step: number): string {
  return String.fromCodePoint(0x2460 + step - 1);
}
