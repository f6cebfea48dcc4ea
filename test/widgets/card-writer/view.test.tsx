import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '../../../src/lesson/card/card.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { codec } from '../../../src/widgets/card-writer/state.ts';
import { widget } from '../../../src/widgets/card-writer/widget.ts';
import { cardOf, everywhere, NASTY } from '../../lesson/card/surroundings.ts';
import { drawn, type Look } from '../stage.tsx';

async function picture(card = codec.initial.card, look: Look = {}, tooLong = false) {
  const state = { card, tooLong };
  const data = await widget.load(state, evidenceFromDisk);
  const { html, text, said } = drawn(widget, 'card', state, data, look);
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  const sheet = document.querySelector('.cw-sheet');
  return { html, text, said, document, sheet, data };
}

describe('the blank card', () => {
  it.each(['en', 'zh-cn'] as const)(
    'asks its questions in %s, with room to write and nothing to press',
    async (locale) => {
      const { html, document } = await picture(undefined, { locale });
      expect(document.querySelectorAll('.cw-blank li')).toHaveLength(SECTIONS.length);
      expect(document.querySelectorAll('.cw-blank .cw-lines')).toHaveLength(SECTIONS.length);
      expect(html).not.toMatch(/<(button|input|select|textarea)\b|\[card-writer/);
    },
  );
});

describe('the live card', () => {
  it('has a named field for each section, empty, and no sentence of ours in it', async () => {
    const { document } = await picture(undefined, { live: true });
    const fields = [...document.querySelectorAll('.cw-part textarea')];
    expect(fields.map(({ id }) => id)).toEqual(SECTIONS.map((id) => `card-${id}`));
    for (const field of fields) {
      expect(field.textContent).toBe('');
      expect(field.getAttribute('placeholder')).toBeNull();
      expect(document.querySelector(`label[for=${field.id}]`)?.textContent).toBeTruthy();
      for (const id of field.getAttribute('aria-describedby')?.split(' ') ?? [])
        expect(document.getElementById(id)?.textContent, id).toBeTruthy();
    }
  });

  it('shows what was typed as text and never as HTML', async () => {
    const bad = '<img src=x onerror=alert(1)> <script>alert(1)</script> [x](javascript:alert(1))';
    const { sheet } = await picture(
      { ...everywhere(`${bad}\n- ${bad}`), title: bad },
      { live: true },
    );
    expect(sheet?.querySelectorAll('img, script, a')).toHaveLength(0);
    expect(sheet?.querySelector('.cw-head')?.textContent).toBe(bad);
    expect(sheet?.querySelector('.cw-shown li')?.textContent).toBe(bad);
  });

  it('draws any line that a team may type', async () => {
    const { sheet } = await picture(cardOf({ look: NASTY.join('\n\n') }), { live: true });
    expect(sheet?.querySelectorAll('script, b')).toHaveLength(0);
    for (const link of sheet?.querySelectorAll('a') ?? [])
      expect(link.getAttribute('href')).toMatch(/^https:\/\//);
  });

  it('shows lists with their numbers, code, addresses, and where a widget will stand', async () => {
    const { sheet, said } = await picture(
      cardOf(
        { look: '3. see https://a.example/x.\nand more\n```sh\nss -xmp\n```', who: 'us, 1.6.20' },
        { embeds: [{ widget: 'workbench', query: '', height: 480 }] },
      ),
      { live: true },
    );
    expect(sheet?.querySelector('ol')?.getAttribute('start')).toBe('3');
    expect(sheet?.querySelector('a')?.getAttribute('href')).toBe('https://a.example/x');
    expect(sheet?.querySelector('pre')?.textContent).toBe('ss -xmp');
    expect(sheet?.querySelector('.cw-frame')?.textContent).toContain('480 px');
    expect(said).toMatch(/^1 of 6 sections are written, in about 11 lines, with 1 live widget\.$/);
  });

  it('says where a link was too long for its card', async () => {
    expect((await picture(undefined, { live: true }, true)).text).toContain(
      'runbook-card.md, and open it',
    );
    expect((await picture(undefined, { live: true })).text).not.toContain('Ask for its file');
  });

  it('says when the card has outgrown its link, and offers the file', async () => {
    const { text } = await picture(everywhere('卡'.repeat(200)), { live: true });
    expect(text).toContain('too long for a link');
    expect(text).toContain('Send runbook-card.md instead');
  });
});

describe('the commands that are offered', () => {
  it('are those of the course’s cards, the same in both languages but for their comments', async () => {
    const { data } = await picture();
    const bare = (locale: 'en' | 'zh-cn') =>
      data.courses[locale].map(({ slug, commands }) => [
        slug,
        commands.map((command) => command.replace(/\s*#.*$/gm, '')),
      ]);
    expect(data.courses.en.flatMap(({ commands }) => commands).join('\n')).toContain(
      'ss -xmp | awk',
    );
    expect(bare('zh-cn')).toEqual(bare('en'));
  });
});
