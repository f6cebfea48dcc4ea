import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { queryOf } from '../../../src/widgets/goroutine-dump/data.ts';
import { openBytes } from '../../../src/widgets/goroutine-dump/open.ts';
import { codec } from '../../../src/widgets/goroutine-dump/state.ts';
import { widget } from '../../../src/widgets/goroutine-dump/widget.ts';

const word = wordsOf('en');

async function picture(change: Partial<typeof codec.initial> = {}, live = false) {
  const state = { ...codec.initial, ...change };
  const data = await widget.load(state, evidenceFromDisk);
  const html = renderToString(
    h(widget.View, {
      id: 'dump',
      state,
      data,
      locale: 'en',
      word,
      live,
      update: () => {},
      supply: () => {},
      say: () => {},
      evidence: evidenceFromDisk,
    }),
  );
  return {
    html,
    text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    said: widget.describe(state, data, word),
  };
}

describe('the picture of a dump', () => {
  it('shows totals, headers seen and groups of the captured pod', async () => {
    const { text, said } = await picture();
    expect(text).toContain('47 goroutines headers seen: 47');
    expect(text).toContain('ttrpc.(*serverConn).run.func2 server.go:444');
    expect(said).toContain('47 goroutines. 23 groups');
  });

  it('opens a group to its whole stack, with the ids of its goroutines', async () => {
    const { text } = await picture({ filter: 'file:server.go:459', open: [0] });
    expect(text).toContain('internal/poll.runtime_pollWait');
    expect(text).toContain('bufio.(*Writer).Flush');
    expect(text).toContain('Goroutines: 54');
  });

  it('has nothing to press in the still, and everything in the page', async () => {
    expect((await picture()).html).not.toMatch(/<(button|input|select|textarea)\b/);
    expect((await picture({}, true)).html).toMatch(/<button\b/);
  });

  it('says of a wrong filter what is wrong and where, and keeps the dump', async () => {
    const { text } = await picture({ filter: 'ttrpc colour:red' }, true);
    expect(text).toContain('From character 7: there is no field “colour”');
    expect(text).toContain('ttrpc.(*serverConn).run.func2');
  });

  it('shows a table of counts as a table and says what it lost', async () => {
    const { text, said } = await picture({ evidence: 'post/shim-ttrpc-lines.txt' });
    expect(text).toContain('164 server.go:444 +0x245');
    expect(text).toContain('no reader can bring them back');
    expect(said).toContain('server.go:434, stands there 169 times');
  });

  it('shows markup in a name as text', async () => {
    const bytes = new TextEncoder().encode(
      'goroutine 1 [<img src=x onerror=alert(1)>]:\nmain.<script>()\n\t/x.go:1 +0x1\n',
    );
    const reading = await openBytes(bytes);
    const first = await reading.ask(queryOf(codec.initial));
    const data = { name: '<b>', own: true, reading, first };
    const html = renderToString(
      h(widget.View, {
        id: 'x',
        state: codec.initial,
        data,
        locale: 'en',
        word,
        live: true,
        update: () => {},
        supply: () => {},
        say: () => {},
        evidence: evidenceFromDisk,
      }),
    );
    expect(html).not.toMatch(/<(img|script|b>&)/);
    expect(html).toContain('&lt;');
  });
});

describe('openBytes', () => {
  it('unpacks gzip by its magic bytes', async () => {
    const reading = await openBytes(await evidenceFromDisk('families/ttrpc-101-client.txt.gz'));
    const overview = await reading.ask(queryOf(codec.initial));
    expect(overview.dumps[0]?.size).toBeGreaterThan(100);
  });
});
