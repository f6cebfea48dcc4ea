import { bodyOf } from './body.ts';
import { type Card, type CardEmbed, SECTIONS, type SectionId, tidy } from './card.ts';
import { escapeLine } from './escape.ts';

/** Version of the file's form. */
export const FILE_VERSION = 1;
export const KIT = 'stuck-in-send runbook-card';

/** What the file needs that is not on the card: words of one language, and how an embed is written for the host. */
export interface Surroundings {
  /** `en` or `zh-cn`. */
  readonly locale: string;
  readonly untitled: string;
  heading(id: SectionId | 'embeds'): string;
  /** Markdown of one embed: a frame, or a link where the host allows none. */
  embed(embed: CardEmbed): string;
  /** Last line, as Markdown. */
  readonly footer: string;
}

/**
 * The card as a Markdown file that is read back by `readCard`. Comments tell its parts, so that headings and words may
 * be changed by hand. Sections without a word are left out.
 */
export function writeCard(card: Card, around: Surroundings): string {
  const { title, sections, embeds, host } = tidy(card);
  const mark = host === 'docusaurus' ? asExpression : asComment;
  const head = `${KIT} ${FILE_VERSION} ${around.locale} ${host}${title === '' ? ' untitled' : ''}`;
  const parts = [mark(head), `# ${titleLine(title || around.untitled, card)}`];
  for (const id of SECTIONS) {
    if (sections[id] === '') continue;
    parts.push(mark(`card ${id}`), `## ${around.heading(id)}`);
    parts.push(bodyOf(sections[id], host).join('\n'));
  }
  if (embeds.length > 0) parts.push(mark('card embeds'), `## ${around.heading('embeds')}`);
  for (const embed of embeds) {
    parts.push(mark(`embed ${embed.widget} ${embed.height} ${inComment(embed.query)}`.trim()));
    parts.push(around.embed(embed));
  }
  parts.push(mark('card end'), around.footer);
  return `${parts.join('\n\n')}\n`;
}

/** Signs `#` at the end of a heading would be taken for its frame. */
function titleLine(title: string, { host }: Card): string {
  return escapeLine(title, host).replace(/(?<!\\)#+$/, (signs) => signs.replaceAll('#', '\\#'));
}

function asComment(text: string): string {
  return `<!-- ${text} -->`;
}

/** MDX knows no comments of HTML. */
function asExpression(text: string): string {
  return `{/* ${text} */}`;
}

/** A query that can end neither form of a comment, and means the same. */
function inComment(query: string): string {
  return query.replaceAll('*', '%2A').replaceAll('--', '-%2D');
}
