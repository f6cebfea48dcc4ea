import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanSvg } from '../../src/notebook/svg.ts';

describe('cleanSvg', () => {
  it('keeps what draws', () => {
    const svg =
      '<svg viewBox="0 0 1 1" fill="var(--flow)" class="plot-d6a7b5" style="max-width: 100%"><g clip-path="url(#plot-clip-1)"><path d="M0,0L1,1"/></g><text x="1">a &lt; b &amp; &quot;c&quot;</text></svg>';
    expect(cleanSvg(svg)).toBe(svg);
  });

  it.each([
    ['<svg><script>alert(1)</script><g/></svg>', '<svg><g/></svg>'],
    ['<svg onload="alert(1)"/>', '<svg/>'],
    ['<svg><a href="https://x"><text>in</text></a></svg>', '<svg></svg>'],
    [
      '<svg><use href="#a"/><image href="data:,"/><foreignObject><p>a</p></foreignObject></svg>',
      '<svg></svg>',
    ],
    ['<svg><animate attributeName="href"/><set/></svg>', '<svg></svg>'],
    ['<svg fill="url(https://x)"/>', '<svg/>'],
    ['<svg style="background:url(\'//x\')"/>', '<svg/>'],
    ['<svg style="back\\67round: u\\72l(//x)"/>', '<svg/>'],
    ['<svg style="background: &#117;rl(//x)"/>', '<svg/>'],
    ['<svg style="position: fixed"/>', '<svg/>'],
    ['<svg><style>* { display: none }</style></svg>', '<svg></svg>'],
    ['<svg class="w-notice plot-a" id="main"/>', '<svg/>'],
    ['<svg xmlns="http://www.w3.org/1999/xhtml"/>', '<svg/>'],
    ["<svg fill='a\"b'/>", '<svg fill="a&quot;b"/>'],
    ['<svg><!-- <script> --><g/></svg>', '<svg><g/></svg>'],
    ['<svg><text>&#60;script&#62;</text></svg>', '<svg><text>&lt;script&gt;</text></svg>'],
    [
      '<svg><text>&unknown; & alone</text></svg>',
      '<svg><text>&amp;unknown; &amp; alone</text></svg>',
    ],
  ])('leaves out of %s what does more', (markup, clean) => expect(cleanSvg(markup)).toBe(clean));

  it.each([
    '',
    'text',
    '<p>a</p>',
    '<svg>',
    '<svg></g></svg>',
    '<svg/><svg/>',
    '<svg/>text',
    '<svg a=b/>',
    '<svg><![CDATA[<script>]]></svg>',
    '<!DOCTYPE svg><svg/>',
    '<svg fill="<"/>',
    '<svg><g <script>/></svg>',
  ])('refuses what is no well-formed picture: %s', (markup) => expect(cleanSvg(markup)).toBeNull());

  it('writes nothing that it would not write again, whatever comes in', () => {
    const attribute = fc.constantFrom(
      ...[
        ' fill="url(#a)"',
        ' onload="x()"',
        ' href="#"',
        ' xlink:href="#"',
        " style='fill:url(//x)'",
      ],
      ...[' id="plot-a"', ' class="w"', ' d="&lt;/svg&gt;"', ' x="&#34; onload=&#34;"', " y='\"'"],
    );
    const name = fc.constantFrom(
      'g',
      'script',
      'style',
      'title',
      'text',
      'a',
      'div',
      'foreignObject',
    );
    const tag = fc
      .tuple(name, fc.array(attribute, { maxLength: 3 }))
      .map(([element, attributes]) => [element, `<${element}${attributes.join('')}`] as const);
    const letters = fc.constantFrom('x', '&lt;script&gt;', '&', '"', '>', '<!-- <g> -->', ']]>');
    const { content } = fc.letrec<{ content: string }>((tie) => ({
      content: fc.oneof(
        { maxDepth: 4 },
        letters,
        tag.map(([, begun]) => `${begun}/>`),
        fc
          .tuple(tag, fc.array(tie('content'), { maxLength: 3 }))
          .map(([[element, begun], inside]) => `${begun}>${inside.join('')}</${element}>`),
      ),
    }));
    let pictures = 0;
    fc.assert(
      fc.property(content, (markup) => {
        const clean = cleanSvg(`<svg>${markup}</svg>`);
        if (clean === null) return;
        pictures++;
        expect(cleanSvg(clean)).toBe(clean);
        expect(clean).not.toMatch(/url\((?!#)|class="w"/);
        for (const [one] of clean.matchAll(/<[^>]*>/g)) {
          const names = one.replace(/"[^"]*"/g, '');
          expect(names).not.toMatch(/^<\/?(?:script|style|a|foreignObject)\b| on\w+=|href=/);
        }
      }),
      { numRuns: 3000 },
    );
    expect(pictures).toBe(3000);
  });
});
