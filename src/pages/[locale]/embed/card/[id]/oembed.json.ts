import type { APIRoute } from 'astro';
import { CARD_HEIGHT, cardPath, everyCard, oembed } from '../../../../../site/embeds.ts';
import type { Locale } from '../../../../../widgets/contract.ts';

export const getStaticPaths = everyCard;

export const GET: APIRoute = ({ params, props, site }) => {
  const { locale, id } = params as { locale: Locale; id: string };
  return Response.json(oembed(cardPath(locale, id), props.title, CARD_HEIGHT, site));
};
