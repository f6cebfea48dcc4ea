import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import type { Locale } from '../../../src/widgets/contract.ts';
import { queryOf } from '../../../src/widgets/goroutine-dump/data.ts';
import { openBytes } from '../../../src/widgets/goroutine-dump/open.ts';
import { codec, SECTIONS } from '../../../src/widgets/goroutine-dump/state.ts';
import { widget } from '../../../src/widgets/goroutine-dump/widget.ts';
import { drawn } from '../stage.tsx';
import { ALIKE, IDLE } from './captures.ts';

async function picture(
  change: Partial<typeof codec.initial> = {},
  live = false,
  locale: Locale = 'en',
) {
  const state = { ...codec.initial, ...change };
  const data = await widget.load(state, evidenceFromDisk);
  return drawn(widget, 'dump', state, data, { live, locale });
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
    const { html } = drawn(widget, 'x', codec.initial, data, { live: true });
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

describe('the other views', () => {
  it('show who created whom, and how that is known', async () => {
    const { text, said } = await picture({ view: 'created' }, true);
    expect(text).toMatch(
      /ttrpc\.\(\*Server\)\.Serve server\.go:127 .* 10 more below creator inferred/,
    );
    expect(text).toContain('before Go 1.21');
    expect(said).toContain(
      '19 groups by place of creation; the largest: 8, created by ttrpc.(*serverConn).run.',
    );
  });

  it('do not say that a creator is gone when the filter took it away', async () => {
    const { text } = await picture({ view: 'created', filter: 'file:server.go:459' });
    expect(text).toContain('creator not among the matches');
    expect(text).not.toContain('creator not in the dump');
  });

  it('close a branch of the tree that the state closes', async () => {
    const whole = await picture({ view: 'created' });
    const closed = await picture({ view: 'created', open: [0] });
    expect(whole.text).toContain('server.go:434');
    expect(closed.text).not.toContain('server.go:434');
    expect(closed.text).toContain('12 more below');
  });

  it('show waits as spans of time, and are honest about the first', async () => {
    const { text, said } = await picture({ view: 'waits', evidence: ALIKE });
    expect(text).toMatch(/no time printed 660 .* 1 min 0 2 to 4 min 8 /);
    expect(text).toContain('goroutines that do not wait at all');
    expect(said).toContain(
      '8 have waited a minute or longer, the longest 2 min; 660 print no time.',
    );
    const short = await picture({ view: 'waits' });
    expect(short.said).toContain('None prints a time');
  });

  it('compare with the base of the state, and open a change to its stack', async () => {
    const { text, said } = await picture({ view: 'compare', base: IDLE, open: [4] });
    expect(text).toContain('23 goroutines then, 47 now (+24).');
    expect(text).toContain('two processes');
    expect(text).toMatch(/\+2 ttrpc\.\(\*serverConn\)\.run\.func2 server\.go:444 appeared 0 → 2/);
    expect(text).toContain('/vendor/github.com/containerd/ttrpc/server.go:444');
    expect(said).toContain(`Against ${IDLE}: 23 goroutines then, 47 now (+24).`);
  });

  it('say that nothing is compared yet, and why a base could not be had', async () => {
    const { text, said } = await picture({ view: 'compare' }, true);
    expect(text).toContain('Choose a dump that was taken earlier');
    expect(said).toContain('There is no earlier dump to compare with yet.');
    const lost = await picture({ view: 'compare', base: 'no/such.log' }, true);
    expect(lost.text).toContain('no/such.log could not be read');
    const table = await picture({ view: 'compare', base: 'post/shim-ttrpc-lines.txt' }, true);
    expect(table.text).toContain('no goroutine to compare with in post/shim-ttrpc-lines.txt');
  });

  it.each(SECTIONS)(
    'of %s have nothing to press in the still, and all words in both languages',
    async (view) => {
      const state = { view, base: IDLE, open: [1] };
      const still = await picture(state);
      expect(still.html).not.toMatch(/<(button|input|select|textarea)\b|role="tab/);
      for (const locale of ['en', 'zh-cn'] as const) {
        const live = await picture(state, true, locale);
        expect(live.html + live.said).not.toContain('[goroutine-dump');
        expect(live.html).toContain(`aria-selected="true" aria-controls="dump-panel"`);
      }
    },
  );

  it.each(SECTIONS)('of %s are described truly when nothing matches the filter', async (view) => {
    const { said } = await picture({ view, filter: 'no-such-function' });
    if (view === 'compare') expect(said).toContain('47 goroutines. There is no earlier dump');
    else expect(said).toMatch(/: 0 of 47 goroutines match no-such-function\. No goroutine matches/);
  });
});
