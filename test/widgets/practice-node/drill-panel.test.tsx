import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { minuteAt } from '../../../src/shell/practice/drill/log.ts';
import { EVENTS, type NodeView } from '../../../src/shell/practice/state.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { type Drill, markdownOf } from '../../../src/widgets/practice-node/drill-log.ts';
import { clockOf } from '../../../src/widgets/practice-node/phrases.ts';
import { codec, type PracticeState } from '../../../src/widgets/practice-node/state.ts';
import { widget } from '../../../src/widgets/practice-node/widget.ts';
import { drawn, type Look } from '../stage.tsx';

const NOON = Date.UTC(2026, 10, 29, 12);

const DRILL: Drill = {
  began: NOON,
  before: ['storm'],
  log: [
    { at: 28_812, wall: NOON + 7 * 60_000, what: 'kubelet-restarted' },
    { at: 28_840, wall: NOON + 8.5 * 60_000, what: 'stats' },
  ],
  due: [2, 3],
};

async function picture(change: Partial<PracticeState>, drill: NodeView['drill'], look: Look) {
  const state = { ...codec.initial, run: [], goals: false, start: 'morning', ...change } as const;
  const data = await widget.load(state, evidenceFromDisk);
  const { html, text } = drawn(
    widget,
    'node',
    state,
    { ...data, view: { ...data.view, drill } },
    look,
  );
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return { document, text, data };
}

describe('a morning that a link asks for', () => {
  it('stands in the still, grown for eight hours', async () => {
    const { text, data } = await picture({}, null, {});
    expect(text).toContain('15:50:43');
    expect(data.view.reached).toEqual(['storm']);
  });
});

describe("the panel of a drill's leader", () => {
  it('is there only where the link asks for it, and only to press', async () => {
    const { document: without } = await picture({}, null, { live: true });
    expect(without.querySelector('.pn-drill')).toBeNull();
    const { document: still } = await picture({ drill: true }, null, {});
    expect(still.querySelector('.pn-drill')).toBeNull();
  });

  it.each(['en', 'zh-cn'] as const)('has numbers and no names in %s', async (locale) => {
    const { document } = await picture({ drill: true }, DRILL, { live: true, locale });
    const panel = document.querySelector('.pn-drill');
    const buttons = [...(panel?.querySelectorAll('.pn-events button') ?? [])];
    expect(buttons.map(({ textContent }) => textContent)).toEqual(
      EVENTS.map((_, i) => String(i + 1)),
    );
    const word = wordsOf(locale);
    for (const id of EVENTS) {
      expect(panel?.innerHTML).not.toContain(word(`practice-node.drill.event.${id}`));
    }
    expect(panel?.innerHTML).not.toMatch(/kubelet|shim|containerd/);
  });

  it('marks what has its moment, and lists what happened', async () => {
    const { document } = await picture({ drill: true }, DRILL, { live: true });
    const marked = (attribute: string) =>
      [...document.querySelectorAll(`.pn-events [data-${attribute}=true]`)].map(
        ({ textContent }) => textContent,
      );
    expect(marked('due')).toEqual(['2', '3']);
    expect(marked('happened')).toEqual(['1']);
    expect(document.querySelector('.pn-happened')?.textContent).toBe('Minute 7Event 115:50:55');
  });
});

describe('the log as Markdown', () => {
  it('has minutes, the clock of the node, and what the numbers were', () => {
    expect(markdownOf(DRILL, clockOf, wordsOf('en'))).toBe(`# Drill on the practice node

Began at 2026-11-29 12:00 UTC. The first column counts minutes of the room, the second is the clock of the node.

| Minute | Node | What |
| ---: | :--- | :--- |
| 7 | 15:50:55 | Event 1: A colleague restarts kubelet. |
| 8 | 15:51:23 | The room: One wedged container stops the whole list. |
`);
    expect(markdownOf(DRILL, clockOf, wordsOf('zh-cn'))).toContain(
      '| 7 | 15:50:55 | 事件 1：同事重启了 kubelet。 |',
    );
  });

  it('counts no minute before the first', () => {
    expect(minuteAt(DRILL, NOON - 1)).toBe(0);
    expect(minuteAt(DRILL, NOON + 59_999)).toBe(0);
  });
});
