import type { Decoded, StateCodec } from './state.ts';

/** Names in a query string that belong to the link itself and never to a widget's state. */
const RESERVED = ['v', 'w', 'theme'] as const;

/**
 * Query string of an embed: `v=1&e=…`, without the question mark.
 * The version always stands first, so that a link says by itself how to read it.
 */
export function embedQuery<State>(codec: StateCodec<State>, state: State): string {
  const query = new URLSearchParams([['v', String(codec.version)]]);
  for (const [name, value] of codec.toQuery(state)) query.append(name, value);
  return readable(query);
}

/** Query and fragment of a page with several widgets: `?w=dump&v=1&e=…#dump`. One link carries one widget's state. */
export function pageQuery<State>(codec: StateCodec<State>, id: string, state: State): string {
  return `?w=${encodeURIComponent(id)}&${embedQuery(codec, state)}#${encodeURIComponent(id)}`;
}

/**
 * State from a query string, or null when it carries none for this widget.
 * `id` is the widget's place on a page (`w=`), or null on an embed page, where the whole query is its own.
 * A version above the codec's is a problem in words, never an exception: links outlive releases.
 */
export function stateFromQuery<State>(
  codec: StateCodec<State>,
  id: string | null,
  search: string,
): Decoded<State> | null {
  const query = new URLSearchParams(search);
  const written = query.get('v');
  if (written === null || (id !== null && query.get('w') !== id)) return null;
  const version = Number(written);
  if (!Number.isInteger(version) || version < 1 || version > codec.version) {
    return { ok: false, problem: 'unknown-version', detail: written.slice(0, 20) };
  }
  const pairs = new Map<string, string>();
  for (const [name, value] of query) {
    if (!RESERVED.some((reserved) => reserved === name)) pairs.set(name, value);
  }
  return codec.fromQuery(version, pairs);
}

/** `:`, `/`, `,` and `@` may stand in a query as they are (RFC 3986, 3.4), and links with `file:line` stay legible. */
function readable(query: URLSearchParams): string {
  return query
    .toString()
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@');
}

/** One of our pages in a frame of another's. */
export interface Embed {
  readonly address: string;
  readonly title: string;
  /** px, until the frame has measured itself, or for ever where the host strips the script. */
  readonly height: number;
}

/** What another page pastes to show one of ours: a sandboxed frame, and the script that gives it its height. */
export function snippet(embed: Embed & { readonly script: string }): string {
  return `${frame(embed)}\n<script src="${attribute(embed.script)}" defer></script>`;
}

/** The frame alone. `jsx`: for pages that are compiled as JSX, where a style is no text. */
export function frame({ address, title, height }: Embed, form: 'html' | 'jsx' = 'html'): string {
  const style = form === 'jsx' ? "{{ width: '100%', border: 0 }}" : '"width:100%;border:0"';
  return (
    `<iframe src="${attribute(address)}" title="${attribute(title)}" height="${height}" style=${style} ` +
    'loading="lazy" sandbox="allow-scripts allow-popups allow-downloads" data-stuck-embed></iframe>'
  );
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
