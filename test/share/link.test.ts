import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, snippet, stateFromQuery } from '../../src/share/link.ts';
import type { StateCodec } from '../../src/share/state.ts';

interface Counter {
  readonly n: number;
  readonly at: string;
}

const codec: StateCodec<Counter> = {
  version: 2,
  initial: { n: 0, at: '' },
  fromProps: (props) => ({ ok: true, state: { n: 0, at: '', ...props } }),
  toQuery: ({ n, at }) => [
    ...(n === 0 ? [] : [['n', String(n)] as const]),
    ...(at === '' ? [] : [['at', at] as const]),
  ],
  fromQuery: (version, query) => {
    const n = Number(query.get(version === 1 ? 'count' : 'n') ?? 0);
    return Number.isInteger(n)
      ? { ok: true, state: { n, at: query.get('at') ?? '' } }
      : { ok: false, problem: 'bad-value', detail: `n ${query.get('n')}` };
  },
};

describe('embedQuery', () => {
  it('puts the version first and leaves out what equals the start', () => {
    expect(embedQuery(codec, { n: 3, at: '' })).toBe('v=2&n=3');
    expect(embedQuery(codec, codec.initial)).toBe('v=2');
  });

  it('keeps file:line legible', () => {
    expect(embedQuery(codec, { n: 0, at: 'ttrpc/server.go:444@1.0.1' })).toBe(
      'v=2&at=ttrpc/server.go:444@1.0.1',
    );
  });
});

describe('stateFromQuery', () => {
  it('reads back what it wrote, whatever the text', () => {
    for (const at of ['a b', 'x&v=9', '100 %', 'état', 'a#b', 'a+b']) {
      const state = { n: 7, at };
      expect(stateFromQuery(codec, null, `?${embedQuery(codec, state)}`)).toEqual({
        ok: true,
        state,
      });
    }
  });

  it('opens an old version by its own rules', () => {
    expect(stateFromQuery(codec, null, '?v=1&count=4')).toEqual({
      ok: true,
      state: { n: 4, at: '' },
    });
  });

  it('names a version that it does not know', () => {
    for (const written of ['3', '0', '-1', '1.5', 'x', '']) {
      expect(stateFromQuery(codec, null, `?v=${written}`)).toEqual({
        ok: false,
        problem: 'unknown-version',
        detail: written,
      });
    }
  });

  it('takes on a page only what is meant for this widget', () => {
    const { search } = new URL(pageQuery(codec, 'dump', { n: 1, at: '' }), 'http://x/');
    expect(stateFromQuery(codec, 'dump', search)).toEqual({ ok: true, state: { n: 1, at: '' } });
    expect(stateFromQuery(codec, 'rows', search)).toBeNull();
    expect(stateFromQuery(codec, 'dump', '?utm=1')).toBeNull();
  });
});

describe('pageQuery', () => {
  it('ends in the fragment that scrolls to the widget', () => {
    expect(pageQuery(codec, 'dump', { n: 1, at: '' })).toBe('?w=dump&v=2&n=1#dump');
  });
});

describe('snippet', () => {
  it('is a sandboxed frame whose attributes cannot be broken out of', () => {
    const html = snippet({
      address: 'http://x/?a="b"&c',
      title: 'a "b" <c>',
      height: 400,
      script: 'http://x/e.js',
    });
    expect(html).toContain('src="http://x/?a=&quot;b&quot;&amp;c"');
    expect(html).toContain('title="a &quot;b&quot; &lt;c>"');
    expect(html).toMatch(/sandbox="allow-scripts [^"]*"/);
  });
});
