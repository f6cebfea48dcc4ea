import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const SCRIPT_SRC = /<(?:script\b[^>]*\bsrc|link\b[^>]*rel="modulepreload"[^>]*href)="([^"]+\.js)"/g;
const STATIC_IMPORT =
  /(?:^|[;\n}])\s*(?:import|export)\b[^'"();]*?(?:from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g;
const SEARCH_ON_IDLE = /import\(\s*[`"'](\.\/ui-core[^`"']*\.js)[`"']/g;

/** A script that a page loads by itself, and its size over the wire. */
export interface Weighed {
  readonly file: string;
  readonly gzip: number;
}

/**
 * Every script that a page loads before anybody scrolls or clicks: its script elements, what these import
 * statically, and the search panel, which Starlight fetches when the page is idle. Inline scripts count too.
 * Sizes in bytes after gzip.
 */
export function weighScripts(dist: string, htmlFile: string, base: string): readonly Weighed[] {
  const html = readFileSync(htmlFile, 'utf8');
  const seen = new Map<string, number>();
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    const code = readFileSync(file, 'utf8');
    seen.set(file, gzipSync(code).length);
    for (const pattern of [STATIC_IMPORT, SEARCH_ON_IDLE]) {
      for (const [, target = ''] of code.matchAll(pattern)) {
        visit(path.resolve(path.dirname(file), target));
      }
    }
  };
  for (const [, src = ''] of html.matchAll(SCRIPT_SRC)) {
    visit(path.join(dist, src.startsWith(base) ? src.slice(base.length) : src));
  }
  const inline = [
    ...html.matchAll(
      /<script\b(?![^>]*\bsrc=)(?![^>]*application\/json)[^>]*>([\s\S]*?)<\/script>/g,
    ),
  ]
    .map(([, body = '']) => body)
    .join('\n');
  return [
    ...[...seen].map(([file, gzip]) => ({ file: path.relative(dist, file), gzip })),
    { file: '(inline)', gzip: inline === '' ? 0 : gzipSync(inline).length },
  ];
}
