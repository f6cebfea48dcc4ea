/** Elements of a Plot chart that draw. What can load, link, run or animate is not among them. */
const ELEMENTS = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs clipPath ' +
    'linearGradient radialGradient stop pattern marker figure figcaption h2 h3 div span'
  ).split(' '),
);

/** Attributes that only say where and how; `on…`, `href` and `style` with addresses are not. */
const ATTRIBUTES = new Set(
  (
    'aria-hidden aria-label class clip-path clip-rule color cx cy d dominant-baseline dx dy fill fill-opacity ' +
    'fill-rule font-family font-size font-style font-variant font-weight fx fy gradientTransform gradientUnits height id ' +
    'letter-spacing marker-end marker-mid marker-start markerHeight markerUnits markerWidth offset opacity orient ' +
    'paint-order pathLength patternContentUnits patternTransform patternUnits points preserveAspectRatio r refX refY role ' +
    'rx ry shape-rendering spreadMethod startOffset stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset ' +
    'stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style text-anchor text-decoration ' +
    'text-overflow textLength transform vector-effect viewBox visibility width word-spacing x x1 x2 xml:space xmlns y y1 y2'
  ).split(' '),
);

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** An address that is not a place in the same picture: `url(#clip-1)` and `var(--flow)` stay. */
const ADDRESS = /url\((?!#[\w-]+\))|image-set|@import|expression\(|\\/i;

const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const LETTERS = /[^<]+/y;
const COMMENT = /<!--[\s\S]*?-->/y;

/**
 * Writes a picture anew, from well-formed SVG markup, with only the elements and attributes that draw; an element that is
 * not listed goes with everything in it, Plot's `<style>` too. Classes and ids are kept if they are Plot's, so that a picture
 * cannot dress up as a part of the page. Null for what is no well-formed picture.
 */
export function cleanSvg(markup: string): string | null {
  const open: { readonly name: string; readonly kept: boolean }[] = [];
  let written = '';
  let at = 0;
  while (at < markup.length) {
    const tag = match(TAG, markup, at);
    const kept = open.at(-1)?.kept ?? true;
    if (!tag) {
      const letters = match(COMMENT, markup, at) ?? match(LETTERS, markup, at);
      if (!letters || (open.length === 0 && letters[0].trim() !== '')) return null;
      if (kept && !letters[0].startsWith('<')) written += text(letters[0]);
      at += letters[0].length;
      continue;
    }
    const [whole, closes, name = '', attributes = '', empty] = tag;
    at += whole.length;
    if (closes) {
      const last = open.pop();
      if (last?.name !== name) return null;
      if (last.kept) written += `</${name}>`;
      continue;
    }
    const keep = kept && ELEMENTS.has(name);
    if (open.length === 0 && (written !== '' || !/^(svg|figure)$/.test(name))) return null;
    if (keep) written += `<${name}${cleanAttributes(name, attributes)}${empty ? '/' : ''}>`;
    if (!empty) open.push({ name, kept: keep });
  }
  return open.length === 0 && written !== '' ? written : null;
}

function match(pattern: RegExp, markup: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(markup);
}

function cleanAttributes(element: string, attributes: string): string {
  let written = '';
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = decode(double ?? single ?? '');
    if (!ATTRIBUTES.has(name) || ADDRESS.test(value)) continue;
    // Plot calls the groups of a picture `line` and `dot`: a name that no element without a role may have.
    if (name === 'aria-label' && element !== 'svg') continue;
    if (name === 'xmlns' && value !== NAMESPACE) continue;
    if (name === 'style' && /position|z-index|inset|content/i.test(value)) continue;
    if ((name === 'class' || name === 'id') && !/^plot-[\w-]+(?: plot-[\w-]+)*$/.test(value))
      continue;
    written += ` ${name}="${encode(value)}"`;
  }
  return written;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** Letters as they are meant. An entity that is not known stays as it is written. */
function decode(value: string): string {
  return value.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, tens, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = tens ? Number(tens) : Number.parseInt(hex, 16);
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

function encode(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function text(value: string): string {
  return encode(decode(value));
}
