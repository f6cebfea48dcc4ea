import { embedQuery, stateFromQuery } from '../../share/link.ts';
import { isOnCall, type OnCallName, onCall } from './on-call.ts';

/** What a pasted link says of a widget, or why it cannot be used. */
export type Pasted =
  | { readonly ok: true; readonly query: string }
  | {
      readonly ok: false;
      readonly problem:
        | 'no-link'
        | 'no-page'
        | 'other-widget'
        | 'no-state'
        | 'unknown-version'
        | 'bad-value'
        | 'unknown-part';
      /** The part that is wrong, short enough to show. */
      readonly detail: string;
    };

/** Of an embed `/en/embed/<name>/`, or of a page where `w` names the widget's place. */
const EMBED = /\/(?:en|zh-cn)\/embed\/([\w-]+)\/?$/;
const PAGE = /\/(?:en|zh-cn)\/(?:[\w-]+\/)*$/;

/**
 * The state of `widget` that a link of the kit carries: what `Copy link` gives, or the address of an embed. It may come
 * from another copy of the kit; only its path and its query are read. The query is written anew, so nothing but what
 * the widget understood goes onto the card. The link of a page does not name its widget: one of another widget is told by
 * names that this one does not know, and where there are none such it is taken.
 */
export async function readPasted(text: string, widget: OnCallName): Promise<Pasted> {
  const link = addressIn(text);
  if (!link) return no('no-link', text);
  const [, embedded] = EMBED.exec(link.pathname) ?? [];
  if (embedded === undefined && !PAGE.test(link.pathname)) return no('no-page', link.pathname);
  if (embedded !== undefined && embedded !== widget) return no('other-widget', embedded);
  const codec = await onCall[widget].codec();
  const place = embedded === undefined ? new URLSearchParams(link.search).get('w') : null;
  if (embedded === undefined && place === null) return no('no-state', link.pathname);
  const decoded = stateFromQuery(codec, place, link.search);
  if (decoded === null) return embedded === undefined ? no('no-state', link.pathname) : start();
  if (!decoded.ok) return no(decoded.problem, decoded.detail);
  const query = embedQuery(codec, decoded.state);
  const strange = strangeName(link.search, query);
  return strange === null ? { ok: true, query } : no('unknown-part', strange);
}

/** Whether the widget still understands a query that stands on a card. */
export async function stillReads(widget: string, query: string): Promise<boolean> {
  if (!isOnCall(widget)) return false;
  return query === '' || (stateFromQuery(await onCall[widget].codec(), null, query)?.ok ?? false);
}

function start(): Pasted {
  return { ok: true, query: '' };
}

/** The first address in what was pasted: a link alone, or the code of an embed with its `src`. */
function addressIn(text: string): URL | null {
  const source = /\bsrc=(["'])(.*?)\1/.exec(text)?.[2];
  const bare = text.trim().replace(/^<(.*)>$/, '$1');
  const written = (source ?? bare).replaceAll('&amp;', '&');
  if (source === undefined && /\s/.test(written)) return null;
  try {
    const url = new URL(written);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

/** A name of the link that the widget did not write back: of another widget's state, or misspelled. */
function strangeName(asked: string, written: string): string | null {
  const known = new Set([...new URLSearchParams(written).keys(), 'w', 'v', 'theme']);
  return [...new URLSearchParams(asked).keys()].find((name) => !known.has(name)) ?? null;
}

function no(problem: Extract<Pasted, { ok: false }>['problem'], detail: string): Pasted {
  return { ok: false, problem, detail: detail.trim().slice(0, 60) };
}
