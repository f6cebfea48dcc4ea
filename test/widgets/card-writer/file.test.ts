import { mdxToJs } from 'satteri';
import { describe, expect, it } from 'vitest';
import { type Card, HOSTS, tidy } from '../../../src/lesson/card/card.ts';
import { readCard } from '../../../src/lesson/card/read.ts';
import { frame, snippet } from '../../../src/share/link.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { fileText } from '../../../src/widgets/card-writer/file-text.ts';
import { isOwnMachine } from '../../../src/widgets/card-writer/host.ts';
import { MOST_BYTES, openCard } from '../../../src/widgets/card-writer/open-file.ts';
import { cardOf, NASTY } from '../../lesson/card/surroundings.ts';

const SITE = 'https://kit.example/course/';
const QUERY = 'v=1&l=ttrpc/server.go:459&a=b*c--d';

function full(host: Card['host']): Card {
  return cardOf(
    { when: NASTY.join('\n'), look: '1. first\n```sh\nss -xmp\n```\n2. then', who: '值班 1.6.20' },
    {
      title: 'Is it {ours} & <theirs>?',
      host,
      embeds: [
        { widget: 'workbench', query: '', height: 720 },
        { widget: 'line-decoder', query: QUERY, height: 480 },
      ],
    },
  );
}

describe('the file of a card', () => {
  it.each(
    HOSTS.flatMap(
      (host) =>
        [
          [host, 'en'],
          [host, 'zh-cn'],
        ] as const,
    ),
  )('for %s in %s is read back whole', (host, locale) => {
    const file = fileText(full(host), SITE, locale, wordsOf(locale));
    expect(readCard(file)).toEqual({ ok: true, card: tidy(full(host)), leftover: '' });
    expect(file).toContain(`## ${wordsOf(locale)('card-writer.who.title')}\n\n值班 1.6.20`);
  });

  it('has the embed code that “Copy embed” gives, or what the host lets through of it', () => {
    const text = (host: Card['host']) => fileText(full(host), SITE, 'en', wordsOf('en'));
    const address = `${SITE}en/embed/line-decoder/?${QUERY}`;
    const shown = { address, title: 'Line decoder', height: 480 };
    expect(text('html')).toContain(snippet({ ...shown, script: `${SITE}embed.js` }));
    expect(text('backstage')).toContain(frame(shown));
    expect(text('backstage')).not.toContain('embed.js');
    expect(text('docusaurus')).toContain(frame(shown, 'jsx'));
    expect(text('github')).toContain(`- [Line decoder](${address})`);
    expect(text('github')).not.toContain('<iframe');
  });

  it('for Docusaurus is MDX that compiles, and its frame is one element with that address', () => {
    const { code } = mdxToJs(fileText(full('docusaurus'), SITE, 'en', wordsOf('en')));
    expect(code).toContain(`src: ${JSON.stringify(`${SITE}en/embed/line-decoder/?${QUERY}`)}`);
    expect(code).not.toContain('alert(1)</script>\n');
  });
});

describe('opening a file', () => {
  const blob = (text: string) => new Blob([text]);

  it('gives the card, and what of its widgets is no longer there', async () => {
    const written = cardOf(
      { when: 'x' },
      {
        embeds: [
          { widget: 'line-decoder', query: 'v=1&l=ttrpc/server.go:459', height: 480 },
          { widget: 'repair-bench', query: 'v=7&a=1', height: 320 },
          { widget: 'gone', query: 'v=1', height: 320 },
        ],
      },
    );
    const opened = await openCard(blob(fileText(written, SITE, 'en', wordsOf('en'))));
    if (!opened.ok) throw new Error(opened.problem);
    expect(opened.card.embeds.map(({ widget, query }) => `${widget} ${query}`)).toEqual([
      'line-decoder v=1&l=ttrpc/server.go:459',
      'repair-bench ',
    ]);
    expect(opened.lost).toEqual(['repair-bench v=7&a=1', 'gone']);
  });

  it('of somebody else gives its text back, and of no text the reason', async () => {
    expect(await openCard(blob('# Their runbook'))).toEqual({
      ok: false,
      problem: 'foreign',
      text: '# Their runbook',
    });
    expect(await openCard(blob('\u0089PNG\0'))).toMatchObject({ problem: 'binary', text: '' });
    expect(await openCard(blob('x'.repeat(MOST_BYTES + 1)))).toMatchObject({
      problem: 'too-large',
    });
  });
});

it('an address of one’s own machine is told from one that others can open', () => {
  expect(['http://localhost:4400/', 'http://127.0.0.1/', 'file:///x/'].every(isOwnMachine)).toBe(
    true,
  );
  expect(['https://kit.example/', 'https://localhost.example/'].some(isOwnMachine)).toBe(false);
});
