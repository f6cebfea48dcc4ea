import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/shell/engine.ts';
import { folderOf, HOME, PLACES } from '../../../src/shell/files.ts';
import type { Entry } from '../../../src/shell/session.ts';
import { keyOf, taken } from '../../../src/widgets/terminal/data.ts';
import { OFFERS, offersOf } from '../../../src/widgets/terminal/offers.ts';
import {
  codec,
  POSTED,
  type TerminalState,
  withLines,
} from '../../../src/widgets/terminal/state.ts';
import { fromDisk } from '../../shell/home.ts';

function throughLink(state: TerminalState) {
  return codec.fromQuery(codec.version, new Map(codec.toQuery(state)));
}

describe('the address of a terminal', () => {
  it.each<Partial<TerminalState>>([
    {},
    { run: [] },
    { cwd: 'captured', run: [] },
    { cwd: 'captured', run: [POSTED] },
    { cwd: 'home', run: ['ls'], offer: ['cat README'] },
    { run: ['awk \'BEGIN{RS=""} /a&b=c/\' x', 'echo "+ %25 中"'] },
  ])('comes back as it was: %j', (change) => {
    const state = { ...codec.initial, ...change };
    expect(throughLink(state)).toEqual({ ok: true, state });
  });

  it('is empty for the initial state', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it('is refused where it names no folder or brings too much', () => {
    expect(codec.fromQuery(1, new Map([['cwd', '/etc']]))).toMatchObject({
      ok: false,
      problem: 'bad-value',
    });
    expect(codec.fromQuery(1, new Map([['run', 'ls\n'.repeat(13)]]))).toMatchObject({ ok: false });
    expect(codec.fromQuery(1, new Map([['run', 'x'.repeat(1_501)]]))).toMatchObject({ ok: false });
    expect(codec.fromQuery(2, new Map())).toMatchObject({ ok: false, problem: 'unknown-version' });
  });

  it('keeps the newest lines when there are more than a link holds', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `echo ${i}`);
    const state = withLines(codec.initial, lines);
    expect(state.run).toEqual(lines.slice(-12));
    expect(throughLink(state)).toMatchObject({ ok: true });
    expect(throughLink(withLines(codec.initial, ['x'.repeat(2_000)]))).toMatchObject({ ok: true });
  });
});

describe("an author's props", () => {
  it("run the post's line where nothing else is said", () => {
    expect(codec.fromProps({ cwd: 'idle' })).toEqual({
      ok: true,
      state: { cwd: 'idle', run: [POSTED], offer: [] },
    });
    expect(codec.fromProps({ run: 'ls\npwd' })).toMatchObject({ state: { run: ['ls', 'pwd'] } });
    expect(codec.fromProps({ run: [] })).toMatchObject({ state: { run: [] } });
  });

  it.each([{ cwd: 'nowhere' }, { run: 7 }, { lines: ['ls'] }, { offer: [1] }])(
    'are refused: %j',
    (props) => {
      expect(codec.fromProps(props)).toMatchObject({ ok: false, problem: 'bad-value' });
    },
  );
});

describe('lines of a link', () => {
  const entries: Entry[] = [
    { cwd: '/root/post', line: POSTED, stdout: 'x\n', stderr: '', code: 0, left: 0 },
  ];
  const known = new Map([[keyOf(codec.initial), { entries, cwd: '/root/post' }]]);

  it("wait, except those the page's own still has run", () => {
    expect(taken(codec.initial, known)).toEqual({ entries, cwd: '/root/post', waiting: [] });
    expect(taken({ ...codec.initial, run: [POSTED, 'pwd'] }, known).waiting).toEqual(['pwd']);
    expect(taken({ ...codec.initial, run: ['pwd'] }, known)).toEqual({
      entries: [],
      cwd: '/root/post',
      waiting: ['pwd'],
    });
  });
});

describe('offered lines', () => {
  const state = { ...codec.initial };

  it.each(['home', ...PLACES] as const)(
    'work in %s: each ends well and says something',
    async (place) => {
      const cwd = place === 'home' ? HOME : folderOf(place);
      for (const line of OFFERS[place]) {
        const ran = await createEngine({ read: fromDisk, cwd, deadline: 20_000 }).run(line);
        if (ran.kind !== 'finished') throw new Error(`${line}: not whole`);
        expect(ran.stderr, line).toBe('');
        if (!line.startsWith('cd ')) expect(ran.stdout, line).not.toBe('');
        // diff and grep -c say by 1 that there is a difference, or nothing to count.
        expect([0, 1], line).toContain(ran.code);
      }
    },
  );

  it('are those of the folder the shell is in, or the author’s', () => {
    expect(offersOf(state, '/root/idle')).toBe(OFFERS.idle);
    expect(offersOf(state, '/tmp')).toBe(OFFERS.home);
    expect(offersOf({ ...state, offer: ['ls'] }, '/root/idle')).toEqual(['ls']);
  });
});
