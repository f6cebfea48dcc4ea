import type { CardEmbed, Host } from '../../lesson/card/card.ts';
import { frame, snippet } from '../../share/link.ts';
import type { Locale } from '../contract.ts';

/** Whether a host shows frames at all; where it does not, a link stands instead. */
export function framesIn(host: Host): boolean {
  return host !== 'github';
}

/** Address of a widget with its state, on this copy of the kit. `site` ends with a slash. */
export function embedAddress({ widget, query }: CardEmbed, site: string, locale: Locale): string {
  return `${site}${locale}/embed/${widget}/${query === '' ? '' : `?${query}`}`;
}

/**
 * An embed as its host lets it through: HTML with the script that gives the height; TechDocs and Docusaurus without it
 * (the one strips scripts, the other's pages change without loading); GitHub and GitLab a link.
 */
export function embedText(
  embed: CardEmbed,
  title: string,
  host: Host,
  site: string,
  locale: Locale,
) {
  const address = embedAddress(embed, site, locale);
  const shown = { address, title, height: embed.height };
  switch (host) {
    case 'html':
      return snippet({ ...shown, script: `${site}embed.js` });
    case 'backstage':
      return frame(shown);
    case 'docusaurus':
      return frame(shown, 'jsx');
    case 'github':
      return `- [${title}](${address})`;
  }
}

/** An address that only this machine can open: a card with it is of no use to others. */
export function isOwnMachine(site: string): boolean {
  return /^(?:file:|https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)(?=[:/]|$))/.test(
    site,
  );
}
