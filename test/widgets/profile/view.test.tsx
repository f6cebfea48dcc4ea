import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import type { Locale } from '../../../src/widgets/contract.ts';
import { questionOf } from '../../../src/widgets/profile/data.ts';
import { openHere } from '../../../src/widgets/profile/open.ts';
import { codec, VIEWS } from '../../../src/widgets/profile/state.ts';
import { widget } from '../../../src/widgets/profile/widget.ts';
import { drawn } from '../stage.tsx';

const LEAK = 'containerd-1.4.11/leak/containerd';
const BASE = `${LEAK}/001.heap.pb.gz`;
type State = typeof codec.initial;
type Data = Awaited<ReturnType<typeof widget.load>>;

async function picture(change: Partial<State> = {}, live = false, locale: Locale = 'en') {
  const state = { ...codec.initial, ...change };
  return drawn(widget, 'p', state, await widget.load(state, evidenceFromDisk), { live, locale });
}

describe('the picture of a profile', () => {
  it('shows flat and cum of the leak with units, and exact values in titles', async () => {
    const { html, text, said } = await picture();
    expect(text).toContain('25 MiB inuse_space: memory in use 142 samples');
    expect(text).toMatch(
      /5 MiB 20% 20% 13 MiB 52% 52% transport\.\(\*http2Server\)\.operateHeaders/,
    );
    expect(html).toContain('title="5,243,616 bytes"');
    expect(said).toContain('25 MiB in 56 functions. Most is held by transport.(*http2Server)');
  });

  it('shows fifteen rows in the still and says how many more there are', async () => {
    const { html, text } = await picture();
    expect(html.match(/<tr>/g)).toHaveLength(16);
    expect(text).toContain('And 41 more.');
  });

  it.each(VIEWS)(
    'has nothing to press in the still of %s, and everything in the page',
    async (view) => {
      const still = await picture({ view, base: BASE });
      expect(still.html).not.toMatch(/<(button|input|select|textarea)\b/);
      expect(still.html).toMatch(/<table/);
      expect((await picture({ view, base: BASE }, true)).html).toMatch(/<button\b/);
    },
  );

  it.each(VIEWS)('says in both languages what %s shows, with no word missing', async (view) => {
    for (const locale of ['en', 'zh-cn'] as const) {
      const { text, said } = await picture({ view, base: BASE }, true, locale);
      expect(text + said).not.toMatch(/\[profile\.|\{\w+[|}]/);
      expect(said.length).toBeGreaterThan(20);
    }
  });

  it('shows what grew, with signs, before and after', async () => {
    const { text, said } = await picture({ view: 'diff', base: BASE });
    expect(text).toContain('+14 MiB from 11 MiB to 25 MiB');
    expect(text).toMatch(/\+4 MiB 1 MiB → 5 MiB \+4 MiB grew ttrpc\.\(\*Client\)\.dispatch/);
    expect(said).toContain('22 grew, 0 shrank, 17 new, 0 gone');
  });

  it('says of a difference without a base what is missing', async () => {
    const { said } = await picture({ view: 'diff' });
    expect(said).toContain('No profile to take away was chosen yet');
  });

  it('tells of the zoom, the way and the filter that it shows', async () => {
    const { said } = await picture({ view: 'flame', reversed: true, focus: 'ttrpc' });
    expect(said).toContain('from the innermost functions to their callers');
    expect(said).toMatch(/Only \d+ of 142 samples/);
    const deep = await picture({ view: 'flame', zoom: '0' });
    expect(deep.said).not.toContain('zoomed');
  });

  it('says of a bad pattern what is wrong and where, and shows the rest without it', async () => {
    const { text, said } = await picture({ focus: '(ttrpc' }, true);
    expect(text).toContain('Focus, from character 1: this ( is not closed');
    expect(text).toContain('operateHeaders');
    expect(said).not.toContain('Only');
  });

  it('names what a link brings that is no profile, and where to take it', async () => {
    const { text, said } = await picture(
      { evidence: 'ttrpc-pair/size-w169/server.usr1.log' },
      true,
    );
    expect(text).toContain('This is a goroutine dump');
    expect(text).toContain('The goroutine dump widget of this kit reads it.');
    expect(said).toContain('This is a goroutine dump');
  });

  it('shows the profile without a base that is none, and says so', async () => {
    const { text } = await picture({ view: 'diff', base: 'post/shim-ttrpc-lines.txt' }, true);
    expect(text).toContain('post/shim-ttrpc-lines.txt: This is not a pprof profile.');
    expect(text).toContain('25 MiB');
  });

  it('says "goroutines" of a goroutine profile, whose counts have no unit', async () => {
    const { text } = await picture({
      evidence: 'containerd-1.4.11/pod-deadlock/containerd.goroutine.pb.gz',
    });
    expect(text).toContain('3,049 goroutine: goroutines');
  });

  it('shows markup in a name as text', async () => {
    const bytes = new TextEncoder().encode(
      'goroutine profile: total 2\n2 @ 0x1 0x2\n#\t0x1\tmain.<img src=x onerror=alert(1)>+0x1\t/x.go:1\n#\t0x2\tmain.<script>+0x1\t/x.go:2\n',
    );
    const opened = await openHere({ profile: new Blob([bytes]), base: null });
    if (!opened.ok) throw new Error(opened.refusal.kind);
    for (const view of ['top', 'flame', 'peek', 'packages'] as const) {
      const state = { ...codec.initial, view, evidence: '' };
      const data: Data = {
        source: { name: '<b>', own: true, file: new Blob([bytes]) },
        base: null,
        reading: opened.reading,
        answer: await opened.reading.ask(questionOf(state)),
        refusal: null,
      };
      for (const live of [true, false]) {
        const { html } = drawn(widget, 'p', state, data, { live });
        expect(html).not.toMatch(/<(img|script|b>&)/);
        expect(html).toContain('&lt;');
      }
    }
  });
});
