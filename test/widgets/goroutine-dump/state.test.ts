import { describe, expect, it } from 'vitest';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import { ask, codec, toggle } from '../../../src/widgets/goroutine-dump/state.ts';

const { initial } = codec;

describe('codec', () => {
  it('reads back every part of a state', () => {
    const state = {
      evidence: 'post/shim-ttrpc-lines.txt',
      dump: 2,
      view: 'compare' as const,
      by: 'createdBy' as const,
      filter: 'state:"IO wait" wait>1m & more',
      open: [0, 3],
      base: 'containerd-1.4.11/idle/shim.usr1.log',
      baseDump: 1,
    };
    expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual({ ok: true, state });
  });

  it("says nothing of the reader's own file", () => {
    expect(embedQuery(codec, { ...initial, evidence: '' })).toBe('v=1');
  });

  it('reads a link from before there were views', () => {
    const old = 'v=1&e=ttrpc-pair/size-w169/server.usr1.log&g=top&q=state:select&o=0';
    expect(stateFromQuery(codec, null, old)).toMatchObject({
      ok: true,
      state: { view: 'groups', by: 'top', filter: 'state:select', open: [0], base: '' },
    });
  });

  it('writes nothing about views into a link to groups', () => {
    expect(embedQuery(codec, { ...initial, by: 'top' })).toBe('v=1&g=top');
  });

  it.each([
    ['v=1&s=tree', 'view tree'],
    ['v=1&b=../x', 'base ../x'],
    ['v=1&p=1.5', 'baseDump 1.5'],
    ['v=1&d=-1', 'dump -1'],
    ['v=1&d=x', 'dump NaN'],
    ['v=1&g=colour', 'by colour'],
    ['v=1&o=1,x', 'open'],
    ['v=1&e=../../etc/passwd', 'evidence ../../etc/passwd'],
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

describe('toggle', () => {
  it('opens and closes one group and keeps the others', () => {
    const two = toggle(toggle(initial, 5), 1);
    expect(two.open).toEqual([1, 5]);
    expect(toggle(two, 5).open).toEqual([1]);
  });
});

describe('ask', () => {
  it('closes the groups of the old list', () => {
    expect(ask({ ...initial, open: [1] }, { filter: 'x' })).toMatchObject({
      filter: 'x',
      open: [],
    });
  });
});
