import { getCollection } from 'astro:content';
import { snippet } from '../share/link.ts';
import type { Locale } from '../widgets/contract.ts';
import { registry, type WidgetName } from '../widgets/registry.ts';
import { BASE, locales } from './words.ts';

/** Height in px of a runbook card before it measures itself. */
export const CARD_HEIGHT = 820;

/** One embed page for each widget in each language. */
export function everyEmbed(): { params: { locale: Locale; widget: WidgetName } }[] {
  const names = Object.keys(registry) as WidgetName[];
  return locales.flatMap((locale) => names.map((widget) => ({ params: { locale, widget } })));
}

/** One embed page for each runbook card in each language. */
export async function everyCard(): Promise<
  { params: { locale: Locale; id: string }; props: { title: string } }[]
> {
  const pages = await getCollection('docs', ({ id }) => /^[\w-]+\/runbook\//.test(id));
  return pages.map(({ id, data }) => {
    const [locale, , card] = id.split('/') as [Locale, string, string];
    return { params: { locale, id: card }, props: { title: data.title } };
  });
}

/** Path of a widget's embed page under the site's root. */
export function embedPath(locale: Locale, widget: WidgetName): string {
  return `${BASE}${locale}/embed/${widget}/`;
}

/** Path of a card's embed page under the site's root. */
export function cardPath(locale: Locale, id: string): string {
  return `${BASE}${locale}/embed/card/${id}/`;
}

/**
 * oEmbed 1.0 answer of type `rich` (https://oembed.com, section 2.3.4). It is a static file, so it describes
 * the start state; a host that wants another state puts its own address into the frame. `site` is the site's
 * origin (SITE at build); `height` in px.
 */
export function oembed(path: string, title: string, height: number, site: URL | undefined) {
  const origin = site ?? new URL('http://localhost:4321');
  const address = new URL(path, origin).href;
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Stuck in Send',
    provider_url: new URL(BASE, origin).href,
    width: 720,
    height,
    html: snippet({ address, title, height, script: new URL(`${BASE}embed.js`, origin).href }),
  };
}
