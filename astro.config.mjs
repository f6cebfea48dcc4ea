import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { exercises } from './src/site/build/exercises.ts';
import { finishPages } from './src/site/build/finish-pages.ts';
import { liveCells } from './src/site/build/live-cells.ts';
import { sidebar } from './src/site/build/sidebar.ts';

/** `BASE=/kit/ npm run build` serves the kit under a path; `SITE=https://…` makes absolute links in oEmbed files. */
const base = process.env.BASE ?? '/';
const site = process.env.SITE ?? 'http://localhost:4321';

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  // Embeds in a sandboxed frame have the origin `null`: their modules, workers and evidence need this header.
  server: { port: 4321, headers: { 'Access-Control-Allow-Origin': '*' } },
  integrations: [
    starlight({
      title: { en: 'Stuck in Send', 'zh-CN': 'Stuck in Send' },
      description:
        'A kubelet leaks because a ttrpc client and its server each wait for the other to read.',
      favicon: '/favicon.svg',
      disable404Route: true,
      credits: false,
      lastUpdated: false,
      defaultLocale: 'en',
      locales: {
        en: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      sidebar: sidebar(),
      customCss: [
        '@fontsource-variable/roboto-slab/wght.css',
        './src/site/styles/tokens.css',
        './src/site/styles/site.css',
        './src/site/styles/print.css',
      ],
      components: {
        PageTitle: './src/site/components/PageTitle.astro',
        Search: './src/site/components/Search.astro',
        SiteTitle: './src/site/components/SiteTitle.astro',
      },
      expressiveCode: {
        themes: ['github-dark', 'github-light'],
        useStarlightUiThemeColors: true,
        styleOverrides: { borderRadius: '6px', frames: { shadowColor: 'transparent' } },
      },
      markdown: { headingLinks: true },
    }),
    preact(),
    mdx(),
    liveCells(),
    finishPages(),
  ],
  vite: {
    plugins: [exercises()],
    resolve: {
      alias: { '@kit': new URL('./src/site/components/index.ts', import.meta.url).pathname },
    },
    build: { assetsInlineLimit: 0 },
    worker: { format: 'iife' },
  },
});
