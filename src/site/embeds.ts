import { registry, type WidgetName } from '../widgets/registry.ts';
import type { Locale } from '../widgets/contract.ts';
import { locales, wordsOf } from './words.ts';

/** One embed page for each widget in each language. */
export function everyEmbed(): { params: { locale: Locale; widget: WidgetName } }[] {
  const names = Object.keys(registry) as WidgetName[];
  return locales.flatMap((locale) => names.map((widget) => ({ params: { locale, widget } })));
}

/** Path of an embed page under the site's base. */
export function embedPath(locale: Locale, widget: WidgetName): string {
  return `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}${locale}/embed/${widget}/`;
}

/**
 * oEmbed 1.0 answer of type `rich` (https://oembed.com, section 2.3.4). It is a static file, so it describes
 * the widget's start state; a host that wants another state puts its own address into the frame.
 */
export function oembed(locale: Locale, widget: WidgetName, site: URL | undefined) {
  const title = wordsOf(locale)(registry[widget].title);
  const { height } = registry[widget];
  const address = new URL(embedPath(locale, widget), site ?? 'http://localhost:4321').href;
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Stuck in Send',
    provider_url: new URL(import.meta.env.BASE_URL, site ?? 'http://localhost:4321').href,
    width: 720,
    height,
    html: `<iframe src="${address}" title="${title}" width="720" height="${height}" style="width:100%;border:0" loading="lazy" sandbox="allow-scripts" data-stuck-embed></iframe>`,
  };
}
