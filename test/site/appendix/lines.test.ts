import { describe, expect, test } from 'vitest';
import { knownPlaces } from '../../../src/evidence/ttrpc/book.ts';
import {
  filesOf,
  hrefOf,
  indexLines,
  readPlace,
  shelfOf,
} from '../../../src/site/appendix/lines.ts';
import { readPage } from '../../../src/site/appendix/pages.ts';
import { withNumbers } from '../../../src/site/appendix/said.ts';

const chapter = (body: string) =>
  readPage('chapters/07-x.mdx', `---\ntitle: X\n---\n\n${body}\n`, new Map([['x', 7]]));
const at = (body: string, name: string) => {
  const found = indexLines([chapter(body)], {}).find(({ anchor }) => anchor === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('a place of a source', () => {
  test.each([
    ['containerd/ttrpc@v1.0.1 client.go:209', ['containerd/ttrpc', 'v1.0.1', 'client.go', 209]],
    [
      'golang/go@001e8e8070e8 src/runtime/chan.go',
      ['golang/go', '001e8e8070e8', 'src/runtime/chan.go', null],
    ],
    [
      'mkerrisk/man-pages@730a8d48d1f6 man7/signal.7',
      ['mkerrisk/man-pages', '730a8d48d1f6', 'man7/signal.7', null],
    ],
  ] as const)('%s', (text, [repo, tag, file, line]) => {
    expect(readPlace(text)).toEqual({ repo, tag, file, line });
  });

  test.each(['containerd/ttrpc#94', 'content/evidence/post/rows.txt'])('%s is none', (text) => {
    expect(readPlace(text)).toBeNull();
  });

  test('has an address, and a shelf', () => {
    expect(hrefOf('a/b', 'v1', 'c.go', 3)).toBe('https://github.com/a/b/blob/v1/c.go#L3');
    expect(hrefOf('a/b', 'v1', 'c.go', null)).toBe('https://github.com/a/b/blob/v1/c.go');
    expect(['containerd/ttrpc', 'x/kubernetes', 'systemd/systemd'].map(shelfOf)).toEqual([
      'ttrpc',
      'kubernetes',
      'others',
    ]);
  });
});

describe('the index of lines', () => {
  const bare = indexLines([], {});

  test('has every line of the book, whether a page speaks of it or not', () => {
    expect(bare).toHaveLength(knownPlaces.length);
    expect(bare.every(({ meanings, pages }) => meanings.length > 0 && pages.length === 0)).toBe(
      true,
    );
    expect(new Set(bare.map(({ anchor }) => anchor)).size).toBe(bare.length);
  });

  test('says of a line who stands there, in which versions', () => {
    expect(at('', 'client.go-209').meanings).toEqual([
      {
        kind: 'stands',
        tags: ['v1.0.1'],
        func: expect.any(String),
        positions: ['client.receiver.handoff'],
        actors: ['client.receiver'],
      },
    ]);
    expect(at('', 'server.go-444').meanings.map(({ tags }) => tags)).toEqual([
      ['v1.0.1', 'v1.0.2', 'v1.1.0'],
    ]);
  });

  test('tells one line apart by version, where it means two things', () => {
    const found = at('', 'client.go-259').meanings.map(({ tags, actors }) => [tags, actors]);
    expect(found).toEqual([
      [['v1.0.1'], ['client.loop']],
      [['v1.0.2'], ['client.closer']],
    ]);
  });

  test('finds pages by what they cite, name in code, or show a fact of', () => {
    const body =
      'A `server.go:444` and <Fact id="a" /> <Source at="containerd/ttrpc@v1.0.1 client.go:209" />';
    const facts = { a: { row: 459 }, b: { row: 404 } };
    const found = indexLines([chapter(body)], facts).filter(({ pages }) => pages.length > 0);
    expect(found.map(({ anchor }) => anchor)).toEqual([
      'client.go-209',
      'server.go-444',
      'server.go-459',
    ]);
    expect(found[0]?.pages.map(({ number }) => number)).toEqual([7]);
  });

  test('adds what is cited elsewhere, with the sentence before it', () => {
    const body =
      'One is here. The shim writes <Fact id="n" /> bytes at `once` <Source at="a/b@v1 c/d.go:3" />. More follows.';
    const found = at(body, 'a-b-c-d.go-3');
    expect(found.said).toBe('The shim writes {fact n} bytes at `once`.');
    expect(found.tags).toEqual(['v1']);
    expect(withNumbers(found.said ?? '', (kind, id) => `${kind}:${id}`)).toContain('fact:n bytes');
  });

  test('takes no sentence from a table, nor one that has ended before', () => {
    const cell = '| a | b |\n| - | - |\n| x | <Source at="a/b@v1 c.go:1" /> |';
    expect(at(cell, 'a-b-c.go-1').said).toBeNull();
    expect(at('它写了。它等着 <Source at="a/b@v1 c.go:1" />。', 'a-b-c.go-1').said).toBe(
      '它等着。',
    );
  });

  test('puts files first in which goroutines stand', () => {
    const files = filesOf(bare).map(({ file }) => file);
    expect(new Set(files.slice(0, 2))).toEqual(new Set(['client.go', 'server.go']));
  });
});
