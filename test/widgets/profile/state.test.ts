import { describe, expect, it } from 'vitest';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import { questionOf } from '../../../src/widgets/profile/data.ts';
import { codec, orderBy, regrow, reopen } from '../../../src/widgets/profile/state.ts';

const { initial } = codec;

describe('codec', () => {
  it('reads back every part of a state', () => {
    const state = {
      evidence: 'containerd-1.6.20/leak/containerd/011.heap.pb.gz',
      base: 'containerd-1.6.20/leak/containerd/001.heap.pb.gz',
      type: 'alloc_objects',
      view: 'diff' as const,
      func: 'github.com/x/y.(*Client).dispatch[go.shape.int]',
      zoom: '1k9x3f',
      focus: '^runtime\\.(malg|newproc)$ & more',
      ignore: '中文',
      search: 'ttrpc',
      sort: 'name' as const,
      up: true,
      reversed: true,
      byPackage: true,
    };
    expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual({ ok: true, state });
  });

  it("says nothing of the reader's own file", () => {
    expect(embedQuery(codec, { ...initial, evidence: '' })).toBe('v=1');
  });

  it.each([
    ['v=1&p=colour', 'view colour'],
    ['v=1&s=size', 'sort size'],
    ['v=1&r=yes', 'r yes'],
    ['v=1&z=a%20b', 'zoom a b'],
    ['v=1&e=../../etc/passwd', 'evidence ../../etc/passwd'],
    ['v=1&b=../x', 'base ../x'],
  ])('refuses %s and names the part', (query, detail) => {
    expect(stateFromQuery(codec, null, query)).toEqual({ ok: false, problem: 'bad-value', detail });
  });

  it("names an author's unknown prop", () => {
    expect(codec.fromProps({ file: 'x' })).toEqual({
      ok: false,
      problem: 'bad-value',
      detail: 'file',
    });
  });
});

describe('moving on', () => {
  const zoomed = { ...initial, zoom: 'abc', func: 'f', focus: 'x', search: 'y' };

  it('leaves a zoom behind with its tree', () => {
    expect(regrow(zoomed, { reversed: true })).toMatchObject({ zoom: '', focus: 'x', func: 'f' });
  });

  it('leaves everything that was picked by name behind with its profile', () => {
    expect(reopen(zoomed, {})).toMatchObject({ zoom: '', func: '', focus: '', search: '' });
  });

  it('turns the order round when a column is chosen again', () => {
    const once = orderBy(initial, 'cum');
    expect(once).toMatchObject({ sort: 'cum', up: false });
    expect(orderBy(once, 'cum')).toMatchObject({ sort: 'cum', up: true });
    expect(orderBy(orderBy(once, 'cum'), 'flat')).toMatchObject({ sort: 'flat', up: false });
  });
});

describe('questionOf', () => {
  it('asks nothing new where a view does not look', () => {
    const peek = { ...initial, view: 'peek' as const };
    expect(questionOf({ ...peek, search: 'x', reversed: true })).toEqual(questionOf(peek));
    const flame = { ...initial, view: 'flame' as const };
    expect(questionOf({ ...flame, search: 'x', func: 'f' })).toEqual(questionOf(flame));
    expect(questionOf({ ...flame, reversed: true })).not.toEqual(questionOf(flame));
  });
});
