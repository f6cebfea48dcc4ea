import { defineCollection } from 'astro:content';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { addressOf } from './site/address.ts';

/**
 * What people read, from the top-level `content/` folder. Numbers in file names order, names address:
 * `content/en/chapters/07-reading-164.mdx` is `/en/chapters/reading-164/`.
 */
const docs = defineCollection({
  loader: glob({
    base: './content',
    pattern: '{en,zh-cn}/**/*.mdx',
    generateId: ({ entry }) => addressOf(entry),
  }),
  schema: docsSchema({
    extend: z.object({
      /** Place of a chapter in the course, from 1. Pages without it are not chapters. */
      number: z.number().int().min(1).optional(),
      /** The question that the chapter answers. */
      question: z.string().optional(),
      /** Minutes a reader and a trainer should plan. */
      minutes: z.object({ read: z.number(), exercise: z.number(), discuss: z.number() }).optional(),
      /** What the reader will be able to do afterwards. */
      outcomes: z.array(z.string()).min(2).max(5).optional(),
    }),
  }),
});

/** Words of Starlight's own parts that its Chinese lacks. */
const i18n = defineCollection({
  loader: glob({
    base: './content/i18n',
    pattern: '*.json',
    generateId: ({ entry }) => entry.replace(/\.json$/, ''),
  }),
  schema: i18nSchema(),
});

export const collections = { docs, i18n };
