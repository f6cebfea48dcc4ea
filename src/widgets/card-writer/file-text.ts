import type { Card } from '../../lesson/card/card.ts';
import { writeCard } from '../../lesson/card/write.ts';
import type { Locale, Word } from '../contract.ts';
import { embedText } from './host.ts';
import { isOnCall, onCall } from './on-call.ts';
import { sectionWord } from './sections.ts';

/** What the card is saved as. */
export const FILE_NAME = 'runbook-card.md';

/** The card as its file, in the page's language. `site` is the address of this copy of the kit, with a slash at its end. */
export function fileText(card: Card, site: string, locale: Locale, word: Word): string {
  return writeCard(card, {
    locale,
    untitled: word('card-writer.untitled'),
    heading: (id) =>
      id === 'embeds' ? word('card-writer.embeds.title') : sectionWord(id, 'title', word),
    embed(embed) {
      const { widget } = embed;
      const title = isOnCall(widget) ? word(onCall[widget].title) : widget;
      return embedText(embed, title, card.host, site, locale);
    },
    footer: word('card-writer.footer', { kit: `[Stuck in Send](${site}${locale}/)` }),
  });
}
