import {
  type Card,
  type CardEmbed,
  EMPTY,
  HOSTS,
  SECTIONS,
  type SectionId,
} from '../../lesson/card/card.ts';
import type { Decoded, StateCodec } from '../../share/state.ts';
import { isOnCall } from './on-call.ts';

export interface CardState {
  readonly card: Card;
  /** The link stood for a card that was too long for it, and carries nothing. */
  readonly tooLong: boolean;
}

/** Characters of a query string that servers and chat programs let through. A Chinese character takes nine. */
export const LINK_ROOM = 6000;

/** Widget, height, and a query as `embedQuery` writes it: nothing that could end an address or a comment. */
const EMBED = /^([\w-]+) ([1-9]\d{1,3})(?: ([\w%*.:/,@&=+-]+))?$/;

const initial: CardState = { card: EMPTY, tooLong: false };

/** Characters that the card takes in a link. */
export function linkLength(card: Card): number {
  return new URLSearchParams(pairsOf(card).map(([name, value]) => [name, value])).toString().length;
}

export function fitsALink(card: Card): boolean {
  return linkLength(card) <= LINK_ROOM;
}

/** Query: `t` title, each section by its name, `h` host, `e` embeds, each in a line: widget, height in px, its own query. */
export const codec: StateCodec<CardState> = {
  version: 1,
  initial,

  /** The team's words are the team's: an author can choose the host, and nothing else. */
  fromProps(props) {
    const strange = Object.keys(props).find((name) => name !== 'host');
    if (strange !== undefined) return bad(`${strange} (known: host)`);
    return withHost(EMPTY, props.host === undefined ? EMPTY.host : String(props.host));
  },

  toQuery: ({ card }) => (fitsALink(card) ? pairsOf(card) : [['long', '1']]),

  fromQuery(version, query) {
    if (version !== 1) return { ok: false, problem: 'unknown-version', detail: String(version) };
    const long = query.get('long');
    if (long !== undefined && long !== '1') return bad(`long=${long}`);
    if (long === '1') return { ok: true, state: { ...initial, tooLong: true } };
    const embeds = embedsFrom(query.get('e') ?? '');
    if (typeof embeds === 'string') return bad(`e=${embeds}`);
    const texts = SECTIONS.map((id) => [id, query.get(id) ?? '']);
    const sections = Object.fromEntries(texts) as Record<SectionId, string>;
    const card = { ...EMPTY, title: query.get('t') ?? '', sections, embeds };
    return withHost(card, query.get('h') ?? EMPTY.host);
  },
};

function pairsOf({ title, sections, embeds, host }: Card): [string, string][] {
  const pairs: [string, string][] = [['t', title]];
  for (const id of SECTIONS) pairs.push([id, sections[id]]);
  if (host !== EMPTY.host) pairs.push(['h', host]);
  const lines = embeds.map(({ widget, height, query }) => `${widget} ${height} ${query}`.trim());
  pairs.push(['e', lines.join('\n')]);
  return pairs.filter(([, value]) => value !== '');
}

function withHost(card: Card, written: string): Decoded<CardState> {
  const host = HOSTS.find((one) => one === written);
  if (host === undefined) return bad(`host ${written}: one of ${HOSTS.join(', ')}`);
  return { ok: true, state: { card: { ...card, host }, tooLong: false } };
}

/** The embeds, or the line that is none. */
function embedsFrom(text: string): readonly CardEmbed[] | string {
  const embeds: CardEmbed[] = [];
  for (const line of text === '' ? [] : text.split('\n')) {
    const [, widget = '', height, query = ''] = EMBED.exec(line) ?? [];
    if (!isOnCall(widget)) return line;
    embeds.push({ widget, height: Number(height), query });
  }
  return embeds;
}

function bad(detail: string): Decoded<CardState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 80) };
}
