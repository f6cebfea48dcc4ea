import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { evidenceFromDisk } from '../../src/site/evidence.ts';
import { wordsOf } from '../../src/site/words.ts';
import type { Locale, WidgetDefinition } from '../../src/widgets/contract.ts';

export interface Look {
  readonly live?: boolean;
  readonly locale?: Locale;
}

/** A widget's picture of a state and its data, as the server draws it, and the words under it. */
export function drawn<State, Data>(
  widget: WidgetDefinition<State, Data>,
  id: string,
  state: State,
  data: Data,
  { live = false, locale = 'en' }: Look = {},
): { readonly html: string; readonly text: string; readonly said: string } {
  const word = wordsOf(locale);
  const html = renderToString(
    h(widget.View, {
      id,
      state,
      data,
      locale,
      word,
      live,
      update: () => {},
      supply: () => {},
      say: () => {},
      evidence: evidenceFromDisk,
    }),
  );
  const text = html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
  return { html, text, said: widget.describe(state, data, word) };
}
