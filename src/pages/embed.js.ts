import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { APIRoute } from 'astro';

/**
 * The one script that a host page adds: open-iframe-resizer (MIT) as its package ships it, and a line that
 * starts it for our frames. A classic script, so that it needs no CORS header.
 */
export const GET: APIRoute = () => {
  const library = readFileSync(
    createRequire(import.meta.url).resolve('@open-iframe-resizer/core'),
    'utf8',
  );
  const start = `iframeResizer.initialize({}, 'iframe[data-stuck-embed]');`;
  return new Response(`/* @open-iframe-resizer/core, MIT */\n${library}\n${start}\n`, {
    headers: { 'Content-Type': 'text/javascript' },
  });
};
