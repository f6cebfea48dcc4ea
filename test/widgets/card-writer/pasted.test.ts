import { describe, expect, it } from 'vitest';
import { snippet } from '../../../src/share/link.ts';
import { ON_CALL, onCall } from '../../../src/widgets/card-writer/on-call.ts';
import { readPasted, stillReads } from '../../../src/widgets/card-writer/pasted.ts';
import { registry } from '../../../src/widgets/registry.ts';

const LINE = 'v=1&l=ttrpc/server.go:459';
const at = (rest: string) => `https://kit.example/course/${rest}`;

describe('a link that is pasted for the line decoder', () => {
  it.each([
    at(`en/embed/line-decoder/?${LINE}`),
    ` ${at(`zh-cn/embed/line-decoder/?theme=dark&${LINE}`)}\n`,
    `<${at(`en/embed/line-decoder?${LINE}`)}>`,
    at(`en/chapters/reading-164/?w=lines&${LINE}#lines`),
    snippet({
      address: at(`en/embed/line-decoder/?${LINE}`),
      title: 'Line decoder',
      height: 900,
      script: at('embed.js'),
    }),
  ])('is understood: %s', async (link) => {
    expect(await readPasted(link, 'line-decoder')).toEqual({ ok: true, query: LINE });
  });

  it('without a state opens the widget at its start', async () => {
    expect(await readPasted(at('en/embed/line-decoder/'), 'line-decoder')).toEqual({
      ok: true,
      query: '',
    });
  });

  it.each([
    ['server.go:459', 'no-link', 'server.go:459'],
    ['look at https://kit.example/en/embed/line-decoder/', 'no-link', 'look at https'],
    ['javascript:alert(1)', 'no-link', 'javascript'],
    ['https://grafana.example/d/1', 'no-page', '/d/1'],
    [at(`en/embed/wire/?${LINE}`), 'other-widget', 'wire'],
    [at('en/chapters/reading-164/'), 'no-state', '/en/chapters/reading-164/'],
    [at('en/embed/line-decoder/?v=99&l=x'), 'unknown-version', '99'],
    [at('en/chapters/the-circle/?w=socket&v=1&f=215#socket'), 'unknown-part', 'f'],
  ])('is refused with the reason: %s', async (link, problem, detail) => {
    const read = await readPasted(link, 'line-decoder');
    expect(read).toMatchObject({ ok: false, problem });
    expect(!read.ok && read.detail).toContain(detail);
  });

  it('tells a value that the widget cannot read', async () => {
    const read = await readPasted(at('en/embed/repair-bench/?v=1&a=3'), 'repair-bench');
    expect(read).toMatchObject({ ok: false, problem: 'bad-value' });
  });
});

describe('what is offered for a card', () => {
  it.each(ON_CALL)('is in the registry with this title and height: %s', async (name) => {
    expect([onCall[name].title, onCall[name].height]).toEqual([
      registry[name].title,
      registry[name].height,
    ]);
    expect((await registry[name].load()).codec).toBe(await onCall[name].codec());
  });

  it('still reads its own start, and no widget that is not offered', async () => {
    expect(await stillReads('line-decoder', LINE)).toBe(true);
    expect(await stillReads('line-decoder', '')).toBe(true);
    expect(await stillReads('line-decoder', 'v=9')).toBe(false);
    expect(await stillReads('nobody', '')).toBe(false);
  });
});
