import { createHash } from 'node:crypto';

/** Scripts that a browser would run, without `src`; data blocks (`application/json`) are not scripts. */
const INLINE_SCRIPT = /<script\b(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g;
const DATA_BLOCK = /\btype="(?!module"|text\/javascript")[^"]*"/;

/** Hashes of a page's inline scripts, as CSP source expressions, each once. */
export function hashInlineScripts(html: string): readonly string[] {
  const hashes = new Set<string>();
  for (const [, attributes = '', body = ''] of html.matchAll(INLINE_SCRIPT)) {
    if (DATA_BLOCK.test(attributes) || body === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(body).digest('base64')}'`);
  }
  return [...hashes];
}

/**
 * The policy of a page. Scripts: the site's own files and the inline ones that the build knows by hash.
 * `wasm-unsafe-eval` lets Pagefind compile its search index reader; it does not allow `eval`.
 * Workers: own files, and blobs, which a sandboxed embed needs. Styles carry attributes (Shiki, xterm, Plot).
 */
export function policyFor(html: string): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashInlineScripts(html)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Puts the policy first into the head, before anything that it governs. A page with one of its own (cells.html) keeps it. */
export function withPolicy(html: string): string {
  if (/<meta http-equiv="content-security-policy"/i.test(html)) return html;
  const meta = `<meta http-equiv="content-security-policy" content="${policyFor(html)}">`;
  const head = /<head(?:\s[^>]*)?>/.exec(html);
  if (!head) return html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + meta + html.slice(at);
}
