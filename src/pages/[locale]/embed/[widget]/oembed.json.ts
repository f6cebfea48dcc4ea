import type { APIRoute } from 'astro';
import { everyEmbed, oembed } from '../../../../site/embeds.ts';
import type { Locale } from '../../../../widgets/contract.ts';
import type { WidgetName } from '../../../../widgets/registry.ts';

export const getStaticPaths = everyEmbed;

export const GET: APIRoute = ({ params, site }) => {
  const { locale, widget } = params as { locale: Locale; widget: WidgetName };
  return Response.json(oembed(locale, widget, site));
};
