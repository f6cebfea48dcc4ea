import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { GOALS, type NodeView } from '../../../src/shell/practice/state.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { stillOf } from '../../../src/widgets/console/still.ts';
import { keyOf, type PracticeData } from '../../../src/widgets/practice-node/data.ts';
import { STEPS } from '../../../src/widgets/practice-node/hints.ts';
import { codec, type PracticeState } from '../../../src/widgets/practice-node/state.ts';
import { widget } from '../../../src/widgets/practice-node/widget.ts';
import { drawn, type Look } from '../stage.tsx';

async function picture(
  change: Partial<PracticeState> = {},
  look: Look = {},
  later: Partial<PracticeData> = {},
) {
  const state = { ...codec.initial, ...change };
  const data = { ...(await widget.load(state, evidenceFromDisk)), ...later };
  const { html, text, said } = drawn(widget, 'node', state, data, look);
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return { html, text, said, document, data, state };
}

describe('the still of a practice node', () => {
  it('shows lines that ran on a new node, and the node after them', async () => {
    const { document, text, said } = await picture();
    const log = document.querySelector('.tm-log')?.textContent ?? '';
    expect(log).toContain('root@lab:~# kubectl get pods -A\nNAMESPACE');
    expect(log).toMatch(/^ +1031 root .* kubelet$/m);
    expect(text).toContain('containerd 1.4.11');
    expect(said).toMatch(/^2021-11-09 07:50:\d\d UTC on the practice node\./);
    expect(said).toContain('0 of 9 steps');
  });

  it('has nothing to press, and the hints can be read', async () => {
    const { document, html } = await picture();
    expect(html).not.toMatch(/<(button|input|select|textarea)\b/);
    const hint = document.querySelector('[data-goal=storm] .pn-hint')?.textContent;
    expect(hint).toContain('./exec.sh 200');
  });

  it('is read back by the page exactly as it was', async () => {
    const { document, data, state } = await picture({ run: ['crictl ps', 'cat exec.sh'] });
    const log = document.querySelector<HTMLElement>('.tm-log');
    const panel = document.querySelector<HTMLElement>('.pn-panel');
    if (!log || !panel) throw new Error('no log or no panel');
    expect([log.dataset.still, panel.dataset.still]).toEqual([keyOf(state), keyOf(state)]);
    expect(stillOf(log)).toEqual({ entries: data.entries, cwd: data.cwd });
    expect(JSON.parse(panel.dataset.view ?? '') as NodeView).toEqual(data.view);
  });
});

describe('the steps', () => {
  it('are the goals of the node, each once', () => {
    expect(STEPS.toSorted()).toEqual(GOALS.toSorted());
  });

  it('show what was reached, and which comes next', async () => {
    const { view } = await widget.load(codec.initial, evidenceFromDisk);
    const { document, said } = await picture(
      {},
      { live: true },
      { view: { ...view, reached: ['storm', 'stats'], jobs: 200 } },
    );
    const goals = (query: string) =>
      [...document.querySelectorAll<HTMLElement>(query)].map((step) => step.dataset.goal);
    expect(goals('[data-done=true]')).toEqual(['storm', 'stats']);
    expect(goals('[data-next=true]')).toEqual(['memory']);
    expect(document.querySelector('.pn-clock')?.textContent).toContain('200 in the background');
    expect(said).toContain('2 of 9 steps');
  });

  it('can be left out, for a room that shall find its own way', async () => {
    const { document, said } = await picture({ goals: false }, { live: true });
    expect(document.querySelector('.pn-steps')).toBeNull();
    expect(said).not.toContain('steps');
  });
});

it.each(['en', 'zh-cn'] as const)(
  'has all its words in %s, and says what is generated',
  async (locale) => {
    for (const live of [false, true]) {
      const { html, text } = await picture({}, { live, locale });
      expect(html).not.toMatch(/\[(practice-node|terminal)\./);
      expect(text).toContain(locale === 'en' ? 'written by the model' : '由 ttrpc 和泄漏的模型');
    }
  },
);
