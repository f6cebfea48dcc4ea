import type { Card } from '../../lesson/card/card.ts';
import { readCard } from '../../lesson/card/read.ts';
import { isOnCall } from './on-call.ts';
import { stillReads } from './pasted.ts';

/** What opening a file gave. */
export type Opened =
  | {
      readonly ok: true;
      readonly card: Card;
      /** Lines of the file that have no place on the card. */
      readonly leftover: string;
      /** Embeds whose state this kit no longer reads, or whose widget it does not offer. */
      readonly lost: readonly string[];
    }
  | {
      readonly ok: false;
      readonly problem: 'empty' | 'foreign' | 'newer' | 'cut' | 'too-large' | 'binary';
      /** The file's text, to copy from; '' where there is nothing to read. */
      readonly text: string;
    };

/** A card is a screen of text: a file past this is something else, bytes. */
export const MOST_BYTES = 500_000;

/** Opens a file or a dropped text. The card that is being written is not touched here. */
export async function openCard(file: Blob): Promise<Opened> {
  if (file.size > MOST_BYTES) return { ok: false, problem: 'too-large', text: '' };
  const text = await file.text();
  if (text.includes('\0')) return { ok: false, problem: 'binary', text: '' };
  const read = readCard(text);
  if (!read.ok) return { ok: false, problem: read.problem, text };
  const lost: string[] = [];
  const embeds = [];
  for (const embed of read.card.embeds) {
    if (await stillReads(embed.widget, embed.query)) embeds.push(embed);
    else if (isOnCall(embed.widget)) {
      embeds.push({ ...embed, query: '' });
      lost.push(`${embed.widget} ${embed.query}`);
    } else lost.push(embed.widget);
  }
  return { ok: true, card: { ...read.card, embeds }, leftover: read.leftover, lost };
}
