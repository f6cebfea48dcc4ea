import type { APIRoute } from 'astro';
import { embedPath, everyEmbed, oembed } from '../../../../site/embeds.ts';
import { wordsOf } from '../../../../site/words.ts';
import type { Locale } from '../../../../widgets/contract.ts';
import { registry, type WidgetName } from '../../../../widgets/registry.ts';

export const getStaticPaths = everyEmbed;

export const GET: APIRoute = ({ params, site }) => {
  const { locale, widget } = params as { locale: Locale; widget: WidgetName };
  const { title, height } = registry[widget];
  return Response.json(oembed(embedPath(locale, widget), wordsOf(locale)(title), height, site));
};
